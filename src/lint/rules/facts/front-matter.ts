import { firstLine } from '../../where.ts'
import type { DocumentRule } from '../../rule.ts'

export const frontMatter: DocumentRule = {
  id: 'facts/front-matter',
  family: 'facts',
  scope: 'document',
  level: 'error',
  summary: 'The front matter is valid YAML and its values have the right types.',
  why: 'The app reads facts from the front matter; what it cannot read it has to leave out.',
  source: 'YAML 1.2.2 specification, chapter 10 "Recommended Schemas": https://yaml.org/spec/1.2.2/',
  *check({ text, postmortem }) {
    for (const problem of postmortem.problems) {
      if (problem.code === 'front-matter') {
        yield { at: firstLine(text, problem.range), message: `${problem.message} ${problem.fix}` }
      }
    }
  },
}
