import type { DocumentRule } from '../../rule.ts'
import { committedActions, isPlan, nameOf, namesOf, placeOf } from '../../commitments.ts'
import { headingOf } from '../../where.ts'

export const strength: DocumentRule = {
  id: 'actions/strength',
  family: 'actions',
  scope: 'document',
  level: 'warning',
  severities: { sev3: 'note', sev4: 'off' },
  summary: 'At least one action changes the system, and does not only ask people to remember.',
  why: 'Training, documents and reminders hold as long as somebody remembers them under stress; a limit, a default or an automatic check holds without.',
  source:
    'VA National Center for Patient Safety, action hierarchy, as given in RCA2: Improving Root Cause Analyses and Actions to Prevent Harm (National Patient Safety Foundation, 2015): https://navigator.betsylehmancenterma.gov/pages/action-hierarchy-tool',
  *check(context) {
    const committed = committedActions(context)
    // A vague one may turn out strong: first it has to say what it is.
    const weak = committed.filter((action) => action.strength === 'weak' && !action.vague)
    if (weak.length === 0) return
    if (committed.every((action) => action.strength === 'weak')) {
      yield {
        at: headingOf(context, 'actions'),
        message: `${committed.length === 1 ? 'The only action relies' : `All ${String(committed.length)} actions rely`} on people learning, reading or remembering something. Add one that works without: a limit, a default, a check that a machine makes, or the hazard removed.`,
      }
      return
    }
    if (!isPlan(context)) return
    const [first, ...others] = weak.filter((action) => !action.done && action.category !== 'learning')
    if (first === undefined) return
    const who =
      others.length === 0
        ? nameOf(context, first)
        : namesOf(context, [first, ...others]).replace('lines', 'Lines')
    yield {
      at: placeOf(context, first),
      level: 'note',
      message: `${who} ${others.length === 0 ? 'relies' : 'rely'} on people remembering. Could a limit, a default or an automatic check do it as well?`,
    }
  },
}
