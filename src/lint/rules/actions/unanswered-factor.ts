import { factorsAccepted } from '../../../postmortem/acceptance.ts'
import type { Factor } from '../../../postmortem/document.ts'
import type { Context, DocumentRule } from '../../rule.ts'
import { numberedFactors } from '../../commitments.ts'
import { countUpTo, startsOf } from '../../extent.ts'
import { firstLine } from '../../where.ts'

export const unansweredFactor: DocumentRule = {
  id: 'actions/unanswered-factor',
  family: 'actions',
  scope: 'document',
  level: 'warning',
  severities: { sev3: 'note', sev4: 'off' },
  summary: 'Each contributing factor has an action, or says why it is accepted.',
  why: 'A condition that nobody changes and nobody accepts waits for the next incident. That something is not worth the work is an answer too, once it is written down.',
  source:
    'PagerDuty, Postmortem Documentation, "Step by Step", on writing down what is not done and why: https://postmortems.pagerduty.com/how_to_write/writing/',
  *check(context) {
    const named = context.postmortem.actions.flatMap((action) => action.factor?.toUpperCase() ?? [])
    const answered = new Set(named)
    // Where no action names a factor, that is what is missing, and actions/factor says so.
    if (answered.size === 0) return
    const starts = startsOf(context)
    const accepted = acceptedIn(context.text)
    for (const factor of numberedFactors(context)) {
      const id = factor.id.toUpperCase()
      if (answered.has(id) || accepted.has(id)) continue
      const words = wordsOf(context, factor, starts)
      if (ACCEPTED.test(words)) continue
      const message = ACCEPTED_BARE.test(words)
        ? `${factor.id} is accepted without a reason. Add it: \`accepted because …\`.`
        : `${factor.id} has no action. Name it in one, or say here why it stays: \`accepted because …\`.`
      yield { at: firstLine(context.text, factor.range), message }
    }
  },
}

/** "Accepted because …", as a remark or a sentence of its own: "the API accepted …" is about something else. */
const ACCEPTED =
  /(?:^|[.;:,([*_>\u2013\u2014-]|\n|\b(?:is|are|risk|we|for now|and)\b)[\s*_([-]{0,6}accept(?:ed)?(?![a-z])[^.;\n]{0,60}?(?:\b(?:because|since|as)\b|[:\u2013\u2014])\s*\S{2}/i
const ACCEPTED_BARE =
  /(?:^|[.;:,([*_>\u2013\u2014-]|\n)[\s*_([-]{0,6}(?:risk )?accepted(?![a-z])[\s*_)\].]{0,6}(?:\n|$)/im

/** "F1 is accepted because …" and "we accept F1, since …" under "Not now" or wherever it is said. */
const ID_ACCEPTED =
  /(?<![\w-])([a-z]{1,4}-?\d{1,4})[*_:,)\]]{0,4} {0,2}(?:[-\u2013\u2014] )?(?:(?:is|are|stays|we|risk) )?accept(?:ed)?(?![a-z])[^.;\n]{0,60}?(?:\b(?:because|since|as)\b|[:\u2013\u2014]) {0,3}\S{2}/gi
const ACCEPTED_ID =
  /\baccept(?:ed)? (?:factor |risk )?[*_([]{0,3}([a-z]{1,4}-?\d{1,4})(?![\w-])[^.;\n]{0,60}?\b(?:because|since|as)\b {0,3}\S{2}/gi

function acceptedIn(text: string): ReadonlySet<string> {
  const found = [...text.matchAll(ID_ACCEPTED), ...text.matchAll(ACCEPTED_ID)]
  return new Set([...found.map(([, id = '']) => id.toUpperCase()), ...acceptedInItems(text)])
}

/** "- F2 stays as it is, since …", "- No action for F2: …": an item that does nothing else. */
function acceptedInItems(text: string): string[] {
  return text
    .split('\n')
    .filter(
      (line) =>
        line.length < LONGEST_REMARK &&
        /accept|stay|remain|no |not|n['\u2019]t|tolerate|live with/i.test(line),
    )
    .flatMap((line) => factorsAccepted(line.trim().replace(ITEM, '')))
}
const ITEM = /^(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?(?:A\d{1,3}[:.]?\s+)?/

/** A longer remark is read no further. */
const LONGEST_REMARK = 4000

/** The factor with what stands below it, up to the next one or the next heading. */
function wordsOf({ text }: Context, { range }: Factor, starts: readonly number[]): string {
  const next = starts[countUpTo(starts, range.start)] ?? text.length
  return text.slice(range.start, Math.min(Math.max(next, range.end), range.start + LONGEST_REMARK))
}
