interface WrittenUp {
  readonly incident: number | string | null
  /** Of the table of actions. */
  readonly rows: readonly string[]
  readonly title?: string
  /** What stands after the actions. */
  readonly after?: string
}

/** A postmortem as short as tracking needs it, for tests in which its words do not matter. */
export function writtenUp({ incident, rows, title = 'Checkout errors', after = '' }: WrittenUp): string {
  return `---
${incident === null ? '' : `incident: ${incident}\n`}title: ${title}
severity: sev1
---

# ${title}

## Contributing factors

### Blunt end

- **F1** The lag threshold stood at five minutes

## Actions

| ID | Category | Priority | Action | DRI | Due | Success measure | Factor |
| --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
${after}`
}

/** The first so many rows of different actions of @grace. */
export const someRows = (count: number): readonly string[] =>
  Array.from(
    { length: count },
    (_, index) =>
      `| A${index + 1} | detection | | Alert on replica lag above ${index + 1} s | @grace | 2026-12-01 | It fires in drill ${index + 1} | F1 |`,
  )

/** Rows of one action each, due in a year. */
export const rowsOf = (actions: readonly string[]): readonly string[] =>
  actions.map(
    (action, index) =>
      `| A${index + 1} | detection | p2 | ${action} | @grace | 2027-12-01 | It fires in the drill | F1 |`,
  )
