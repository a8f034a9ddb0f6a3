/** Who did it and when. `date` is ISO 8601; git keeps whole seconds, the sandbox always writes them in UTC. */
export interface Signature {
  readonly name: string
  readonly email: string
  readonly date: string
}

export interface Commit {
  readonly sha: string
  readonly tree: string
  readonly parents: readonly string[]
  readonly author: Signature
  readonly committer: Signature
  readonly message: string
}

export type NewCommit = Omit<Commit, 'sha' | 'committer'> & { readonly committer?: Signature }

// Git reads a signature back by its angle brackets and line end, so a name cannot hold them.
const plain = (text: string): string => text.replaceAll(/[<>\r\n\0]/g, '').trim()

function encodeSignature({ name, email, date }: Signature): string {
  const seconds = Math.floor(Date.parse(date) / 1000)
  if (Number.isNaN(seconds)) throw new Error(`"${date}" is no date; a commit needs ISO 8601`)
  return `${plain(name) || 'unknown'} <${plain(email)}> ${seconds} +0000`
}

export function encodeCommit(commit: NewCommit): Buffer {
  const author = encodeSignature(commit.author)
  const committer = commit.committer ? encodeSignature(commit.committer) : author
  const head = [
    `tree ${commit.tree}`,
    ...commit.parents.map((parent) => `parent ${parent}`),
    `author ${author}`,
    `committer ${committer}`,
  ]
  return Buffer.from(`${head.join('\n')}\n\n${commit.message}`)
}

function decodeSignature(line: string): Signature {
  const parts = /^(.*?) ?<(.*)> (-?\d+) [+-]\d{4}$/.exec(line)
  const seconds = Number(parts?.[3] ?? 0)
  return {
    name: parts?.[1] ?? '',
    email: parts?.[2] ?? '',
    date: new Date(seconds * 1000).toISOString().replace('.000Z', 'Z'),
  }
}

export function decodeCommit(sha: string, body: Buffer): Commit {
  const text = body.toString('utf8')
  const split = text.indexOf('\n\n')
  const fields = text
    .slice(0, split)
    .split('\n')
    .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)] as const)
  const field = (name: string): string => fields.find(([key]) => key === name)?.[1] ?? ''
  return {
    sha,
    tree: field('tree'),
    parents: fields.filter(([key]) => key === 'parent').map(([, value]) => value),
    author: decodeSignature(field('author')),
    committer: decodeSignature(field('committer')),
    message: text.slice(split + 2),
  }
}
