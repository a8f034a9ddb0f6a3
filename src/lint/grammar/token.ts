/** Stands for text that is not the author's own words: code, addresses, quotations. One unit each, so lengths stay. */
export const THING = '\uE100'

export type TokenKind = 'word' | 'thing' | 'stop'

export interface Token {
  readonly kind: TokenKind
  /** Lower case, straight apostrophe, without a possessive ending. */
  readonly word: string
  readonly possessive: boolean
  readonly capital: boolean
  /** All of it in capitals. */
  readonly shouted: boolean
  /** Offsets in the sentence's text. */
  readonly start: number
  readonly end: number
}

const TOKEN = new RegExp(
  `${THING}+|@?[\\p{L}\\p{N}]+(?:['\u2019_\\-./][\\p{L}\\p{N}]+)*|[^\\s\\p{L}\\p{N}]`,
  'gu',
)

/** Words, masked things and single punctuation marks, in order. Linear in the length of the text. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  TOKEN.lastIndex = 0
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const raw = match[0]
    const start = match.index
    const end = start + raw.length
    if (raw.startsWith(THING)) {
      tokens.push({ kind: 'thing', word: '', possessive: false, capital: false, shouted: false, start, end })
    } else if (isWord(raw)) {
      const plain = raw.includes('\u2019') ? raw.replaceAll('\u2019', "'") : raw
      const possessive = /'s$/i.test(plain) && !/^(?:it|that|there|here|what|who|he|she|let)'s$/i.test(plain)
      const word = (possessive ? plain.slice(0, -2) : plain).toLowerCase()
      const capital = raw !== raw.toLowerCase() && /^\p{Lu}/u.test(raw)
      const shouted = capital && raw.length > 1 && raw === raw.toUpperCase()
      tokens.push({ kind: 'word', word, possessive, capital, shouted, start, end })
    } else {
      tokens.push({ kind: 'stop', word: raw, possessive: false, capital: false, shouted: false, start, end })
    }
  }
  return tokens
}

function isWord(raw: string): boolean {
  const code = raw.charCodeAt(0)
  // Most words begin with a plain letter, and asking for any letter of Unicode takes longer.
  return (code > 96 && code < 123) || (code > 64 && code < 91) || /^@?[\p{L}\p{N}]/u.test(raw)
}
