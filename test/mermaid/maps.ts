import { mermaidOf } from '../../src/postmortem/map.ts'
import { parse } from '../../src/postmortem/parse.ts'
import type { Action, CausalLink, Factor, Range } from '../../src/postmortem/document.ts'

const NOWHERE: Range = { start: 0, end: 0, line: 1, column: 1, endLine: 1, endColumn: 1 }
export const leadingTo = (...ids: string[]): CausalLink[] =>
  ids.map((to) => ({ to, by: 'words', range: NOWHERE }))
export const factor = (id: string, text: string, leadsTo: CausalLink[] = [], end: Factor['end'] = 'unclear'): Factor => ({
  range: NOWHERE, id, end, text, leadsTo,
}) // prettier-ignore
export const mapped = (
  factors: readonly Factor[],
  { title = 'Doors stayed shut', actions = [] as readonly Action[] } = {},
): string => mermaidOf({ ...parse(`# ${title}\n`), factors, actions }) ?? ''
export const titled = (title: string | null): string =>
  mermaidOf({ ...parse(''), facts: { ...parse('').facts, title }, factors: [factor('F1', 'x')] }) ?? ''

export const many = (count: number, text: string, links: (index: number) => string[]): Factor[] =>
  Array.from({ length: count }, (_, index) =>
    factor(`F${String(index + 1)}`, text, leadingTo(...links(index))),
  )

export const DOORS = `# Doors stayed shut for a morning

## Contributing factors

### Sharp end

- F1: The badge reader shows green although the bolt does not move. leads to: F2
- F2: The porter's screen repeats what the reader says. leads to: the incident

### Blunt end

- F3: Readers and bolts are bought from two firms. leads to: F1

## Five Whys

- Why did nobody open them by hand? The key hung inside. (F4)
  - How was that possible? Its hook was moved when the wall was painted.

## Actions

| ID | Category | Action | DRI | Due | Success measure | Factor | Status |
|----|----------|--------|-----|-----|-----------------|--------|--------|
| A1 | detection | Alert when the bolt's own switch and the reader differ | @mo | 2026-12-01 | the alert fires in the drill | F1 | |
| A2 | recovery | Hang the key outside the door | @pia | 2026-12-02 | it hangs there | F4 | done |
| A3 | learning | Walk through all doors | @pia | 2026-12-03 | notes are linked | | |

## Not now

- A4: Buy all parts from one firm (F3)
`
