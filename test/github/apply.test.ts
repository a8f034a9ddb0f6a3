import { Octokit } from '@octokit/rest'
import nock from 'nock'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Effect } from '../../src/effects.ts'
import { apply } from '../../src/github/apply.ts'
import { Stale, TransientError, classify } from '../../src/github/errors.ts'
import { Once, processMemory } from '../../src/github/once.ts'

const SHOP = { owner: 'acme', repo: 'shop' }
const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
const github = {
  client: new Octokit({
    log: quiet,
    request: { fetch: (...request: Parameters<typeof fetch>) => fetch(...request) },
  }),
  login: 'debrief[bot]',
  appId: 1,
}
const api = () => nock('https://api.github.com')
const applying = (...effects: Effect[]) => apply(github, SHOP, effects)
const failing = async (effect: Effect): Promise<Error> => {
  const error: unknown = await applying(effect).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error === null) throw new Error('nothing was thrown')
  return classify(error, new Date('2026-11-20T12:00:00Z'))
}

beforeEach(() => nock.disableNetConnect())
afterEach(() => {
  nock.cleanAll()
  nock.enableNetConnect()
})

describe('a pull request', () => {
  const open: Effect = {
    do: 'openPull',
    as: 'pull',
    head: 'postmortem/1',
    base: 'main',
    title: 'Postmortem',
    body: 'The postmortem.',
    draft: true,
  }
  const made = { number: 2, id: 20, node_id: 'PR_20', html_url: 'https://github.com/acme/shop/pull/2' }

  it('is opened as no draft where the plan of the repository has none', async () => {
    const refused = { message: 'Draft pull requests are not supported in this repository.' }
    api()
      .post('/repos/acme/shop/pulls', (body: { draft: boolean }) => body.draft)
      .reply(422, refused)
    const opened = api()
      .post('/repos/acme/shop/pulls', (body: { draft: boolean }) => !body.draft)
      .reply(201, made)
    await applying(open)
    expect(opened.isDone()).toBe(true)
  })

  it('that GitHub refuses for another reason is not tried twice', async () => {
    api().post('/repos/acme/shop/pulls').reply(422, { message: 'No commits between main and postmortem/1' })
    const error = await failing(open)
    expect(error).toMatchObject({ name: 'ConfigError', message: /No commits between/ })
  })
})

describe('a comment', () => {
  const effects: Effect[] = [
    { do: 'comment', number: 1, body: 'hello' },
    { do: 'addSubIssues', parent: { number: 1, id: 'I_1' }, children: [{ id: 'I_70' }] },
  ]

  it('that a later one needs is not passed over: nothing goes out without its record', async () => {
    api()
      .post('/repos/acme/shop/issues/2/comments')
      .reply(403, { message: 'Unable to create comment because issue is locked.' })
    const failure = await failing({ do: 'comment', as: 'record', number: 2, body: 'Done.' })
    expect(failure.name).toBe('ConfigError')
  })

  it('on a locked conversation is passed over, and the rest goes on', async () => {
    api()
      .post('/repos/acme/shop/issues/1/comments')
      .reply(403, { message: 'Unable to create comment because issue is locked.' })
    const family = api().post('/graphql').reply(200, { data: {} })
    const passedOver = await applying(...effects)
    expect(passedOver).toMatchObject([{ effect: { do: 'comment' }, reason: /locked/ }])
    expect(family.isDone()).toBe(true)
  })

  it('that the app may not write is an obstacle', async () => {
    api()
      .post('/repos/acme/shop/issues/1/comments')
      .reply(403, { message: 'Resource not accessible by integration' })
    const [comment] = effects
    expect(comment && (await failing(comment))).toMatchObject({
      name: 'ConfigError',
      message: /^I could not comment on #1: Resource not accessible/,
    })
  })
})

describe('sub-issues', () => {
  const effect: Effect = {
    do: 'addSubIssues',
    parent: { number: 1, id: 'I_1' },
    children: [{ id: 'I_70' }, { id: 'I_71' }],
  }
  const refusing = (...errors: { type?: string; message: string }[]) =>
    api()
      .post('/graphql', ({ variables }: { variables: object }) => {
        expect(variables).toEqual({ input0: linked('I_70'), input1: linked('I_71') })
        return true
      })
      .reply(200, { data: { link0: null, link1: {} }, errors })
  const linked = (subIssueId: string) => ({ issueId: 'I_1', subIssueId })

  it('of which one has a parent by now, unseen, are looked at again', async () => {
    const other = { type: 'UNPROCESSABLE', message: 'Parent cannot have more than 100 sub-issues' }
    refusing({ type: 'UNPROCESSABLE', message: 'Sub issue may only have one parent' }, other)
    expect(await failing(effect)).toMatchObject({ name: 'TransientError' })
    refusing(other)
    expect(await failing(effect)).toMatchObject({
      name: 'ConfigError',
      message: 'I could not put 2 issues under #1: Parent cannot have more than 100 sub-issues',
    })
  })

  it('that are more than one request takes are all asked for, whatever GitHub refuses of the first', async () => {
    const children = Array.from({ length: 60 }, (_, index) => ({ id: `I_${index}` }))
    const asked: string[] = []
    const answering = (...errors: { type: string; message: string }[]) =>
      api()
        .post('/graphql', ({ variables }: { variables: Record<string, ReturnType<typeof linked>> }) => {
          asked.push(...Object.values(variables).map(({ subIssueId }) => subIssueId))
          return true
        })
        .reply(200, { data: {}, ...(errors.length > 0 ? { errors } : {}) })
    answering({ type: 'UNPROCESSABLE', message: 'Depth limit reached' })
    answering()
    answering({ type: 'FORBIDDEN', message: 'Resource not accessible by integration' })
    expect(await failing({ ...effect, children })).toMatchObject({
      name: 'ConfigError',
      message:
        /^I could not put 60 issues under #1: Depth limit reached; Resource not accessible by integration\./,
    })
    expect(asked).toEqual(children.map(({ id }) => id))
  })

  it('are left for another try where GitHub does not answer', async () => {
    const children = Array.from({ length: 60 }, (_, index) => ({ id: `I_${index}` }))
    api()
      .post('/graphql')
      .reply(200, { data: {}, errors: [{ type: 'UNPROCESSABLE', message: 'Depth limit reached' }] })
    api().post('/graphql').reply(502, { message: 'Bad gateway' })
    expect(await failing({ ...effect, children })).toMatchObject({ name: 'TransientError' })
  })

  it('that the app may not link are an obstacle; a fault of GitHub’s is none', async () => {
    refusing({ type: 'FORBIDDEN', message: 'Resource not accessible by integration' })
    expect(await failing(effect)).toMatchObject({ name: 'ConfigError', message: /Grant the app/ })
    refusing({ message: 'Something went wrong while executing your query.' })
    expect((await failing(effect)).name).not.toBe('ConfigError')
  })
})

describe('a file', () => {
  const commit: Effect = {
    do: 'commitFile',
    branch: 'postmortem/1',
    path: 'postmortems/1.md',
    content: '# x',
    message: 'docs: draft',
    replaces: null,
  }
  const answer = (status: number, message: string) =>
    api().put('/repos/acme/shop/contents/postmortems%2F1.md').reply(status, { message })

  it('that somebody wrote first is read again', async () => {
    answer(422, 'Invalid request.\n\n"sha" wasn\'t supplied.')
    expect(await failing(commit)).toMatchObject({ name: 'TransientError' })
    answer(409, 'postmortems/1.md does not match c0ffee')
    expect(await failing(commit)).toMatchObject({ name: 'TransientError' })
  })

  it.each([
    'Repository rule violations found\n\nChanges must be made through a pull request.',
    'Could not create file: Required status check "ci" is expected.',
  ])('that a rule of the branch refuses is an obstacle: %j', async (message) => {
    answer(409, message)
    expect(await failing(commit)).toMatchObject({
      name: 'ConfigError',
      message: /I could not write the file postmortems\/1\.md on postmortem\/1: [\s\S]*lift the protection/,
    })
  })
})

describe('a job that another worker may have taken over', () => {
  const effects: Effect[] = [1, 2, 3].map((number) => ({ do: 'comment', number, body: 'hello' }))

  it.each([0, 1, 2])('writes nothing more from then on: after %i of three', async (kept) => {
    const written: string[] = []
    for (const { number } of effects as { number: number }[]) {
      const path = `/repos/acme/shop/issues/${number}/comments`
      api()
        .post(path)
        .reply(201, () => {
          written.push(path)
          return { id: 1, node_id: 'x', html_url: 'https://github.com/x' }
        })
    }
    const caution = {
      once: new Once({ memory: processMemory(), lagMs: 0 }),
      held: () => written.length < kept,
    }
    await expect(apply(github, SHOP, effects, caution)).rejects.toBeInstanceOf(TransientError)
    expect(written).toHaveLength(kept)
  })
})

describe('several files in one commit', () => {
  const commit: Effect = {
    do: 'commitFiles',
    branch: 'main',
    onto: 'c0ffee',
    files: [
      { path: 'pm/README.md', content: 'Größe\n' },
      { path: 'pm/index.json', content: '{}' },
    ],
    message: 'docs: list\n\nWhy.',
  }
  const refused = (type: string, message: string) =>
    api()
      .post('/graphql')
      .reply(200, {
        data: { createCommitOnBranch: null },
        errors: [{ type, path: ['createCommitOnBranch'], message }],
      })

  it('stand on the head that was read', async () => {
    const sent = api()
      .post('/graphql', ({ variables: { input } }: { variables: { input: object } }) => {
        expect(input).toEqual({
          branch: { repositoryNameWithOwner: 'acme/shop', branchName: 'main' },
          expectedHeadOid: 'c0ffee',
          message: { headline: 'docs: list', body: 'Why.' },
          fileChanges: {
            additions: [
              { path: 'pm/README.md', contents: Buffer.from('Größe\n').toString('base64') },
              { path: 'pm/index.json', contents: 'e30=' },
            ],
          },
        })
        return true
      })
      .reply(200, { data: { createCommitOnBranch: { commit: { oid: 'beef' } } } })
    await applying(commit)
    expect(sent.isDone()).toBe(true)
  })

  it('are looked at again where the branch has moved on', async () => {
    refused('STALE_DATA', 'Expected branch to point to "c0ffee" but it did not.  Pull and try again.')
    const error = await failing(commit)
    expect(error).toBeInstanceOf(Stale)
    expect(error.message).toContain('I could not write pm/README.md and pm/index.json on main')
  })

  it.each([
    ['BRANCH_PROTECTION_RULE_VIOLATION', 'Changes must be made through a pull request.'],
    ['UNPROCESSABLE', 'Repository rule violations found\n\nChanges must be made through a pull request.'],
    ['ANOTHER', 'Repository rule violations found\n\nChanges must be made through a pull request.'],
    ['FORBIDDEN', 'Resource not accessible by integration'],
  ])('are for people to clear where GitHub refuses them: %s', async (type, message) => {
    refused(type, message)
    expect(await failing(commit)).toMatchObject({
      name: 'ConfigError',
      message: expect.stringContaining(message),
    })
  })
})

describe('a text that people write in too', () => {
  const change: Effect = {
    do: 'updateIssue',
    number: 2,
    set: { body: 'Ours, and more' },
    was: 'Ours\nand theirs',
  }

  it('is changed as long as it stands as it was read', async () => {
    api().get('/repos/acme/shop/issues/2').reply(200, { body: 'Ours\r\nand theirs' })
    const changed = api().patch('/repos/acme/shop/issues/2').reply(200, {})
    await applying(change)
    expect(changed.isDone()).toBe(true)
  })

  it('is looked at anew where somebody has changed it meanwhile', async () => {
    api().get('/repos/acme/shop/issues/2').reply(200, { body: 'Theirs' })
    expect(await failing(change)).toBeInstanceOf(Stale)
  })
})
