import { join } from 'node:path'
import { expect, test } from 'vitest'
import { debrief, inProcess } from './debrief.ts'
import { folderWith } from './folder.ts'

const DOCUMENT = `---
severity: sev2
started: 2026-11-20T14:03:00Z
---
# Mail delay

## Timeline

- 14:10 UTC Detected by the queue alert (PagerDuty)
- 15:20 to 15:30 UTC queue drained

## Contributing factors

- F1: queue without a limit

## Actions

- A1 (mitigation): cap the queue at 10,000 (F1) - @ada - Dec 1
- Look into alerts
`

test('prints JSON where no terminal is', async () => {
  const { code, out } = await debrief(['inspect', '-'], { stdin: DOCUMENT })
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({
    version: 1,
    facts: { title: 'Mail delay' },
    actions: [{ id: 'A1' }, {}],
  })
})

test('prints text on a terminal, or where asked to', async () => {
  const file = join(await folderWith({ 'a.md': DOCUMENT }), 'a.md')
  const onTerminal = await inProcess(['inspect', file], { columns: 100 })
  const asked = await inProcess(['inspect', '--format', 'text', file])
  expect(onTerminal.out.split('\n', 8)).toEqual(asked.out.split('\n', 8))
  const lines = asked.out.split('\n')
  expect(lines).toContain('  Started          2026-11-20 14:03 UTC')
  expect(lines).toContain('  Detected         2026-11-20 14:10 UTC  7 min after the start')
  expect(lines).toContain('  Mitigated        -')
  expect(lines).toContain('Timeline (UTC): 2')
  expect(asked.out).toMatch(/^ {2}2026-11-20 15:20 to 15:30 {2}.*drained.*line 10$/m)
  expect(asked.out).toMatch(/^ {2}F1 {2}queue without a limit .*line 14$/m)
  expect(asked.out).toMatch(/@ada · due 2026-12-01 · mitigation · for F1 .*line 18/)
  expect(asked.out).toMatch(/no owner · no date · .*line 19/)
  expect(asked.out).toMatch(/\nMissing sections: summary, impact, .*thanks\n$/)
  expect((await inProcess(['inspect', '--format', 'json', file], { columns: 100 })).out).toMatch(
    /^\{"version":1/,
  )
})

test('says what an SLO lost, with what the configuration knows of it', async () => {
  const folder = await folderWith({
    'a.md': DOCUMENT.replace('severity', 'slo: { name: Mail, bad_minutes: 21.6 }\nseverity'),
    'settings.yml': 'slos:\n  mail: { objective: 99.9%, window: 30d, remaining: 62% }\n',
  })
  const args = ['inspect', join(folder, 'a.md'), '--config', join(folder, 'settings.yml')]
  expect(JSON.parse((await inProcess([...args, '--format', 'json'])).out)).toMatchObject({
    metrics: { sloBurn: [{ name: 'Mail', budget: 43.2, budgetUsed: 0.5, budgetLeft: 0.12 }] },
  })
  const { out } = await inProcess([...args, '--format', 'text'])
  expect(out).toContain('\nError budget\n  Mail  50% used: 21.6 of 43.2 minutes  99.9%')
  expect(out).toContain('99.9% over 30 days · burn rate 0.5 over the window · 12% left')
})

test('says what a factor led to', async () => {
  const linked = DOCUMENT.replace('queue without a limit', 'queue without a limit (leads to the incident)')
  const { out } = await inProcess(['inspect', '-', '--format', 'text'], { stdin: linked })
  expect(out).toMatch(/^ {2}F1 {2}queue without a limit {2}.*leads to the incident · line 14$/m)
})

test('no line of text is wider than the terminal, and no escape of the document reaches it', async () => {
  const long = DOCUMENT.replace('queue drained', `queue \u001b[2J drained ${'and drained again '.repeat(20)}`)
  const file = join(await folderWith({ 'a.md': long }), 'a.md')
  const { out } = await inProcess(['inspect', file], { columns: 70 })
  expect(
    Math.max(
      ...out
        .split('\n')
        .slice(1)
        .map((line) => line.length),
    ),
  ).toBeLessThanOrEqual(70)
  expect(out).not.toContain('\u001b')
})

test.each([
  ['missing.md', /missing\.md: There is no such file/],
  ['notes', /notes: This is a folder/],
  ['binary.md', /binary\.md: /],
])('%s: exit 2', async (name, said) => {
  const folder = await folderWith({ 'notes/a.md': DOCUMENT, 'binary.md': new Uint8Array([0x89, 0, 0xff]) })
  const { code, err } = await inProcess(['inspect', join(folder, name)])
  expect(code).toBe(2)
  expect(err).toMatch(said)
})

test('judges alerts by the evidence that is named', async () => {
  const pager = JSON.stringify({
    log_entries: ['trigger', 'acknowledge'].map((what, index) => ({
      id: what, type: `${what}_log_entry`, created_at: `2026-11-20T14:1${index}:00Z`, summary: what, incident: { id: 'P1', summary: 'Queue is long' },
    })),
  }) // prettier-ignore
  const folder = await folderWith({ 'a.md': DOCUMENT.replace('---\n#', 'resolved: 2026-11-20T15:30:00Z\n---\n#'), 'b.md': DOCUMENT, 'evidence/12/pager.json': pager }) // prettier-ignore
  const evidence = ['--evidence', join(folder, 'evidence')]
  const { code, out } = await inProcess(['inspect', ...evidence, join(folder, 'a.md')])
  expect(code).toBe(0)
  expect(JSON.parse(out).alerts).toMatchObject({
    fired: 1,
    actionable: 1,
    alerts: [{ because: 'acknowledged' }],
  })
  const asText = await inProcess(['inspect', '--format', 'text', ...evidence, join(folder, 'a.md')])
  expect(asText.out).toMatch(/Alerts: 1 of 1 actionable\n {2}actionable {2}Queue is long/)
  const unknown = await inProcess(['inspect', ...evidence, join(folder, 'b.md')])
  expect(JSON.parse(unknown.out).alerts).toBeNull()
  expect(unknown.err).toContain('does not say when the incident began and ended')
  expect(
    (await inProcess(['inspect', '--evidence', join(folder, 'none.json'), join(folder, 'a.md')])).code,
  ).toBe(2)
})

test('says an objective to its last figure, a window in its own unit, and times before the start as such', async () => {
  const front = `slo: [{ objective: 99.95%, window: 1h, bad_minutes: 0 }, { objective: 0.99999, window: 2w, bad_minutes: 0 }]
detected: 2026-11-20T11:33:00Z
severity`
  const folder = await folderWith({ 'a.md': DOCUMENT.replace('severity', front) })
  const { out } = await inProcess(['inspect', '--format', 'text', join(folder, 'a.md')])
  expect(out).toContain('99.95% over 1 hour ')
  expect(out).toContain('99.999% over 14 days ')
  expect(out).toContain('  Detected         2026-11-20 11:33 UTC  2 h 30 min before the start\n')
})
