import { participantsOf } from '../../participants.ts'
import type { DocumentRule } from '../../rule.ts'
import { isWaiting } from '../../where.ts'

export const participants: DocumentRule = {
  id: 'review/participants',
  family: 'review',
  scope: 'document',
  level: 'note',
  severities: { sev1: 'warning', sev4: 'off' },
  summary: 'More than one function took part in the review.',
  why: 'Each function sees another part of the system; written by one alone, factors that the others live with are left out.',
  source:
    'Google, The Site Reliability Workbook (2018), chapter 10 "Postmortem Culture", on including all participants: https://sre.google/workbook/postmortem-culture/',
  *check(context) {
    const people = participantsOf(context)
    if (people === null) {
      // Small incidents are reviewed by those who met them, and nobody keeps a list.
      if ((context.severity !== 'sev1' && context.severity !== 'sev2') || isWaiting(context, 'participants'))
        return
      yield {
        at: null,
        message:
          'It does not say who took part in the review. Add a line such as `Participants: Ada (SRE), Bo (support)`, from more than one function.',
      }
    } else if (people.functions.length === 0 && !people.given) {
      yield {
        at: people.at,
        message:
          'It does not say what the participants do. Add it in brackets, as `Ada (SRE), Bo (support)`: a missing view is then seen.',
      }
    } else if (people.functions.length === 1) {
      yield {
        at: people.at,
        message: `All participants whose function is told are from one (${people.functions.join('')}). Ask somebody who met the incident from another side: support, product, a team that depends on the service.`,
      }
    }
  },
}
