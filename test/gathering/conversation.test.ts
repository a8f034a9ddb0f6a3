import { expect, it } from 'vitest'
import { allComments, type Conversation } from '../../src/gathering/conversation.ts'
import type { GitHub } from '../../src/github/client.ts'

const SHOP = { owner: 'acme', repo: 'shop' }
const page = (from: number, hasNextPage: boolean): Conversation => ({
  pageInfo: { hasNextPage, endCursor: String(from + 2) },
  nodes: [from, from + 1].map((id) => ({
    fullDatabaseId: String(id),
    createdAt: '',
    body: '',
    author: null,
  })),
})

/** GitHub with so many comments, two to a page; notes from where it was asked. */
function gitHubWith(last: number) {
  const asked: unknown[] = []
  const graphql = async (_: string, { after }: { after: string | null }) => {
    asked.push(after)
    const from = Number(after ?? 0)
    return { repository: { pullRequest: { comments: page(from, from + 2 < last) } } }
  }
  // Of a client only what is asked of it here.
  const github = { client: { graphql }, login: 'debrief[bot]', appId: 1 } as unknown as GitHub
  return { github, asked }
}

it('asks for no more than did not come along', async () => {
  const { github, asked } = gitHubWith(6)
  expect((await allComments(github, SHOP, 13, page(0, false))).comments).toHaveLength(2)
  expect(asked).toEqual([])
  const { comments, isWhole } = await allComments(github, SHOP, 13, page(0, true))
  expect(comments).toHaveLength(6)
  expect(isWhole).toBe(true)
  expect(asked).toEqual(['2', '4'])
})

it('asks for the first where none came, and gives up on whoever never ends', async () => {
  const { github, asked } = gitHubWith(Infinity)
  expect(await allComments(github, SHOP, 13, null)).toMatchObject({ isWhole: false })
  expect(asked[0]).toBeNull()
  expect(asked.length).toBeLessThan(11)
})
