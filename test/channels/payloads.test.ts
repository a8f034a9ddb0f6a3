import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { discussionOf } from '../../src/channels/markdown.ts'
import { envelopeSchema, messageSchema, type InternalMessage } from '../../src/channels/message.ts'
import { payloadOf } from '../../src/channels/post.ts'
import { slackPayload, slackText } from '../../src/channels/slack.ts'
import { readProse } from '../../src/lint/prose/prose.ts'

const MESSAGE: InternalMessage = {
  id: `pm_${'0'.repeat(32)}`, version: 'internal', title: 'Checkout errors', publishedAt: '2026-11-23T10:00:00Z', severity: 'sev1',
  startedAt: '2026-11-20T14:00:00Z', detectedAt: null, mitigatedAt: null, resolvedAt: '2026-11-20', timeToDetectMin: null, timeToMitigateMin: 30, timeToResolveMin: 65,
  summary: 'One order in ten failed.', impact: null, impactedUsers: null, businessEffect: null, lessons: ['Alerts come late.'], factors: 2,
  actions: {
    total: 12, categories: { prevention: 1, detection: 0, mitigation: 0, recovery: 0, learning: 0, none: 11 },
    items: [{ id: 'A1', text: 'Alert on lag', category: 'prevention', due: '2026-12-01', done: false, url: 'https://github.com/acme/shop/blob/main/postmortems/12.md?plain=1#L4' }],
  },
  thanks: ['@mira', 'Jonas'],
  links: { document: 'https://github.com/acme/shop/blob/main/postmortems/12.md', pull: 'https://github.com/acme/shop/pull/13', incident: null },
} // prettier-ignore

const hostile = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.array(
    fc.constantFrom('<!channel>', '<!here|x>', '<@U123>', '<#C1>', '<https://evil.example|bank>', '&lt;!channel&gt;', '<', '!', 'channel', '>', '|', '&', '\u200B', '\uE000', '\n\n', '{{', '](https://evil.example)', '![', '`', '@ada', '<!-- debrief:note {} -->', 'fixes #1', '\u202E'),
    { maxLength: 12 },
  ).map((parts) => parts.join('')),
) // prettier-ignore

const wordsOf = (text: string): InternalMessage => ({
  ...MESSAGE,
  title: text,
  severity: text,
  summary: text,
  impact: text,
  lessons: [text, text],
  thanks: [text],
  actions: { ...MESSAGE.actions, items: MESSAGE.actions.items.map((each) => ({ ...each, text })) },
})

/** All mrkdwn of a payload. */
const mrkdwnOf = (message: InternalMessage): string => {
  const { text, blocks } = slackPayload(message) as {
    text: string
    blocks: { text: { type: string; text: string } }[]
  }
  return [
    text,
    ...blocks.filter(({ text: { type } }) => type === 'mrkdwn').map((block) => block.text.text),
  ].join('\n')
}

describe('Slack', () => {
  it('is told in blocks of its own markup', () => {
    expect(mrkdwnOf(MESSAGE)).toMatchInlineSnapshot(`
      "Checkout errors
      *Severity*: sev1 · *Started*: 2026-11-20 14:00 UTC · mitigated after 30 min · resolved after 1 h 5 min
      One order in ten failed.
      *What was learned*
      - Alerts come late.
      2 contributing factors are described: conditions, not culprits.
      *What changes*: 12 actions (1 prevention, 11 without a category)
      - <https://github.com/acme/shop/blob/main/postmortems/12.md?plain=1#L4|Alert on lag>, due 2026-12-01
      - and 11 more
      *Thank you* to @mira, Jonas, and to all who helped.
      <https://github.com/acme/shop/blob/main/postmortems/12.md|The whole story> · <https://github.com/acme/shop/pull/13|its review>"
    `)
  })

  it('mentions nobody and links nowhere of its own, whatever people wrote', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const [bracket] of mrkdwnOf(wordsOf(text)).matchAll(/<[^>]*>?/g))
          expect(bracket).toMatch(/^<https:\/\/github\.com\/acme\/shop\/[^|>]+\|[^<>]*>$/)
      }),
      { numRuns: 300 },
    )
  })

  it('reads what was written', () => {
    expect(slackText('a < b && c > d\u202E <!channel>')).toBe('a &lt; b &amp;&amp; c &gt; d &lt;!channel&gt;')
  })

  it('takes no more than it does', () => {
    const long = '&<>'.repeat(5_000)
    const { blocks } = slackPayload({ ...wordsOf(long), version: 'internal' }) as {
      blocks: { text: { text: string } }[]
    }
    expect(blocks.length).toBeLessThanOrEqual(50)
    for (const { text } of blocks) expect(text.text.length).toBeLessThanOrEqual(3_000)
    const { blocks: open } = slackPayload({
      id: MESSAGE.id, version: 'public', title: 'x'.repeat(500), publishedAt: '', paragraphs: Array.from({ length: 200 }, () => ({ kind: 'text' as const, text: long })),
    }) as { blocks: { text: { text: string } }[] } // prettier-ignore
    expect(open.length).toBeLessThanOrEqual(50)
    for (const { text } of open) expect(text.text.length).toBeLessThanOrEqual(3_000)
  })

  it('cuts no character in two', () => {
    for (const lead of ['', 'x']) {
      const paragraph = { kind: 'text' as const, text: `${lead}${'😀'.repeat(3_000)}` }
      const open = { id: MESSAGE.id, version: 'public' as const, title: 'x', publishedAt: '' }
      const paragraphs = Array.from({ length: 3 }, () => paragraph)
      expect(payloadOf('slack', { ...open, paragraphs })).not.toMatch(/\\ud[89a-f]/i)
      const actions = MESSAGE.actions.items.map((each) => ({
        ...each,
        text: 'Alert',
        url: `https://github.com/${lead}${'😀'.repeat(2_000)}`,
      }))
      const long = { ...MESSAGE, actions: { ...MESSAGE.actions, items: actions } }
      expect(payloadOf('slack', long)).not.toMatch(/\\ud[89a-f]/i)
    }
  })
})

it('Teams gets a card that fits in bytes too, and leads to the whole story however long the rest is', () => {
  for (const character of ['x', 'ä', '界', '😀', '*', '"']) {
    const long = character.repeat(600)
    const message = wordsOf(long)
    const card = payloadOf('teams', {
      ...message,
      lessons: Array.from({ length: 5 }, () => long),
      actions: { ...message.actions, items: Array.from({ length: 10 }, () => message.actions.items).flat() },
      thanks: Array.from({ length: 20 }, () => long),
    })
    expect(Buffer.byteLength(card)).toBeLessThan(28_000)
    expect(card).toContain(MESSAGE.links.document)
  }
  const paragraphs = Array.from({ length: 60 }, () => ({ kind: 'text' as const, text: '界'.repeat(2_000) }))
  const open = { id: MESSAGE.id, version: 'public' as const, title: 'x', publishedAt: '', paragraphs }
  expect(Buffer.byteLength(payloadOf('teams', open))).toBeLessThan(28_000)
})

it('Teams gets a card that fits, with no mention, and no link of people’s own', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const card = payloadOf('teams', wordsOf(text))
      expect(card.length).toBeLessThan(28_000)
      expect(card).not.toContain('msteams')
      const texts =
        (JSON.parse(card) as { attachments: { content: { body: { text: string }[] } }[] }).attachments[0]
          ?.content.body ?? []
      for (const { text: words } of texts)
        for (const [, url] of words.matchAll(/(?<!\\)\]\(([^)]*)\)/g))
          expect(url).toMatch(/^https:\/\/github\.com\/acme\/shop\//)
    }),
  )
})

it('a discussion pings nobody, closes nothing, forges no marker and loads no picture', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const { title, body } = discussionOf(wordsOf(text))
      for (const words of [title, body]) {
        expect(words).not.toMatch(/(?<![\w\u200B])@[a-z]/i)
        expect(words).not.toMatch(/<!--/)
      }
      expect(body).not.toMatch(/(?<!\\)!\[/)
      expect(body).not.toMatch(/fixes #1/)
      expect(readProse(body).comments).toEqual([])
    }),
  )
})

it('JSON keeps its schema', () => {
  const envelope: unknown = JSON.parse(payloadOf('json', MESSAGE))
  expect(envelopeSchema.parse(envelope)).toEqual({
    type: 'postmortem.published',
    timestamp: MESSAGE.publishedAt,
    data: MESSAGE,
  })
  expect(messageSchema.safeParse({ ...MESSAGE, version: 'public' }).success).toBe(false)
})
