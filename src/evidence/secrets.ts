import { ANY_SHAPE, SHAPES, type Shape } from './secret-shapes.ts'

export interface Masked {
  readonly text: string
  /** What was masked: `GitHub token`; one for each secret, in no order. */
  readonly kinds: readonly string[]
}

/** Masks what looks like a token or a key. To mask twice changes nothing. */
export function maskSecrets(text: string): Masked {
  if (!ANY_SHAPE.test(text)) return { text, kinds: [] }
  const kinds: string[] = []
  let masked = withoutKeys(text, kinds)
  for (const shape of SHAPES) masked = without(shape, masked, kinds)
  return { text: masked, kinds }
}

const maskOf = (kind: string): string => `[${kind} masked]`

function without({ words, kind }: Shape, text: string, kinds: string[]): string {
  return text.replace(words, (whole, ...match: readonly unknown[]) => {
    const groups = match.at(-1)
    const named =
      typeof groups === 'object' && groups !== null && 'secret' in groups ? groups.secret : undefined
    const secret = typeof named === 'string' ? named : whole
    kinds.push(kind)
    // From the end: what is before the secret may hold the same letters.
    const at = whole.lastIndexOf(secret)
    return whole.slice(0, at) + maskOf(kind) + whole.slice(at + secret.length)
  })
}

/** RFC 7468, OpenSSH's and OpenPGP's armour: https://www.rfc-editor.org/rfc/rfc7468, https://www.rfc-editor.org/rfc/rfc9580#section-6.2 */
const BEGIN = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/
const END = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/
const KEY = 'private key'

function withoutKeys(text: string, kinds: string[]): string {
  let masked = ''
  let rest = text
  for (let begin = BEGIN.exec(rest); begin !== null; begin = BEGIN.exec(rest)) {
    kinds.push(KEY)
    masked += rest.slice(0, begin.index) + maskOf(KEY)
    const body = rest.slice(begin.index + begin[0].length)
    const end = END.exec(body)
    rest = end === null ? '' : body.slice(end.index + end[0].length)
  }
  return masked + rest
}

/** A key of 16,384 bits has about two hundred lines. */
const LONGEST_KEY = 300

/** Masks the texts of one file in their order: a private key may stand in many lines of a log. */
export class Masker {
  /** How many more entries may belong to a key that has begun; 0 where none has. */
  #keyLines = 0
  #name: { readonly text: string; readonly masked: string } | null = null

  mask(text: string): Masked {
    if (this.#keyLines > 0) return this.#inKey(text)
    const masked = maskSecrets(text)
    if (masked.kinds.includes(KEY) && opensKey(text)) this.#keyLines = LONGEST_KEY
    return masked
  }

  /** For what stands beside the text, in no order. */
  aside(text: string): string {
    return maskSecrets(text).text
  }

  /** The same for what comes again and again. */
  name(text: string): string {
    if (this.#name?.text !== text) this.#name = { text, masked: this.aside(text) }
    return this.#name.masked
  }

  #inKey(text: string): Masked {
    this.#keyLines -= 1
    const end = END.exec(text)
    if (end !== null) {
      this.#keyLines = 0
      const { text: rest, kinds } = this.mask(text.slice(end.index + end[0].length))
      return { text: maskOf(KEY) + rest, kinds }
    }
    const { text: masked, kinds } = maskSecrets(text)
    return { text: masked.replace(KEY_BODY, maskOf(KEY)), kinds }
  }
}

/** A line of a key, or the end of one that stands alone. */
const KEY_BODY =
  /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{24,4000}={0,2}(?![A-Za-z0-9+/=])|^\s{0,20}[A-Za-z0-9+/]{2,23}={0,2}\s{0,20}$/g

function opensKey(text: string): boolean {
  let open = false
  for (let rest = text, begin = BEGIN.exec(rest); begin !== null; begin = BEGIN.exec(rest)) {
    const body = rest.slice(begin.index + begin[0].length)
    const end = END.exec(body)
    open = end === null
    rest = end === null ? '' : body.slice(end.index + end[0].length)
  }
  return open
}
