/**
 * Counts what the app asks of GitHub, as the sandbox sees it, beside the targets: `npm run bench:requests`, and with each
 * request and who made it `npm run bench:requests -- --list`. Two lives in one repository: in the first, its labels, the
 * milestone and the dashboard are made too. Reads, writes and 304s are requests; REST requests and GraphQL points are
 * what they took of the hour's quota; the App's own have limits apart. Between them the sweep looks, as it does each hour.
 */
import { parseArgs } from 'node:util'
import { CountedStage, askedInLife, by, count, type Part } from './life.ts'

const { values } = parseArgs({ options: { list: { type: 'boolean', default: false } } })

const counted = await CountedStage.set()
await counted.during('the first sweep', () => counted.stage.app.tick())
const lives = {
  'The first life in a repository': await counted.live('2026-11-23'),
  'The next one': await counted.live('2026-11-30'),
}
const rest = await counted.rest()
await counted.stage.close()

for (const [title, parts] of Object.entries(lives)) table(title, parts)
table('Little or nothing new', rest)

console.log('\nBeside the targets\n')
for (const [title, parts] of Object.entries(lives)) targets(title, parts)
target(
  'A look with nothing new, reads',
  Math.max(...['another label', 'another title', 'a push'].map((what) => readsOf(rest, what))),
  1,
)
target('An idle sweep, of the quota', quotaOf(rest, 'an idle sweep'), 0)

function table(title: string, parts: readonly Part[]): void {
  console.log(`\n${title.padEnd(40)}   reads  writes     304    REST  points  App's own`)
  for (const { what, calls, points, own } of parts) {
    const { reads, writes, free, rest } = count(calls)
    const figures = [reads, writes, free, rest, points, own].map((figure) => String(figure).padStart(8))
    console.log(what.padEnd(40) + figures.join(''))
    if (!values.list) continue
    for (const call of calls)
      console.log(
        `  ${call.purpose.padEnd(9)} ${call.writes ? 'writes' : 'reads '} ${call.status} ${call.route}`,
      )
  }
}

function targets(title: string, parts: readonly Part[]): void {
  const [label, , , , merge] = parts.map(({ calls }) => calls)
  if (!label || !merge) throw new Error('a part of the life is missing')
  console.log(title)
  target('  label → PR, reads of opening it', count(by(label, 'opening')).reads, 1)
  target('  label → PR, writes with the check', count(label).writes, 6)
  target('  merge of 3 actions, reads of tracking', count(by(merge, 'tracking')).reads, 2)
  target('  merge of 3 actions, all reads', count(merge).reads, 2)
  target('  merge of 3 actions, all writes', count(merge).writes, 6)
  target('  the whole life', askedInLife(parts).length, 25)
}

function target(what: string, is: number, most: number): void {
  console.log(`${what.padEnd(44)} ${String(is).padStart(3)}  at most ${most}${is > most ? '  MISSED' : ''}`)
}

function readsOf(parts: readonly Part[], what: string): number {
  return count(parts.find((part) => part.what.startsWith(what))?.calls ?? []).reads
}

function quotaOf(parts: readonly Part[], name: string): number {
  const part = parts.find(({ what }) => what === name)
  return part ? count(part.calls).rest + part.points : Number.NaN
}
