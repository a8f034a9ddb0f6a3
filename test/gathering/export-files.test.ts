import { describe, expect, it } from 'vitest'
import { choose, type TreeAnswer } from '../../src/gathering/export-files.ts'

type Entry = NonNullable<TreeAnswer['entries']>[number]
const file = (name: string, oid = name, byteSize = 9): Entry => ({ name, type: 'blob', mode: 0o100644, oid, object: { byteSize } }) // prettier-ignore
const folder = (name: string, ...entries: Entry[]): Entry => ({ name, type: 'tree', mode: 0o040000, oid: name, object: { entries } }) // prettier-ignore
const WANTED = { root: 'postmortems/evidence', number: 12, changed: null }

const chosen = (entries: readonly Entry[], base: readonly Entry[] | null = null) =>
  choose({ entries }, base && { entries: base }, WANTED)
const pathsIn = (entries: readonly Entry[], base: readonly Entry[] | null = null): string[] =>
  chosen(entries, base).files.map(({ path }) => path.replace('postmortems/evidence/', ''))

describe('which files are an incident’s', () => {
  it('those in a folder that is named like its document, or by its number; none of another’s', () => {
    const found = pathsIn([
      folder('12', file('a.json')),
      folder('12-checkout-errors', folder('incident-12', file('2026-11-20.json'))),
      folder('120', file('b.json')),
      folder('7-search-is-slow', file('c.json')),
    ])
    expect(found).toEqual(['12-checkout-errors/incident-12/2026-11-20.json', '12/a.json'])
  })

  it('beside these folders those that are new here, or changed', () => {
    const old = [file('old.log'), file('changed.log', 'before'), folder('slack', file('2026-11-19.json'))]
    const now = [file('old.log'), file('changed.log', 'after'), file('new.log'), folder('slack', file('2026-11-19.json'), file('2026-11-20.json')), folder('2026-11-20', file('x.log'))] // prettier-ignore
    expect(pathsIn(now, old)).toEqual(['2026-11-20/x.log', 'changed.log', 'new.log', 'slack/2026-11-20.json'])
    // Its own folder counts wherever it came from.
    expect(pathsIn([folder('12', file('a.json'))], [folder('12', file('a.json'))])).toEqual(['12/a.json'])
  })

  it('nothing hidden, nor what explains the folder', () => {
    expect(
      pathsIn([file('.gitkeep'), file('README.md'), file('notes.markdown'), folder('.cache', file('x'))]),
    ).toEqual([])
  })
})

describe('what cannot be read is told', () => {
  it('with what to do', () => {
    const { files, findings } = chosen([
      { ...file('link.log'), mode: 0o120000 },
      { name: 'logs', type: 'commit', mode: 0o160000, oid: 'beef', object: null },
      file('empty.csv', 'e', 0),
      { name: 'deep', type: 'tree', mode: 0o040000, oid: 'd', object: {} },
      file('good.log'),
    ])
    expect(files).toEqual([{ path: 'postmortems/evidence/good.log', oid: 'good.log', bytes: 9 }])
    expect(findings.map(({ origin, problem }) => `${origin.file.split('/').at(-1)}: ${problem}`)).toEqual([
      'deep: Folders are looked into 4 deep',
      'empty.csv: The file is empty',
      'link.log: This is a symbolic link, which is not followed',
      'logs: This is a submodule, which is not looked into',
    ])
  })

  it('where there are too many, once', () => {
    const { files, findings } = chosen(Array.from({ length: 70 }, (_, index) => file(`${index + 100}.log`)))
    expect(files).toHaveLength(50)
    expect(findings).toMatchObject([
      { problem: expect.stringContaining('50 are'), origin: { file: 'postmortems/evidence/150.log' } },
    ])
  })
})
