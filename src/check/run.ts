import { lint, type LintOptions, type LintResult } from '../lint/engine.ts'

export interface CheckedFile {
  readonly path: string
  readonly text: string
  readonly findings: LintResult['findings']
  readonly waived: LintResult['waived']
  /** Why the file could not be checked, with what to do; null where it could. */
  readonly error: string | null
}

/** Five megabytes: about fifty times the longest postmortem known to us, and checked within seconds. */
export const LARGEST_FILE = 5 * 1024 * 1024

/** Checks what was read of one file. Bytes are decoded here, so that what is no text is told as such. */
export function checkFile(
  path: string,
  content: Uint8Array | string,
  options: LintOptions = {},
): CheckedFile {
  const read = decodeDocument(content)
  if ('error' in read) return unusable(path, read.error)
  const { findings, waived } = lint(read.text, options)
  return { path, text: read.text, findings, waived, error: null }
}

/** A file that could not be checked; the others are, all the same. */
export const unusable = (path: string, error: string): CheckedFile => ({
  path,
  text: '',
  findings: [],
  waived: [],
  error,
})

/** 0 clean or at most warnings, 1 findings at error level, 2 unusable input. */
export function exitCodeOf(files: readonly CheckedFile[]): 0 | 1 | 2 {
  if (files.some((file) => file.error !== null)) return 2
  return files.some((file) => file.findings.some((finding) => finding.level === 'error')) ? 1 : 0
}

/** The text of a file without a byte order mark, or why it is none that can be worked on, with what to do. */
export function decodeDocument(content: Uint8Array | string): { text: string } | { error: string } {
  const size = typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength
  if (size > LARGEST_FILE) {
    return {
      error: `The file has more than 5 MB, and up to 5 MB are checked. Move logs and data into attachments and link them.`,
    }
  }
  const text = typeof content === 'string' ? content : decode(content)
  if (text === null)
    return { error: 'The file is not UTF-8 text. Save it as UTF-8, or leave it out of the check.' }
  if (text.includes('\0')) return { error: 'The file is binary. Name a Markdown file.' }
  if (text.trim() === '') return { error: 'The file is empty. Start from the postmortem template.' }
  return { text }
}

/** The byte order mark where the file starts with one: it is no part of the text. */
export const markOf = (bytes: Uint8Array): string =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? '\uFEFF' : ''

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}
