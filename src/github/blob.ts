import { createHash } from 'node:crypto'

interface BlobAnswer {
  readonly text?: string | null
  readonly isBinary?: boolean | null
  readonly isTruncated?: boolean
}

/** The whole text of what GraphQL shows of a file (`text isBinary isTruncated`); null where it is none, or not all of it. */
export const textOf = (blob: BlobAnswer | null | undefined): string | null =>
  !blob || blob.isBinary || blob.isTruncated ? null : (blob.text ?? null)

/**
 * The id that git gives a file of this content: what GitHub calls a blob's `oid` or `sha`. It tells whether a file is
 * still what we wrote without reading it.
 * @see https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
 */
export function blobId(content: string): string {
  const bytes = Buffer.from(content, 'utf8')
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}
