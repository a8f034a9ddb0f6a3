import { describe, expect, it } from 'vitest'
import { entryOf, indexOf } from '../../src/catalogue/catalogue.ts'
import { rememberedIn } from '../../src/catalogue/read.ts'
import { indexJson } from '../../src/catalogue/render.ts'
import { DEFAULT_CONFIG } from '../../src/config/schema.ts'
import {
  earlierLikeDocument,
  earlierLikeIncident,
  renewEarlier,
  withEarlier,
} from '../../src/incident/earlier.ts'
import type { IncidentState, PostmortemState } from '../../src/incident/state.ts'
import { parse } from '../../src/postmortem/parse.ts'
import { FULL_NOVEMBER, FULL_SEPTEMBER, OVEN, TRAMS } from '../recurrence/written.ts'

const EARLIER = rememberedIn(
  indexJson(
    indexOf(
      [FULL_SEPTEMBER, OVEN, TRAMS].map((text, index) => entryOf(`postmortems/${index + 1}.md`, parse(text))),
    ),
  ),
)
const INCIDENT: IncidentState = {
  number: 12, title: 'Turnstiles stay shut: disk full', body: '### What is happening?\n\nNo space left on device, the journal filled the volume of the controller.\n\n### Affected services\n\nticketing, turnstiles\n',
  url: '', createdAt: '2026-11-11T04:40:00Z', closedAt: null, author: 'ada', assignees: [], labels: ['incident'],
} // prettier-ignore
const STATE: PostmortemState = {
  repository: { owner: 'acme', repo: 'shop', url: 'https://github.com/acme/shop', archived: false, defaultBranch: { name: 'trunk', sha: 'c0ffee' } },
  incident: INCIDENT, events: [], branch: 'postmortem/12', branchSha: null, documentOnBranch: null, documentOnDefault: null, earlier: EARLIER, pull: null, comments: [], said: [], evidence: { onBranch: null, onDefault: null },
} // prettier-ignore

const likeIncident = (incident: Partial<IncidentState>, state: Partial<PostmortemState> = {}) =>
  earlierLikeIncident({ ...STATE, ...state, incident: { ...INCIDENT, ...incident } }, DEFAULT_CONFIG)
const found = likeIncident({})

describe('earlier incidents like one', () => {
  it('are found by what its issue says: title, form, services', () => {
    expect(found).toMatchObject([
      { id: 'postmortems/1.md', shares: expect.arrayContaining(['full disk', 'service ticketing']) },
    ])
  })

  it('are none where it only is of the same service, tells nothing, or came before', () => {
    expect(
      likeIncident({ title: 'Ticketing is slow', body: '### Affected services\n\nticketing\n' }),
    ).toEqual([])
    expect(likeIncident({ title: 'Help', body: '' })).toEqual([])
    expect(likeIncident({ createdAt: '2026-08-01T00:00:00Z' })).toEqual([])
    expect(likeIncident({}, { earlier: [] })).toEqual([])
  })

  it('are found by its document once that has factors, and never the document itself', () => {
    const like = (text: string) => earlierLikeDocument('postmortems/12.md', text, EARLIER)
    expect(like(FULL_NOVEMBER)?.map(({ id }) => id)).toEqual(['postmortems/1.md'])
    expect(like('# Turnstiles\n\nNo space left on device.\n')).toBeNull()
    expect(earlierLikeDocument('postmortems/1.md', FULL_SEPTEMBER, EARLIER)).toEqual([])
  })
})

describe('in the pull request', () => {
  const opened = withEarlier('Words.', found, STATE)
  const empty = withEarlier('Words.', [], STATE)

  it('each has a link, its day and what is shared', () => {
    expect(opened).toMatch(/^Words\.\n\n<!-- debrief:earlier /)
    expect(opened).toContain(
      '- [Ticket printers went silent before the first ferry](<https://github.com/acme/shop/blob/trunk/postmortems/1.md>) (2026-09-03): full disk',
    )
  })

  it('where there is none there is nothing to be seen, until there is one', () => {
    expect(empty.replaceAll(/<!--.*?-->/g, '').trim()).toBe('Words.')
    expect(renewEarlier(empty, [], STATE)).toBe(empty)
    expect(renewEarlier(empty, found, STATE)).toBe(opened)
  })

  it('what is named stays, until another is to be named', () => {
    const [one] = found
    if (!one) throw new Error('nothing was found')
    expect(renewEarlier(opened, [], STATE)).toBe(opened)
    expect(renewEarlier(opened, [{ ...one, shares: ['less'] }], STATE)).toBe(opened)
    const other = renewEarlier(opened, [{ ...one, id: 'postmortems/2.md', title: 'The oven' }], STATE)
    expect(other).toContain('[The oven]')
    expect(other).not.toContain('Ticket printers')
  })

  it('who took the block out has none, and what somebody wrote in it stays', () => {
    expect(renewEarlier('Words.', found, STATE)).toBe('Words.')
    const edited = empty.replace('\n\n\n', '\n\nNot like that one.\n\n')
    expect(renewEarlier(edited, found, STATE)).toMatch(/Not like that one\.\n- \[Ticket printers/)
  })

  it('titles and reasons ping nobody, make no marker and lead nowhere else', () => {
    const hostile = {
      id: 'postmortems/a b](x) <!-- -->.md', day: null, score: 2,
      title: '@ada](https://evil.example) <!-- debrief:pull {"incident":1} --> fixes #1', shares: ['@acme/ops', '<!-- x'],
    } // prettier-ignore
    const text = withEarlier('Words.', [hostile], STATE)
    expect(text.match(/<!--/g)).toHaveLength(2)
    expect(text).not.toMatch(/@ada|@acme|fixes #1/)
    expect(text).toContain(
      '](<https://github.com/acme/shop/blob/trunk/postmortems/a%20b%5D(x)%20%3C!--%20--%3E.md>)',
    )
  })
})
