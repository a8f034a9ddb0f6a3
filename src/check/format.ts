import { formatGithub } from './github.ts'
import { formatJson } from './json.ts'
import type { CheckedFile } from './run.ts'
import { formatSarif } from './sarif.ts'
import { formatText, type TextOptions } from './text.ts'

export const FORMATS = ['text', 'json', 'sarif', 'github'] as const
export type Format = (typeof FORMATS)[number]

/** Colours and columns are for `text` alone. */
export interface FormatOptions extends TextOptions {
  /** The version of debrief, for SARIF. */
  readonly version: string
}

const WRITERS: Readonly<Record<Format, (files: readonly CheckedFile[], options: FormatOptions) => string>> = {
  text: formatText,
  json: (files) => `${formatJson(files)}\n`,
  sarif: (files, { version }) => `${formatSarif(files, version)}\n`,
  github: formatGithub,
}

/** The report as the text that goes to standard output. */
export function format(files: readonly CheckedFile[], as: Format, options: FormatOptions): string {
  return WRITERS[as](files, options)
}
