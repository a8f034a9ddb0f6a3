import { createHash } from 'node:crypto'

/**
 * The id that git gives a file of this content: what GitHub calls a blob's `oid` or `sha`. It tells whether a file is
 * still what we wrote without reading it.
 * @see https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
 */
export function blobId(content: string): string {
  const bytes = Buffer.from(content, 'utf8')
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}
