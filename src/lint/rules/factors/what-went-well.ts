import type { Context, DocumentRule } from '../../rule.ts'
import { firstLine, isWaiting, sectionsOf } from '../../where.ts'

const TITLE =
  /\b(?:(?:went|go|gone|worked|did|done|goes|working) (?:\w+ )?(?:well|right|smoothly|good)|what (?:worked|helped)|went right|lucky|luck|positives?|wins?|the good|good (?:and|things)|highlights|successes|strengths|keep doing|what saved us)\b/i
/** Words of a lesson that tells what helped. */
const HELPED =
  /\b(?:went (?:\w+ )?well|worked (?:\w+ )?(?:well|as (?:intended|expected|designed|planned))|(?:we|were|was|got|by) (?:\w+ )?luck(?:y|ily)?|lucky|luckily|fortunate(?:ly)?|help(?:ed|ful)|paid off|prevent(?:ed) (?:a |any |further |worse )|kept (?:the|it|us)|quick(?:ly)?|fast|prompt(?:ly)?|smooth(?:ly)?|effective(?:ly)?|good|great|excellent|success(?:ful(?:ly)?)?|saved|thanks to|excellently|proved (?:its|useful)|useful|limited the)\b/i

export const whatWentWell: DocumentRule = {
  id: 'factors/what-went-well',
  family: 'factors',
  scope: 'document',
  level: 'note',
  severities: { sev4: 'off' },
  summary: 'The lessons also say what went well, or where luck helped.',
  why: 'What kept it from being worse is as much a part of the system as what broke, and the first to be removed by somebody who does not know.',
  source:
    'PagerDuty, Incident Response documentation, "Postmortem Template", on what went well: https://response.pagerduty.com/after/post_mortem_template/',
  *check(context) {
    const lessons = sectionsOf(context, 'lessons')
    if (lessons.every((section) => section.empty) || isWaiting(context, 'lessons')) return
    if (lessons.some((section) => TITLE.test(section.title) && !section.empty) || tells(context)) return
    const named = lessons.find((section) => TITLE.test(section.title))
    const [first] = lessons
    const section = named ?? first
    if (!section) return
    yield {
      at: firstLine(context.text, section.heading),
      message: named
        ? 'Nothing stands here yet. Say what helped, in people, tools or luck, so that it is kept; or that nothing did.'
        : 'The lessons do not say what went well. Add what helped, in people, tools or luck, so that it is kept.',
    }
  },
}

const tells = ({ prose }: Context): boolean =>
  prose.sentences.some(
    ({ section, text, kind }) => section === 'lessons' && kind !== 'heading' && HELPED.test(text),
  )
