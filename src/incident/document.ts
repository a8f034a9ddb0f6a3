import type { Config } from '../config/schema.ts'

export const isMarkdown = (path: string): boolean => /\.(md|markdown)$/i.test(path)

/** In the folder of the documents: what other tools tell of incidents. */
export const EVIDENCE_FOLDER = 'evidence'

/** Whether a path, below the folder of the documents, is of a file in it. */
export const isEvidence = (path: string): boolean => /(?:^|[\\/])evidence[\\/]/.test(path)

/** Whether a path is a postmortem's: Markdown in the folder, but no evidence, nor the folder's own page. */
export function isDocument(path: string, { postmortem }: Config): boolean {
  // Control and private-use characters could pass for the app's own slots; no honest path has them.
  if (/[\p{Cc}\p{Co}]/u.test(path)) return false
  const inFolder = path.startsWith(`${postmortem.folder}/`)
  const below = path.slice(postmortem.folder.length + 1)
  return inFolder && !isEvidence(below) && isMarkdown(path) && !isFolderPage(path)
}

/** A folder's own page, which tells of the documents in it. */
export const isFolderPage = (path: string): boolean => /(^|[/\\])(readme|index)\.(md|markdown)$/i.test(path)
