import type { DocumentRule } from '../../rule.ts'

export const title: DocumentRule = {
  id: 'facts/title',
  family: 'facts',
  scope: 'document',
  level: 'error',
  severities: { sev3: 'warning', sev4: 'warning' },
  summary: 'The postmortem has a title.',
  why: 'Months later people find a postmortem by its title, in a list of many.',
  source:
    'Google, Site Reliability Engineering (2016), appendix D "Example Postmortem": https://sre.google/sre-book/example-postmortem/',
  *check({ postmortem }) {
    if (postmortem.facts.title !== null) return
    yield {
      at: null,
      message:
        'The title is missing. Say in a few words what users saw, as `# Checkout unavailable for 42 minutes` or `title:` in the front matter.',
    }
  },
}
