import type { DocumentRule } from '../../rule.ts'
import { keyFor, lineIn } from '../../where.ts'

export const businessEffect: DocumentRule = {
  id: 'facts/business-effect',
  family: 'facts',
  scope: 'document',
  level: 'error',
  severities: { sev3: 'warning', sev4: 'off' },
  summary: 'It says what the incident meant for the business.',
  why: 'Readers outside the team weigh the follow-up work against what the incident cost.',
  source:
    'Google, The Site Reliability Workbook (2018), chapter 10 "Postmortem Culture", whose good example tells the revenue impact: https://sre.google/workbook/postmortem-culture/',
  *check(context) {
    if (context.postmortem.facts.businessEffect !== null) return
    const key = keyFor(context, 'businessEffect')
    const where = key
      ? `Write it here, such as \`${key.key}`
      : `Add ${lineIn(context, 'impact')} \`Business effect`
    yield {
      at: null,
      near: key?.at ?? null,
      message: `It does not say what this meant for the business. ${where}: 310 orders delayed, none lost\`; \`none known\` is an answer too.`,
    }
  },
}
