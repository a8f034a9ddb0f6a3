import { ACTIONS_WITHIN_DAYS } from '../lint/rules/actions/within-limit.ts'
import type { LintedConfig } from './linting.ts'

/** Where the config stands, in a repository and in the organisation's `.github` repository. */
export const CONFIG_PATH = '.github/postmortem.yml'

export const DEFAULT_SEVERITIES = {
  sev1: { label: 'sev1', reviewWithinHours: 72, actionsWithinDays: ACTIONS_WITHIN_DAYS.sev1 },
  sev2: { label: 'sev2', reviewWithinHours: 72, actionsWithinDays: ACTIONS_WITHIN_DAYS.sev2 },
  sev3: { label: 'sev3', reviewWithinHours: 120, actionsWithinDays: ACTIONS_WITHIN_DAYS.sev3 },
  sev4: { label: 'sev4', reviewWithinHours: 240, actionsWithinDays: ACTIONS_WITHIN_DAYS.sev4 },
}

export const MAXIMUM_ACTIONS = 5
export const MAXIMUM_RETROSPECTIVE_ACTIONS = 3

/** What `DEFAULT_CONFIG` asks of the linter, without the schema, which takes 70 ms to load: for `debrief check` where there is no config. */
export const DEFAULT_LINTED: LintedConfig = {
  severities: DEFAULT_SEVERITIES,
  actions: { maximum: MAXIMUM_ACTIONS, sprintEnds: [] },
  rules: {},
  slos: {},
  patterns: [],
  practices: { retrospective: { maximumActions: MAXIMUM_RETROSPECTIVE_ACTIONS } },
}
