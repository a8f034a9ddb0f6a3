import { createHash } from 'node:crypto'
import type { Answer, Request } from './route.ts'

export const isBytes = (body: unknown): body is string | Uint8Array =>
  typeof body === 'string' || body instanceof Uint8Array

export const bytesOf = (body: unknown): string | Uint8Array =>
  isBytes(body) ? body : JSON.stringify(body ?? null)

/**
 * What is answered carries a tag of what it says, and the time of its last change where it has one. Who shows either
 * again and would get the same is told 304. Searches and GraphQL are never the same twice.
 */
export function tag(request: Request, answer: Answer): Answer {
  if (answer.status > 299 || answer.body === undefined || request.path === '/graphql') return answer
  if (request.path.startsWith('/search/'))
    return { ...answer, headers: { ...answer.headers, 'cache-control': 'no-cache' } }
  // Who asks with another token gets another tag for the same answer, as GitHub does and calls expected.
  const token = request.headers.get('authorization') ?? ''
  const etag = `W/"${createHash('sha256').update(token).update(bytesOf(answer.body)).digest('hex')}"`
  const modified = request.method === 'GET' ? lastModified(answer.body) : null
  const headers = {
    ...answer.headers,
    etag,
    ...(modified ? { 'last-modified': modified.toUTCString() } : {}),
    'cache-control': 'private, max-age=60, s-maxage=60',
    vary: 'Accept, Authorization',
  }
  const known = request.method === 'GET' && answer.status === 200 && isKnown(request.headers, etag, modified)
  return known ? { status: 304, headers } : { ...answer, headers }
}

/** Of one thing; lists have none. */
function lastModified(body: unknown): Date | null {
  if (typeof body !== 'object' || body === null || !('updated_at' in body)) return null
  return typeof body.updated_at === 'string' ? new Date(body.updated_at) : null
}

/** By its tag, which is exact; by its time only where no tag is shown. */
function isKnown(headers: Headers, etag: string, modified: Date | null): boolean {
  const tags = headers.get('if-none-match')?.split(/\s*,\s*/)
  if (tags) return tags.some((one) => one.replace(/^W\//, '') === etag.slice(2))
  const since = Date.parse(headers.get('if-modified-since') ?? '')
  return modified !== null && modified.getTime() <= since
}
