import { describe, expect, it } from 'vitest'
import { INDEX_COMMIT } from '../../src/catalogue/commit.ts'
import { indexJson, indexPage } from '../../src/catalogue/render.ts'
import { DEFAULT_CONFIG } from '../../src/config/schema.ts'
import type { Settings } from '../../src/config/settings.ts'
import { blobId } from '../../src/github/blob.ts'
import { catalogueOf, type ActionIssue } from '../../src/indexing/catalogue.ts'
import { plan } from '../../src/indexing/plan.ts'
import type { IndexingState } from '../../src/indexing/state.ts'
import { FULL_NOVEMBER, FULL_SEPTEMBER } from '../recurrence/written.ts'

const NOW = new Date('2026-11-23T12:00:00Z')
const SETTINGS: Settings = { config: DEFAULT_CONFIG, problems: [] }
const SEPTEMBER = 'postmortems/1-printers.md'
const TEXTS = new Map([
  [SEPTEMBER, FULL_SEPTEMBER],
  ['postmortems/2026/2-turnstiles.md', FULL_NOVEMBER],
])
const file = (text: string) => ({ oid: blobId(text), text })
const issue = (id: string, open: boolean, path = SEPTEMBER): ActionIssue => ({ path, id, open })

const catalogue = await catalogueOf(TEXTS, [])
const JSON_TEXT = indexJson(catalogue)
const PAGE = indexPage(null, catalogue, 'postmortems').text ?? ''
const WRITTEN: IndexingState = {
  branch: { name: 'trunk', oid: 'c0ffee' },
  catalogue,
  page: file(PAGE),
  hasOtherPage: false,
  index: file(JSON_TEXT),
  last: { oid: 'beef', at: '2026-11-23T09:00:00Z', title: INDEX_COMMIT },
}
const NEW: IndexingState = { ...WRITTEN, page: null, index: null, last: null }

const planned = (change: Partial<IndexingState>) => plan({ ...WRITTEN, ...change }, SETTINGS, NOW)
const pathsIn = (change: Partial<IndexingState>) =>
  planned(change).flatMap((effect) =>
    effect.do === 'commitFiles' ? effect.files.map(({ path }) => path) : [],
  )

describe('the index is written', () => {
  it('at first, with both files in one commit on the head that was read', () => {
    expect(planned(NEW)).toEqual([
      {
        do: 'commitFiles',
        branch: 'trunk',
        onto: 'c0ffee',
        files: [
          { path: 'postmortems/README.md', content: PAGE },
          { path: 'postmortems/index.json', content: JSON_TEXT },
        ],
        message: INDEX_COMMIT,
      },
    ])
    expect(PAGE).toContain(
      '| 2026-09-03 | [Ticket printers went silent before the first ferry](<1-printers.md>) |',
    )
    expect(PAGE).toContain('(<2026/2-turnstiles.md>)')
  })

  it('not, where both stand there already', () => {
    expect(planned({})).toEqual([])
  })

  it('where a document came, however short the last commit is past', async () => {
    const more = await catalogueOf(new Map([...TEXTS, ['postmortems/3.md', '# Fog\n']]), [])
    expect(pathsIn({ catalogue: more })).toEqual(['postmortems/README.md', 'postmortems/index.json'])
  })

  it('where somebody took the table’s last row away or broke the JSON', () => {
    expect(pathsIn({ page: null })).toEqual(['postmortems/README.md'])
    expect(pathsIn({ index: file(JSON_TEXT.replace('sev2', '<<<<<<<')) })).toEqual(['postmortems/index.json'])
  })
})

describe('actions that were closed', () => {
  it('are open as their issues are; without one, as the document says', async () => {
    const openOf = async (...issues: ActionIssue[]) =>
      (await catalogueOf(TEXTS, issues)).map(({ actions: { all, open } }) => `${open} of ${all}`)
    expect(await openOf()).toEqual(['1 of 1', '3 of 4'])
    expect(await openOf(issue('A1', false), issue('a2', false), issue('A3', true))).toEqual([
      '1 of 1',
      '2 of 4',
    ])
    expect(await openOf(issue('A1', false), issue('A1', true))).toEqual(['1 of 1', '3 of 4'])
    expect(await openOf(issue('A1', false, 'postmortems/other.md'))).toEqual(['1 of 1', '3 of 4'])
  })

  it('wait for half a day after the last commit', async () => {
    const closed = await catalogueOf(TEXTS, [issue('A1', false)])
    const last = (at: string) => ({ oid: 'beef', at, title: INDEX_COMMIT })
    expect(pathsIn({ catalogue: closed })).toEqual([])
    expect(pathsIn({ catalogue: closed, last: last('2026-11-23T00:00:01Z') })).toEqual([])
    expect(pathsIn({ catalogue: closed, last: last('2026-11-23T00:00:00Z') })).toHaveLength(2)
  })
})

describe('what is somebody’s own stays', () => {
  it.each([
    ['a page without markers', { page: file('# Ours\n') }],
    ['a page that is no text', { page: { oid: 'beef', text: null } }],
    ['a page whose markers are broken', { page: file('# Ours\n\n<!-- debrief:index {"hash":"x"} -->\n') }],
    ['a page by another name', { page: null, hasOtherPage: true }],
  ])('%s; that is said in the first commit', (_, change) => {
    expect(pathsIn({ ...NEW, ...change })).toEqual(['postmortems/index.json'])
    const [effect] = planned({ ...NEW, ...change })
    expect(effect).toMatchObject({ message: expect.stringContaining("README.md is somebody's own") })
    expect(planned(change)).toEqual([])
  })

  it('what a person wrote around the table, and rows that they changed', async () => {
    const mine = PAGE.replace('# Postmortems', '# What we learned').replace(
      'Turnstiles stayed',
      'Gates stayed',
    )
    const more = await catalogueOf(new Map([...TEXTS, ['postmortems/3.md', '# Fog\n']]), [])
    const [effect] = planned({ page: file(mine), catalogue: more })
    const content = effect?.do === 'commitFiles' ? effect.files[0]?.content : ''
    expect(content).toMatch(/^# What we learned\n/)
    expect(content).toMatch(/Gates stayed[\s\S]*\[Fog\]/)
  })

  it('an index.json of another tool; one that is too large to be shown is ours where we wrote it last', () => {
    expect(pathsIn({ index: file('{"pages":[]}') })).toEqual([])
    const large = { oid: 'beef', text: null }
    expect(pathsIn({ index: large })).toEqual(['postmortems/index.json'])
    expect(pathsIn({ index: large, last: { oid: 'a', at: '2026-11-01T00:00:00Z', title: 'Site' } })).toEqual(
      [],
    )
  })
})

it('lists what looks back at an incident, and no premortem beside it', async () => {
  const ahead = FULL_NOVEMBER.replace(/^---\n/, '---\npractice: premortem\n')
  const more = await catalogueOf(new Map([...TEXTS, ['postmortems/3-ahead.md', ahead]]), [])
  expect(ahead).toContain('practice: premortem')
  expect(more).toEqual(catalogue)
})
