import { describe, expect, it, vi } from 'vitest'
import { readChannels } from '../../src/channels/operator.ts'
import type { Stage, StageOptions } from '../../src/demo/stage.ts'
import { startHooks } from '../channels/hooks.ts'
import { DOCUMENT } from '../publishing/documents.ts'
import { SHOP, comments, onStage, writes } from './stage.ts'

const PATH = 'postmortems/1-checkout.md'
const CHANNELS = readChannels(`
hosts: [hooks.acme.com]
channels:
  main: { kind: slack, url: 'https://hooks.slack.com/services/main', repositories: ['acme/*'] }
  ops: { kind: teams, url: 'https://a.api.powerplatform.com/ops', repositories: [acme/shop] }
  feed: { kind: json, url: 'https://hooks.acme.com/feed', secret: whsec_${Buffer.alloc(32, 7).toString('base64')}, repositories: [acme/shop] }
  theirs: { kind: slack, url: 'https://hooks.slack.com/services/theirs', repositories: ['other/*'] }
`)
const MAIN = '/services/main'

async function publishingStage(config: string, options: StageOptions = {}) {
  const hooks = await startHooks()
  const repositories = [{ owner: 'acme', name: 'shop', discussions: true }]
  const stage = await onStage({ channels: CHANNELS, reach: hooks.reach, repositories, ...options })
  const files = { '.github/postmortem.yml': config }
  stage.sandbox.seed.commit({ ...SHOP, files, message: 'chore: configure', author: 'ada' })
  await stage.as('ada').rest.issues.create({ ...SHOP, title: 'Checkout errors' })
  await stage.settle()
  return { hooks, stage }
}

/** The pull request #2 brings the document, and is merged. */
async function merge(stage: Stage, text = DOCUMENT, path = PATH): Promise<number> {
  const ada = stage.as('ada')
  stage.sandbox.seed.commit({
    ...SHOP,
    branch: 'write-up',
    files: { [path]: text },
    message: 'docs',
    author: 'ada',
  })
  const { data } = await ada.rest.pulls.create({
    ...SHOP,
    head: 'write-up',
    base: 'main',
    title: 'Postmortem',
  })
  await stage.settle()
  await ada.rest.pulls.merge({ ...SHOP, pull_number: data.number })
  await stage.settle()
  return data.number
}

const recordOn = async (stage: Stage, pull: number): Promise<string> => {
  const records = (await comments(stage, pull)).filter(({ body }) => body?.includes('"about":"published"'))
  expect(records).toHaveLength(1)
  return records[0]?.body ?? ''
}
const lineOf = (record: string, name: string): string =>
  record.split('\n').find((line) => line.startsWith(`- \`${name}\``) || line.startsWith(`- ${name}`)) ?? ''

const discussionsOf = async (stage: Stage) => {
  const { repository } = await stage.as('ada').graphql<{
    repository: { discussions: { nodes: { number: number; title: string; body: string; url: string }[] } }
  }>('{ repository(owner: "acme", name: "shop") { discussions(first: 9) { nodes { number title body url } } } }')
  return repository.discussions.nodes
}

/** Retries wait a little: tries until it holds. */
const later = (check: () => Promise<void>): Promise<void> =>
  vi.waitFor(check, { timeout: 5_000, interval: 50 })

describe('a postmortem is merged', () => {
  it('and goes to every channel, each in its own words, and to a discussion; one comment records it', async () => {
    const { hooks, stage } = await publishingStage(
      'publish: { channels: [main, ops, feed], discussions: { category: announcements } }\n',
    )
    const pull = await merge(stage)
    expect(hooks.heard.map(({ path }) => path)).toEqual([MAIN, '/ops', '/feed'])
    const [slack = '', teams = '', json = ''] = hooks.heard.map(({ body }) => body)
    for (const body of [slack, teams, json]) {
      expect(body).toContain('One order in ten failed for an hour.')
      expect(body).toContain('Alert on replica lag above 30 s')
      expect(body).toContain('Mira')
    }
    expect(JSON.parse(json)).toMatchObject({
      type: 'postmortem.published',
      data: { severity: 'sev1', timeToDetectMin: 12 },
    })
    const [discussion] = await discussionsOf(stage)
    expect(discussion).toMatchObject({ title: 'Checkout errors' })
    expect(discussion?.body).toContain('One order in ten failed for an hour.')
    const record = await recordOn(stage, pull)
    for (const name of ['main', 'ops', 'feed']) expect(lineOf(record, name)).toBe(`- \`${name}\`: posted`)
    expect(lineOf(record, 'Discussions')).toBe(`- Discussions: posted: ${discussion?.url}`)
    expect(record).not.toContain('/debrief publish')
    expect(stage.sandbox.unhandled).toEqual([])
    expect(await stage.app.parked()).toEqual([])
  })

  it('twice told by webhooks, or found once more by a sweep: each message goes out once', async () => {
    const { hooks, stage } = await publishingStage(
      'publish: { channels: [main], discussions: { category: General } }\n',
    )
    stage.sandbox.faults.hooks({ times: 50, how: 'double' })
    const pull = await merge(stage)
    await stage.app.tick()
    await stage.settle()
    expect(hooks.heard).toHaveLength(1)
    expect(await discussionsOf(stage)).toHaveLength(1)
    await recordOn(stage, pull)
    const before = stage.sandbox.traffic.length
    await stage.app.tick()
    await stage.settle()
    expect(writes(stage, before)).toEqual([])
  })

  it('with no webhook of it: the sweep finds it', async () => {
    const { hooks, stage } = await publishingStage('publish: { channels: [main] }\n')
    stage.sandbox.faults.hooks({ times: 50, how: 'drop' })
    await merge(stage)
    expect(hooks.heard).toEqual([])
    await stage.app.tick()
    await stage.settle()
    expect(hooks.heard).toHaveLength(1)
  })

  it('and changed later: that is no news', async () => {
    const { hooks, stage } = await publishingStage('publish: { channels: [main] }\n')
    await merge(stage)
    const ada = stage.as('ada')
    const files = { [PATH]: DOCUMENT.replace('One order', 'About one order') }
    stage.sandbox.seed.commit({ ...SHOP, branch: 'fix', files, message: 'docs: fix', author: 'ada' })
    const { data } = await ada.rest.pulls.create({ ...SHOP, head: 'fix', base: 'main', title: 'Fix' })
    await ada.rest.pulls.merge({ ...SHOP, pull_number: data.number })
    await stage.settle()
    expect(hooks.heard).toHaveLength(1)
    expect(await comments(stage, data.number)).toEqual([])
  })

  it('where nothing is to be published nothing is said, and one read is all it costs', async () => {
    const { hooks, stage } = await publishingStage('')
    const pull = await merge(stage)
    expect(hooks.heard).toEqual([])
    expect((await comments(stage, pull)).filter(({ body }) => body?.includes('published'))).toEqual([])
  })
})

describe('a channel', () => {
  it('that is down holds up no other; it is told, and gets its message once it is back', async () => {
    const { hooks, stage } = await publishingStage('publish: { channels: [main, ops] }\n')
    hooks.on(MAIN, 503)
    const pull = await merge(stage)
    expect(lineOf(await recordOn(stage, pull), 'main')).toBe(
      '- `main`: not yet (HTTP 503), I try again by myself',
    )
    expect(lineOf(await recordOn(stage, pull), 'ops')).toBe('- `ops`: posted')
    hooks.on(MAIN, 200)
    await later(async () => expect(lineOf(await recordOn(stage, pull), 'main')).toBe('- `main`: posted'))
    expect(hooks.heard.filter(({ path }) => path === '/ops')).toHaveLength(1)
    expect(await stage.app.parked()).toEqual([])
  })

  it('that stays down is written of once, and the merge stands', async () => {
    const { hooks, stage } = await publishingStage('publish: { channels: [main] }\n', { tries: 3 })
    hooks.on(MAIN, 500)
    const before = stage.sandbox.traffic.length
    const pull = await merge(stage)
    await later(async () => expect(await stage.app.parked()).toHaveLength(1))
    expect(hooks.heard).toHaveLength(3)
    expect(writes(stage, before).filter((line) => line.includes(`/issues/${pull}/comments`))).toHaveLength(1)
    // Before and after each try, in the one comment, of which nobody is told again.
    expect(writes(stage, before).filter((line) => line.startsWith('PATCH'))).toHaveLength(5)
  })

  it('whose webhook is gone: people read what to do, and one who may write asks for another try', async () => {
    const { hooks, stage } = await publishingStage('publish: { channels: [main, ops] }\n')
    hooks.on(MAIN, 410)
    const pull = await merge(stage)
    expect(lineOf(await recordOn(stage, pull), 'main')).toContain(
      'HTTP 410, so the webhook or its channel is not there',
    )
    expect(await stage.app.parked()).toEqual([])
    await stage.app.tick()
    await stage.settle()
    expect(hooks.heard.filter(({ path }) => path === MAIN)).toHaveLength(1)
    hooks.on(MAIN, 200)
    const ask = async (login: string) => {
      await stage
        .as(login)
        .rest.issues.createComment({ ...SHOP, issue_number: pull, body: '/debrief publish' })
      await stage.settle()
    }
    stage.sandbox.seed.user('eve')
    await ask('eve')
    expect(hooks.heard.filter(({ path }) => path === MAIN)).toHaveLength(1)
    await ask('grace')
    expect(hooks.heard.filter(({ path }) => path === MAIN)).toHaveLength(2)
    expect(lineOf(await recordOn(stage, pull), 'main')).toBe('- `main`: posted')
    await ask('grace')
    expect(hooks.heard).toHaveLength(3)
  })

  it('of somebody else, or of nobody, may not be used, and which of the two it is nobody learns', async () => {
    const { hooks, stage } = await publishingStage('publish: { channels: [theirs, nobodys, main] }\n')
    const record = await recordOn(stage, await merge(stage))
    const [theirs, nobodys] = ['theirs', 'nobodys'].map((name) => lineOf(record, name).replace(name, 'x'))
    expect(theirs).toContain('no channel of that name is set up for this repository')
    expect(theirs).toBe(nobodys)
    expect(hooks.heard.map(({ path }) => path)).toEqual([MAIN])
    expect(record).not.toContain('https://hooks')
  })
})

describe('what cannot be recorded', () => {
  const RECORD = '/repos/{owner}/{repo}/issues/{issue_number}/comments'
  const EDIT = '/repos/{owner}/{repo}/issues/comments/{comment_id}'
  const config = 'publish: { channels: [main] }\n'

  it('is not sent: while GitHub takes no comment nothing goes out, and then it does once', async () => {
    const { hooks, stage } = await publishingStage(config, { tries: 3 })
    const record = { method: 'POST', path: RECORD, body: /What was learned/ } as const
    stage.sandbox.faults.api({ ...record, times: 50, answer: { status: 502 } })
    const pull = await merge(stage)
    await later(async () => expect(await stage.app.parked()).toHaveLength(1))
    expect(hooks.heard).toEqual([])
    stage.sandbox.faults.clear()
    await stage.app.tick()
    await stage.settle()
    expect(hooks.heard).toHaveLength(1)
    expect(lineOf(await recordOn(stage, pull), 'main')).toBe('- `main`: posted')
  })

  it('once it is sent is sent three times at most; then people look, and ask', async () => {
    const { hooks, stage } = await publishingStage(config, { tries: 20 })
    // What is to be tried can be written down each time, what came of it cannot.
    const posted = { method: 'PATCH', path: EDIT, body: /: posted/, answer: { status: 502 } } as const
    stage.sandbox.faults.api({ ...posted, times: 50 })
    const pull = await merge(stage)
    await later(async () => expect(lineOf(await recordOn(stage, pull), 'main')).toContain('not certain'))
    for (let round = 0; round < 3; round++) {
      await stage.app.tick()
      await stage.settle()
    }
    expect(hooks.heard).toHaveLength(3)
    stage.sandbox.faults.clear()
    await stage
      .as('grace')
      .rest.issues.createComment({ ...SHOP, issue_number: pull, body: '/debrief publish' })
    await stage.settle()
    expect(lineOf(await recordOn(stage, pull), 'main')).toBe('- `main`: posted')
    expect(hooks.heard).toHaveLength(4)
  })

  it.each(['502-after-write', 'reset-after-write'] as const)(
    'a discussion of whose opening no answer came (%s) is found, and opened once',
    async (answer) => {
      const { stage } = await publishingStage('publish: { discussions: { category: General } }\n')
      stage.sandbox.faults.api({ path: '/graphql', body: /createDiscussion/, answer })
      const pull = await merge(stage)
      await later(async () => expect(await recordOn(stage, pull)).toContain('Discussions: posted: http'))
      expect(await discussionsOf(stage)).toHaveLength(1)
    },
  )
})

describe('discussions', () => {
  const config = 'publish: { discussions: { category: Announcements } }\n'
  it('that are switched off are told', async () => {
    const { stage } = await publishingStage(config, { repositories: [{ owner: 'acme', name: 'shop' }] })
    expect(await recordOn(stage, await merge(stage))).toContain('discussions are switched off here')
  })

  it('of a category that there is not are told', async () => {
    const { stage } = await publishingStage('publish: { discussions: { category: Outages } }\n')
    expect(await recordOn(stage, await merge(stage))).toContain(
      'there is no discussion category of that name',
    )
  })

  it.each([true, false])(
    'that the app may not write (private: %s) are told kindly, and the channels get theirs',
    async (isPrivate) => {
      const { hooks, stage } = await publishingStage(
        'publish: { channels: [main], discussions: { category: General } }\n',
        {
          repositories: [{ owner: 'acme', name: 'shop', discussions: true, private: isPrivate }],
          permissions: {
            metadata: 'read',
            issues: 'write',
            pull_requests: 'write',
            contents: 'write',
            checks: 'write',
          },
        },
      )
      const record = await recordOn(stage, await merge(stage))
      expect(record).toContain('I may not write discussions here')
      expect(lineOf(record, 'main')).toBe('- `main`: posted')
      expect(hooks.heard).toHaveLength(1)
    },
  )
})

describe('the public version', () => {
  const config =
    'publish: { channels: [{ name: feed, version: public }], public: { hosts: [status.acme.com] } }\n'
  it('is what is marked alone, without names and internal links', async () => {
    const { hooks, stage } = await publishingStage(config)
    const record = await recordOn(stage, await merge(stage))
    expect(lineOf(record, 'feed')).toBe('- `feed` (the public version): posted')
    const { data } = JSON.parse(hooks.heard[0]?.body ?? '{}') as { data: object }
    expect(data).toMatchObject({
      title: 'Incident of 2026-11-20',
      paragraphs: [
        {
          kind: 'text',
          text: 'Between 14:00 and 15:05 UTC one order in ten failed. A responder restarted the replica; see our board and the status page (https://status.acme.com/7).',
        },
      ],
    })
  })

  it('is held where something internal is left, and the line is told; once it is put right and asked for, it goes', async () => {
    const { hooks, stage } = await publishingStage(config)
    const named = DOCUMENT.replace('Jonas restarted', 'Roberta restarted')
    const pull = await merge(stage, named)
    const record = await recordOn(stage, pull)
    expect(hooks.heard).toEqual([])
    expect(lineOf(record, 'feed')).toContain('cannot go out as it is')
    const line = named.split('\n').findIndex((each) => each.includes('Roberta')) + 1
    expect(record).toContain(`- line ${line} names somebody`)
    const files = { [PATH]: DOCUMENT }
    stage.sandbox.seed.commit({ ...SHOP, files, message: 'docs: say the role', author: 'ada' })
    await stage
      .as('grace')
      .rest.issues.createComment({ ...SHOP, issue_number: pull, body: '/debrief publish' })
    await stage.settle()
    expect(hooks.heard).toHaveLength(1)
    expect(lineOf(await recordOn(stage, pull), 'feed')).toContain('posted')
  })
})

it('a sentence that blames is left out, and the record says which', async () => {
  const { hooks, stage } = await publishingStage('publish: { channels: [main] }\n')
  const blaming = DOCUMENT.replace('Customers saw', 'Ops carelessly broke the replica. Customers saw')
  const record = await recordOn(stage, await merge(stage, blaming))
  const line = blaming.split('\n').findIndex((each) => each.includes('carelessly')) + 1
  expect(record).toContain(`- line ${line}: left out, since it reads as blame (\`blame/`)
  expect(hooks.heard[0]?.body).not.toContain('carelessly')
  expect(hooks.heard[0]?.body).toContain('Customers saw an error page')
})

it('an import of many old ones tells nobody', async () => {
  const { hooks, stage } = await publishingStage('publish: { channels: [main] }\n')
  const files = Object.fromEntries([1, 2, 3, 4].map((number) => [`postmortems/old-${number}.md`, DOCUMENT]))
  stage.sandbox.seed.commit({ ...SHOP, branch: 'write-up', files, message: 'docs', author: 'ada' })
  const pull = await merge(stage, DOCUMENT, 'postmortems/old-5.md')
  expect(hooks.heard).toEqual([])
  expect(await recordOn(stage, pull)).toContain('5 postmortems at once')
})
