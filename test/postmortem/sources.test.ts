import { describe, expect, test } from 'vitest'

import { parse } from '../../src/postmortem/parse.ts'

const sources = (...lines: string[]) =>
  parse(`# Kiln 3 cold\n\n## Timeline (2026-11-02, UTC)\n\n${lines.join('\n')}\n`).timeline.map(
    ({ source }) => source,
  )

describe('where an entry is known from', () => {
  test.each([
    ['- 10:00 two pods restart (Kubernetes events)', 'Kubernetes events'],
    ['- 10:00 burner stops (Zabbix)', 'Zabbix'],
    ['- 10:00 **pagerduty** kiln below 900', 'pagerduty'],
    ['- **10:00** **Ines** opens the valve by hand', 'Ines'],
    ['- 10:00 alertmanager: kiln below 900', 'alertmanager'],
    ['- 10:00 ines: opens the valve by hand', 'ines'],
    ['- 10:00 ines: [the curve](https://graphs.example/9)', 'https://graphs.example/9'],
  ])('%s', (line, source) => expect(sources(line)).toEqual([source]))

  test.each([
    '- 10:00 **Mitigation**: gas is shut off',
    '- 10:00 Cause: the valve sticks',
    '- 10:00 **Valve** sticks',
    '- 10:00 Grafana shows no data',
    '- 10:00 all is well (we think)',
  ])('no source: %s', (line) => expect(sources(line)).toEqual([null]))
})

describe('columns of a table', () => {
  test('a link is better evidence than who wrote the row, who still counts where there is none', () =>
    expect(
      sources(
        '| Time | Who | What | Link |',
        '|--|--|--|--|',
        '| 10:00 | ines | below 900 | `Grafana` |',
        '| 10:04 | ines | valve opened | |',
        '| 10:09 | | 950 again | - |',
      ),
    ).toEqual(['Grafana', 'ines', null]))
})
