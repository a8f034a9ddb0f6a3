import { styleText } from 'node:util'

export type Style = 'red' | 'yellow' | 'blue' | 'bold' | 'dim' | 'green' | 'cyan' | 'underline'
export type Paint = (style: Style, words: string) => string

/** Colours words, or leaves them as they are where no colours are wanted. */
export const paintWith = (colour: boolean): Paint =>
  colour ? (style, words) => styleText(style, words, { validateStream: false }) : (_, words) => words

/** Text of others goes to a terminal: control and direction characters must not reach it. */
export function visible(text: string): string {
  return text.replace(/[\t\r\n]/g, ' ').replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '\u00b7')
}

/** Columns on a terminal: wide characters take two, combining ones none. */
export function width(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length
  let columns = 0
  for (const character of text) {
    if (/\p{M}|\u200d|\ufe0f/u.test(character)) continue
    columns +=
      /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/u.test(
        character,
      )
        ? 2
        : 1
  }
  return columns
}

/** Lines of at most so many columns, broken at spaces; a longer word has a line of its own. */
export function wrap(text: string, columns: number): string[] {
  if (width(text) <= columns) return [text]
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const word of text.split(' ')) {
    const needs = width(word)
    if (line !== '' && used + 1 + needs > columns) {
      lines.push(line)
      line = word
      used = needs
    } else {
      used += needs + (line === '' ? 0 : 1)
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, line]
}

export const plural = (count: number, word: string): string =>
  `${String(count)} ${word}${count === 1 ? '' : 's'}`
