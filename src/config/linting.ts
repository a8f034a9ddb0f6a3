import type { LintOptions } from '../lint/engine.ts'
import { patternRules } from '../lint/patterns/compile.ts'
import type { Config } from './schema.ts'

/** The part of a config that the linter is asked by. */
export interface LintedConfig extends Pick<Config, 'severities' | 'rules' | 'patterns' | 'slos'> {
  readonly actions: Pick<Config['actions'], 'maximum' | 'sprintEnds'>
  readonly practices: {
    readonly retrospective: Pick<Config['practices']['retrospective'], 'maximumActions'>
  }
}

/** What a team's config asks of the linter. Compiles its patterns, so it is made once for all documents. */
export function lintOptionsOf(config: LintedConfig): LintOptions {
  const severities = Object.entries(config.severities)
  return {
    levels: config.rules,
    maxActions: config.actions.maximum,
    maxRetrospectiveActions: config.practices.retrospective.maximumActions,
    sprintEnds: config.actions.sprintEnds,
    slos: config.slos,
    actionsWithinDays: Object.fromEntries(severities.map(([name, each]) => [name, each.actionsWithinDays])),
    publishWithinHours: Object.fromEntries(severities.map(([name, each]) => [name, each.reviewWithinHours])),
    patterns: patternRules(config.patterns),
  }
}
