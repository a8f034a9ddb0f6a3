import { visible } from '../check/terminal.ts'
import { judgedIn, type AlertPrecision } from '../evidence/alert-precision.ts'
import type { Misread } from '../evidence/evidence.ts'
import { gathered } from '../evidence/gathered.ts'
import type { Postmortem } from '../postmortem/document.ts'
import type { Context } from './context.ts'
import { orNoRoom, sourcesOf } from './timeline-settings.ts'

/** What there is to say about exports, with file and line. */
export function tellFindings(findings: readonly Misread[], { err }: Pick<Context, 'err'>): void {
  for (const { origin, problem, fix } of findings)
    err(`${visible(origin.file)}:${String(origin.line)}: ${visible(problem)}. ${visible(fix)}\n`)
}

/** The alerts of a document's incident, by what its exports tell; `isWhole` is false where a file was no use. */
export async function alertsOf(
  postmortem: Postmortem,
  named: readonly string[],
  context: Context,
): Promise<{ readonly alerts: AlertPrecision | null; readonly isWhole: boolean }> {
  if (named.length === 0) return { alerts: null, isWhole: true }
  const { sources, unusable } = await sourcesOf(named, { zone: 'UTC' }, context)
  const day = postmortem.facts.startedAt?.slice(0, 10) ?? null
  const { alerts, findings } = await orNoRoom(gathered(sources, { zone: 'UTC', day, now: context.now() }, 1))
  const all = [...unusable, ...findings]
  tellFindings(all, context)
  const judged = judgedIn(postmortem, alerts)
  if (judged === null)
    context.err('The document does not say when the incident began and ended, so no alert can be judged.\n')
  return { alerts: judged, isWhole: !all.some(({ kind }) => kind === 'file') }
}
