import { z } from 'zod'
import { resolveCommit } from '../branches/resolve.ts'
import { signatureOf, webFlow } from '../by.ts'
import type { Signature } from '../git/commit.ts'
import type { ObjectStore } from '../git/store.ts'
import { changeTree, type Entry, malformedPath } from '../git/tree.ts'
import { ApiError, invalid, notFound } from '../http/errors.ts'
import { inForm, media } from '../http/media.ts'
import type { Answer, Context, Route } from '../http/route.ts'
import { renderGitCommit } from '../render/commit.ts'
import { renderBlob, renderShortBlob, renderTree } from '../render/objects.ts'

const git = '/repos/{owner}/{repo}/git'
const read = { contents: 'read' } as const
const write = { contents: 'write' } as const

/** The git database: objects alone, which no branch need to know. */
export const objectRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: `${git}/blobs/{file_sha}`,
    docs: 'git/blobs#get-a-blob',
    needs: read,
    handle: getBlob,
  },
  { method: 'POST', path: `${git}/blobs`, docs: 'git/blobs#create-a-blob', needs: write, handle: createBlob },
  {
    method: 'GET',
    path: `${git}/trees/{tree_sha}`,
    docs: 'git/trees#get-a-tree',
    needs: read,
    handle: getTree,
  },
  { method: 'POST', path: `${git}/trees`, docs: 'git/trees#create-a-tree', needs: write, handle: createTree },
  {
    method: 'GET',
    path: `${git}/commits/{commit_sha}`,
    docs: 'git/commits#get-a-commit-object',
    needs: read,
    handle: getCommit,
  },
  {
    method: 'POST',
    path: `${git}/commits`,
    docs: 'git/commits#create-a-commit',
    needs: write,
    handle: createCommit,
  },
]

const storeOf = (ctx: Context): ObjectStore => ctx.world.git.of(ctx.repository.id)

function getBlob(ctx: Context): Answer {
  const sha = ctx.param('file_sha')
  const content = storeOf(ctx).readBlob(sha)
  if (!content) throw notFound()
  if (media(ctx) === 'raw') return inForm(ctx, content)
  return { status: 200, body: renderBlob(ctx.world, ctx.repository, sha, content) }
}

function createBlob(ctx: Context): Answer {
  const input = ctx.input(z.object({ content: z.string(), encoding: z.enum(['utf-8', 'base64']).optional() }))
  const encoding = input.encoding === 'base64' ? 'base64' : 'utf8'
  const body = renderShortBlob(
    ctx.world,
    ctx.repository,
    storeOf(ctx).writeBlob(Buffer.from(input.content, encoding)),
  )
  return { status: 201, body, headers: { location: body.url } }
}

function getTree(ctx: Context): Answer {
  const text = ctx.param('tree_sha')
  const store = storeOf(ctx)
  const commit = resolveCommit(ctx.world, ctx.repository, text)
  const sha = commit === undefined ? text : store.commit(commit).tree
  if (!store.readTree(sha)) throw notFound()
  // Any value asks for it, as long as it is there.
  return { status: 200, body: renderTree(ctx.world, ctx.repository, sha, ctx.query('recursive') !== null) }
}

const MODES = ['100644', '100755', '040000', '160000', '120000'] as const
const treeInput = z.object({
  base_tree: z.string().optional(),
  tree: z.array(
    z.object({
      path: z.string(),
      mode: z.enum(MODES).optional(),
      type: z.enum(['blob', 'tree', 'commit']).optional(),
      sha: z.string().nullish(),
      content: z.string().optional(),
    }),
  ),
})

function createTree(ctx: Context): Answer {
  const input = ctx.input(treeInput)
  const store = storeOf(ctx)
  const base = input.base_tree === undefined ? null : treeOf(store, input.base_tree)
  const changes = new Map<string, Entry | null>()
  for (const { path, mode = '100644', sha, content } of input.tree) {
    if (malformedPath(path)) throw new ApiError(422, 'tree.path contains a malformed path component')
    if (content !== undefined) changes.set(path, { mode, sha: store.writeBlob(content) })
    else if (sha === null) changes.set(path, null)
    else if (sha !== undefined && (mode === '160000' || store.kind(sha) !== undefined))
      changes.set(path, { mode, sha })
    else throw new ApiError(422, `tree.sha ${sha ?? ''} is not a valid blob`)
  }
  const sha = changeTree(store, base, changes)
  const body = renderTree(ctx.world, ctx.repository, sha, false)
  return { status: 201, body, headers: { location: body.url } }
}

function treeOf(store: ObjectStore, sha: string): string {
  const tree = store.readCommit(sha)?.tree ?? sha
  if (!store.readTree(tree)) throw new ApiError(422, 'base_tree is not a valid tree oid')
  return tree
}

function getCommit(ctx: Context): Answer {
  const commit = storeOf(ctx).readCommit(ctx.param('commit_sha'))
  if (!commit) throw notFound()
  return { status: 200, body: renderGitCommit(ctx.world, ctx.repository, commit) }
}

const person = z.object({ name: z.string(), email: z.string(), date: z.string().optional() })
const commitInput = z.object({
  message: z.string(),
  tree: z.string(),
  parents: z.array(z.string()).optional(),
  author: person.optional(),
  committer: person.optional(),
})

function createCommit(ctx: Context): Answer {
  const { message, tree, parents = [], author, committer } = ctx.input(commitInput)
  const store = storeOf(ctx)
  if (store.kind(tree) !== 'tree') throw new ApiError(422, 'Tree SHA does not exist')
  if (parents.some((parent) => store.kind(parent) !== 'commit'))
    throw new ApiError(422, 'Parent SHA does not exist or is not a commit object')
  const self = signatureOf(ctx.world, ctx.account)
  const given = (who: z.infer<typeof person> | undefined): Signature | undefined =>
    who && { ...who, date: who.date ?? self.date }
  for (const who of [author, committer])
    if (who?.date !== undefined && Number.isNaN(Date.parse(who.date)))
      throw invalid({ resource: 'Commit', field: 'date', code: 'invalid' })
  const sha = store.writeCommit({
    message,
    tree,
    parents,
    author: given(author) ?? self,
    committer: given(committer) ?? (ctx.app ? webFlow(ctx.world) : (given(author) ?? self)),
  })
  const body = renderGitCommit(ctx.world, ctx.repository, store.commit(sha))
  return { status: 201, body, headers: { location: body.url } }
}
