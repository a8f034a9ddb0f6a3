import { z } from 'zod'
import { whyProtected } from '../branches/protect.ts'
import { branchSha, resolveCommit } from '../branches/resolve.ts'
import { commitFiles } from '../branches/write.ts'
import { signatureOf, webFlow } from '../by.ts'
import type { Signature } from '../git/commit.ts'
import { type Entry, entryAt, malformedPath } from '../git/tree.ts'
import { ApiError, notFound } from '../http/errors.ts'
import { inForm, media } from '../http/media.ts'
import type { Answer, Context, Route } from '../http/route.ts'
import { renderGitCommit } from '../render/commit.ts'
import { renderDirectory, renderEntry, renderFileContent } from '../render/contents.ts'

const file = '/repos/{owner}/{repo}/contents/{path}'

export const contentRoutes: readonly Route[] = [
  ...[file, '/repos/{owner}/{repo}/contents'].map((path): Route => ({
    method: 'GET',
    path,
    docs: 'repos/contents#get-repository-content',
    needs: { contents: 'read' },
    handle: getContents,
  })),
  {
    method: 'PUT',
    path: file,
    docs: 'repos/contents#create-or-update-file-contents',
    needs: { contents: 'write' },
    handle: putFile,
  },
  {
    method: 'DELETE',
    path: file,
    docs: 'repos/contents#delete-a-file',
    needs: { contents: 'write' },
    handle: deleteFile,
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/readme',
    docs: 'repos/contents#get-a-repository-readme',
    needs: { contents: 'read' },
    handle: getReadme,
  },
]

const MEGABYTE = 1_048_576

/** The commit's tree that is read, and the name by which the reader asked for it. */
function readTree(ctx: Context): { tree: string; ref: string } {
  const { world, repository } = ctx
  const ref = ctx.query('ref') ?? repository.defaultBranch
  const sha = resolveCommit(world, repository, ref)
  if (sha !== undefined) return { tree: world.git.of(repository.id).commit(sha).tree, ref }
  throw new ApiError(
    404,
    repository.refs.size === 0 ? 'This repository is empty.' : `No commit found for the ref ${ref}`,
  )
}

function getContents(ctx: Context): Answer {
  const { world, repository } = ctx
  const path = ctx.param('path').replaceAll(/^\/+|\/+$/g, '')
  const { tree, ref } = readTree(ctx)
  const entry = entryAt(world.git.of(repository.id), tree, path)
  if (!entry) throw notFound()
  if (entry.mode !== '040000') return answerFile(ctx, path, entry, ref)
  const entries = renderDirectory(world, repository, path, entry.sha, ref)
  if (media(ctx) !== 'object') return { status: 200, body: entries }
  return { status: 200, body: { ...renderEntry(world, repository, path, entry, ref), entries } }
}

function answerFile(ctx: Context, path: string, entry: Entry, ref: string): Answer {
  const { world, repository } = ctx
  const content = world.git.of(repository.id).readBlob(entry.sha)
  if (content && content.length > 100 * MEGABYTE)
    throw new ApiError(
      403,
      'This API returns blobs up to 100 MB in size. The requested blob is too large to fetch via the API, but you can always clone the repository via Git in order to obtain it.',
      { errors: [{ resource: 'Blob', field: 'data', code: 'too_large' }] },
    )
  if (content && media(ctx) === 'raw') return inForm(ctx, content)
  return { status: 200, body: renderFileContent(world, repository, path, entry, ref) }
}

function getReadme(ctx: Context): Answer {
  const { tree, ref } = readTree(ctx)
  const store = ctx.world.git.of(ctx.repository.id)
  for (const folder of ['.github/', '', 'docs/']) {
    const parent = entryAt(store, tree, folder.slice(0, -1))
    const found = (parent && store.readTree(parent.sha))?.find(
      ({ path, type }) => type === 'blob' && /^readme(\.|$)/i.test(path),
    )
    if (found) return answerFile(ctx, folder + found.path, found, ref)
  }
  throw notFound()
}

const person = z.object({ name: z.string(), email: z.string(), date: z.string().optional() })
const deleteInput = z.object({
  message: z.string(),
  sha: z.string(),
  branch: z.string().optional(),
  author: person.optional(),
  committer: person.optional(),
})
const putInput = deleteInput.extend({ content: z.string(), sha: z.string().optional() })

function putFile(ctx: Context): Answer {
  const input = ctx.input(putInput)
  const content = decode(input.content)
  const { path, branch, before } = target(ctx, input, 'update')
  if (before && input.sha === undefined)
    throw new ApiError(422, 'Invalid request.\n\n"sha" wasn\'t supplied.')
  if (input.sha !== undefined && input.sha !== before?.sha) throw stale(path, input.sha)
  const sha = write(ctx, input, branch, path, content)
  const { world, repository } = ctx
  const store = world.git.of(repository.id)
  const entry = entryAt(store, store.commit(sha).tree, path)
  return {
    status: before ? 200 : 201,
    body: {
      content: entry && renderEntry(world, repository, path, entry, branch),
      commit: commitOf(ctx, sha),
    },
  }
}

function deleteFile(ctx: Context): Answer {
  const input = ctx.input(deleteInput)
  const { path, branch, before } = target(ctx, input, 'delete')
  if (!before) throw notFound()
  if (input.sha !== before.sha) throw stale(path, input.sha)
  const sha = write(ctx, input, branch, path, null)
  return { status: 200, body: { content: null, commit: commitOf(ctx, sha) } }
}

const stale = (path: string, sha: string): ApiError => new ApiError(409, `${path} does not match ${sha}`)

const commitOf = (ctx: Context, sha: string) =>
  renderGitCommit(ctx.world, ctx.repository, ctx.world.git.of(ctx.repository.id).commit(sha))

/** What is to be written over, once nothing but its sha can be wrong. */
function target(ctx: Context, input: { branch?: string | undefined }, verb: 'update' | 'delete') {
  const { world, repository } = ctx
  const path = ctx.param('path')
  if (malformedPath(path)) throw new ApiError(422, 'path contains a malformed path component')
  const branch = (input.branch ?? repository.defaultBranch).replace(/^refs\/heads\//, '')
  const tip = branchSha(repository, branch)
  if (tip === undefined && repository.refs.size > 0) throw new ApiError(404, `Branch ${branch} not found`)
  const store = world.git.of(repository.id)
  const before = tip === undefined ? undefined : entryAt(store, store.commit(tip).tree, path)
  if (before?.mode === '040000') throw new ApiError(422, `${path} is a directory`)
  const why = whyProtected(repository, ctx, branch)
  const what = before ? verb : 'create'
  if (why !== null) throw new ApiError(409, `Could not ${what} file: ${why}`)
  return { path, branch, before }
}

function decode(base64: string): Buffer {
  const packed = base64.replaceAll(/\s/g, '')
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(packed)) throw new ApiError(422, 'content is not valid Base64')
  return Buffer.from(packed, 'base64')
}

type WriteInput = Pick<z.infer<typeof deleteInput>, 'message' | 'author' | 'committer'>

/** What an app writes, GitHub commits in its own name. Whoever is named alone stands for both. */
function write(
  ctx: Context,
  input: WriteInput,
  branch: string,
  path: string,
  content: Buffer | null,
): string {
  const { world, repository } = ctx
  const self = signatureOf(world, ctx.account)
  const given = (who: z.infer<typeof person> | undefined): Signature | undefined =>
    who && { name: who.name, email: who.email, date: dated(who.date) ?? self.date }
  const committer = given(input.committer) ?? (ctx.app ? webFlow(world) : (given(input.author) ?? self))
  const author = given(input.author) ?? given(input.committer) ?? self
  const changes = new Map([[path, content]])
  return commitFiles(world, ctx, repository, { branch, changes, message: input.message, author, committer })
}

function dated(text: string | undefined): string | undefined {
  if (text !== undefined && Number.isNaN(Date.parse(text)))
    throw new ApiError(422, 'Invalid request.\n\ndate is no date-time.')
  return text
}
