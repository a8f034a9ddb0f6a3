import { styleText } from 'node:util'

export interface NarratorOptions {
  readonly out: (line: string) => void
  readonly colour: boolean
}

const WIDTH = 112

/** Tells the story line by line: what people do, and what GitHub then shows. */
export class Narrator {
  readonly #out: (line: string) => void
  readonly #colour: boolean
  #scenes = 0
  /** Where the story stands, for whoever has to say where it stopped. */
  current = ''

  constructor({ out, colour }: NarratorOptions) {
    this.#out = out
    this.#colour = colour
  }

  title(text: string): void {
    this.#out(this.#style('bold', text))
  }

  /** `3 · Wed 7 Oct, 09:40 · The first draft` */
  scene(text: string, at: Date): void {
    this.current = text
    this.#scenes += 1
    this.#out('')
    this.#out(this.#style('bold', `${this.#scenes} · ${text}`) + this.#style('dim', `  (${clock(at)})`))
  }

  say(...lines: readonly string[]): void {
    for (const line of lines) for (const part of wrap(line)) this.#out(`  ${part}`)
  }

  /** What GitHub shows, set off from what is told. */
  show(...lines: readonly string[]): void {
    const parts = lines.flatMap((line) => (line.startsWith('|') ? [clip(line)] : wrap(line)))
    for (const part of parts) this.#out(`  ${this.#style('dim', '│')} ${part}`)
  }

  blank(): void {
    this.#out('')
  }

  good(text: string): void {
    this.#out(`  ${this.#style('green', '✓')} ${text}`)
  }

  bad(text: string): void {
    this.#out(`  ${this.#style('red', '✗')} ${text}`)
  }

  #style(format: Parameters<typeof styleText>[0], text: string): string {
    return this.#colour ? styleText(format, text, { validateStream: false }) : text
  }
}

/** Lines that are too long go on below, a little further in. */
function wrap(line: string): string[] {
  const [first = '', ...words] = line.split(/(?<=\S) (?=\S)/)
  const indent = `${/^ */.exec(line)?.[0] ?? ''}    `
  const lines = [first]
  for (const word of words) {
    const last = lines.at(-1) ?? ''
    if (last.length + 1 + word.length <= WIDTH) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(indent + word)
  }
  return lines
}

// A table's row that went on below would be no row any more.
const clip = (line: string): string => (line.length > WIDTH ? `${line.slice(0, WIDTH - 1)}…` : line)

function clock(at: Date): string {
  const day = at.toLocaleDateString('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  })
  return `${day}, ${at.toISOString().slice(11, 16)} UTC`
}

/** A text on GitHub as people see it: without hidden marks, addresses behind links and empty lines; the first lines where it is long. */
export function excerpt(markdown: string, most = Number.POSITIVE_INFINITY): string[] {
  const lines = markdown
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/(?<![!\\])\[([^\]\n]*)\]\([^)\n]*\)/g, '$1')
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
  return lines.length > most ? [...lines.slice(0, most), '…'] : lines
}

export const brief = (text: string, most = 84): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text

/** `mira` is Mira. */
export const nameOf = (login: string): string => login.charAt(0).toUpperCase() + login.slice(1)
