import { expect, it } from 'vitest'
import { DEFAULT_CONFIG } from '../../src/config/schema.ts'
import { isDocument } from '../../src/incident/document.ts'

it.each([
  ['postmortems/12-checkout.md', true],
  ['postmortems/2026/12-checkout.md', true],
  ['postmortems/evidence.md', true],
  ['postmortems/evidence/12-checkout/notes.md', false],
  ['postmortems/evidence/notes.md', false],
  ['postmortems/README.md', false],
  ['docs/12-checkout.md', false],
])('%s is a document: %s', (path, is) => {
  expect(isDocument(path, DEFAULT_CONFIG)).toBe(is)
})
