import type { DocumentRule } from '../../rule.ts'

export const severity: DocumentRule = {
  id: 'facts/severity',
  family: 'facts',
  scope: 'document',
  level: 'error',
  severities: { sev3: 'warning', sev4: 'warning' },
  summary: 'It states the severity.',
  why: 'The severity decides how soon the review is due and how much the document needs to say.',
  source:
    'PagerDuty, Incident Response documentation, "Postmortem Process", whose dates hang on the severity: https://response.pagerduty.com/after/post_mortem_process/',
  *check({ postmortem }) {
    if (postmortem.facts.severity !== null) return
    yield {
      at: null,
      message:
        'The severity is missing. Add a line such as `Severity: sev2`, or `severity: sev2` to the front matter.',
    }
  },
}
