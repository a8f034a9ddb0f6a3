import { expect, test } from 'vitest'
import { acme, type Caller } from '../acme.ts'
import { ask, ofShop } from './ask.ts'

const PERMISSIONS = {
  issues: 'write',
  pull_requests: 'write',
  contents: 'write',
  discussions: 'write',
} as const
const talk = 'id hasDiscussionsEnabled discussionCategories(first: 9) { nodes { id name slug isAnswerable } }'
const ofTalk = async (call: Caller, name: string, fields = talk) =>
  ask(call, `{ repository(owner: "acme", name: "${name}") { ${fields} } }`)

const open = (call: Caller, repositoryId: string, categoryId: string, title = 'What was learned') =>
  ask(
    call,
    `mutation ($input: CreateDiscussionInput!) { createDiscussion(input: $input) {
      discussion { id number title body url author { login } category { name } }
    } }`,
    { input: { repositoryId, categoryId, title, body: 'Much.' } },
  )

test('a discussion is opened in a category, with a number that no issue gets', async () => {
  const { asApp, as, sandbox } = await acme({ permissions: PERMISSIONS })
  sandbox.seed.repository({ owner: 'acme', name: 'forum', discussions: true })
  const app = await asApp()
  const { data } = await ofTalk(app, 'forum')
  const { id, hasDiscussionsEnabled, discussionCategories } = data.repository
  expect(hasDiscussionsEnabled).toBe(true)
  expect(discussionCategories.nodes.map(({ slug }: { slug: string }) => slug)).toEqual([
    'announcements', 'general', 'ideas', 'polls', 'q-a', 'show-and-tell',
  ]) // prettier-ignore
  await as('ada')('POST', '/repos/acme/forum/issues', { title: 'An issue' })
  const [announcements] = discussionCategories.nodes
  const made = await open(app, id, announcements.id)
  const { discussion } = made.data.createDiscussion
  expect(discussion).toMatchObject({
    number: 2,
    title: 'What was learned',
    body: 'Much.',
    url: `${sandbox.url}/acme/forum/discussions/2`,
    author: { login: 'debrief' },
    category: { name: 'Announcements' },
  })
  expect((await as('ada')('GET', '/repos/acme/forum/issues/2')).status).toBe(404)
  const fields =
    'discussion(number: 2) { id } discussions(first: 2) { nodes { number } } discussionCategory(slug: "q-a") { isAnswerable }'
  expect((await ofTalk(app, 'forum', fields)).data.repository).toEqual({
    discussion: { id: discussion.id },
    discussions: { nodes: [{ number: 2 }] },
    discussionCategory: { isAnswerable: true },
  })
})

test('what is wrong is told, and nothing is opened', async () => {
  const { asApp, sandbox } = await acme({ permissions: PERMISSIONS })
  sandbox.seed.repository({ owner: 'acme', name: 'forum', discussions: true })
  const app = await asApp()
  const { id, discussionCategories } = (await ofTalk(app, 'forum')).data.repository
  const category = discussionCategories.nodes[0].id
  const shop = await ofShop(app, talk)
  expect(shop).toMatchObject({ hasDiscussionsEnabled: false, discussionCategories: { nodes: [] } })
  expect((await open(app, shop.id, category)).errors).toMatchObject([
    { type: 'NOT_FOUND', message: `Could not resolve to a node with the global id of '${category}'.` },
  ])
  expect((await open(app, id, category, ' ')).errors).toMatchObject([{ type: 'UNPROCESSABLE' }])
  const { repository } = (await ofTalk(app, 'forum', 'discussions(first: 1) { totalCount }')).data
  expect(repository.discussions.totalCount).toBe(0)
})

test('without the permission none is opened, and in a private repository none is seen', async () => {
  const { asApp, sandbox } = await acme({ permissions: PERMISSIONS })
  sandbox.seed.repository({ owner: 'acme', name: 'forum', discussions: true })
  sandbox.seed.repository({ owner: 'acme', name: 'hall', discussions: true, private: true })
  const app = await asApp()
  const closed = await asApp({ permissions: { issues: 'write', contents: 'write' } })
  const { id, discussionCategories } = (await ofTalk(app, 'forum')).data.repository
  const refused = { type: 'FORBIDDEN', message: 'Resource not accessible by integration' }
  expect((await open(closed, id, discussionCategories.nodes[0].id)).errors).toMatchObject([refused])
  const unseen = await ofTalk(closed, 'hall')
  expect(unseen.errors).toMatchObject([refused])
  expect(unseen.data.repository).toBeNull()
})
