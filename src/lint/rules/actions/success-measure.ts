import type { Context, DocumentRule } from '../../rule.ts'
import { headingOf } from '../../where.ts'
import { isPlan, nameOf, onEachOrOnce, openActions } from '../../commitments.ts'

export const successMeasure: DocumentRule = {
  id: 'actions/success-measure',
  family: 'actions',
  scope: 'document',
  level: 'note',
  severities: { sev1: 'warning', sev2: 'warning', sev3: 'off', sev4: 'off' },
  summary: 'The actions, or the document, say how it will be known that they worked.',
  why: 'That an alert was added is done; that it fires in time is what it was for. Said beforehand, it can be looked up afterwards.',
  source:
    'VA National Center for Patient Safety, glossary, "Action Plan", on outcome measures: http://www.patientsafety.gov/glossary.html',
  *check(context) {
    const open = openActions(context)
    const without = open.filter((action) => action.measure === null)
    if (without.length === 0 || saysItAsAWhole(context.postmortem.sections) || saysItInWords(context)) return
    if (without.length === open.length) {
      if (!isPlan(context)) return
      yield {
        at: headingOf(context, 'actions'),
        message:
          'Nothing says how you will know that the actions worked. Add a success measure to each, or a section `## How we will know` with what will be looked at, and when.',
      }
      return
    }
    // Where the others have one; what cannot even be told done is said by actions/specific and actions/measurable.
    const told = without
      .filter((action) => action.measurable)
      .map((action) => ({
        action,
        message: `${nameOf(context, action)} has no success measure, unlike the others. Say what will show that it worked.`,
      }))
    yield* onEachOrOnce(context, this.id, told, open.length, {
      none: 'has a success measure',
      some: 'have no success measure',
      fix: 'Say for each what will show that it worked.',
    })
  },
}

const AS_A_WHOLE =
  /^\W*(?:(?:how (?:we|will we)(?: will)? (?:know|verify|measure|tell))|success (?:measures?|metrics?|criteria)|measures? of success|definition of done|done when|verification|follow-up check)\b/i

const saysItAsAWhole = (sections: readonly { readonly title: string; readonly empty: boolean }[]): boolean =>
  sections.some((section) => !section.empty && AS_A_WHOLE.test(section.title))

/** "We will know that it worked when …", in a sentence beside the actions. */
const IN_WORDS =
  /\bwe(?:'ll|’ll| will| shall) (?:know|tell|measure|verify|call) [^.!?\n]{0,60}\b(?:work|succe|effective|done|fixed|helped)|\bsuccess (?:means|looks like|(?:measures?|metrics?|criteri(?:a|on))\W{0,4}:)/i

const saysItInWords = ({ prose, text }: Context): boolean =>
  prose.blocks.some(({ start, end }) => IN_WORDS.test(text.slice(start, end)))
