import type { Block } from '../../prose/blocks.ts'
import type { Context, DocumentRule } from '../../rule.ts'
import { firstLine, headingOf, isWaiting } from '../../where.ts'

export const thanks: DocumentRule = {
  id: 'review/thanks',
  family: 'review',
  scope: 'document',
  level: 'warning',
  severities: { sev3: 'off', sev4: 'off' },
  summary: 'The responders are thanked in a section of their own.',
  why: 'People who are thanked for bringing things to light do it again.',
  source:
    'Google, Site Reliability Engineering (2016), chapter 15 "Postmortem Culture", on visibly rewarding people: https://sre.google/sre-book/postmortem-culture/',
  *check(context) {
    if (!context.postmortem.missingSections.includes('thanks') || isWaiting(context, 'thanks')) return
    const given = thanksIn(context)
    if (given) {
      yield {
        at: firstLine(context.text, given),
        message:
          'These thanks are easily overlooked here. Put them under a heading of their own, `## Thanks`.',
      }
      return
    }
    yield {
      at: headingOf(context, 'thanks'),
      message: 'Nobody is thanked yet. Add `## Thanks` and name who helped and with what.',
    }
  },
}

/** "Thanks to Ada for …". What came about "thanks to the cache" is none. */
const THANKS =
  /(?:^|[.!?] )\W{0,4}(?:(?:[Mm]any|[Bb]ig|[Ss]pecial) )?(?:[Tt]hanks|[Tt]hank you|[Kk]udos|[Pp]rops|[Ss]hout-?out),? (?:also )?(?:to )?(?:@|[A-Z]|everyone|everybody|all |our |the (?:[a-z-]{1,20} ){0,3}(?:teams?|desk|on-call|crew|staff|engineers?|responders?|colleagues|folks|people)\b)[^.!?\n]{0,200} for\b/

const thanksIn = ({ prose: { blocks, masked } }: Context): Block | undefined =>
  blocks.find(({ start, end }) => THANKS.test(masked.slice(start, end)))
