/** Where GitHub looks for the file, the first one found counts. */
export const CODEOWNERS_PATHS = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const

interface Rule {
  readonly matches: RegExp
  /** `@login`, `@org/team` or an e-mail address; none says that nobody owns it. */
  readonly owners: readonly string[]
}

/** The owners of the paths together, as the file names them: for each path, the last rule that matches it. */
export function ownersOf(codeowners: string, paths: readonly string[]): string[] {
  const rules = codeowners.split(/\r?\n/).flatMap(readRule)
  const owners = paths.flatMap((path) => rules.findLast(({ matches }) => matches.test(path))?.owners ?? [])
  return [...new Set(owners)]
}

function readRule(line: string): Rule[] {
  const text = line.replace(/(^|\s)#.*$/, '').trim()
  // A blank within a path is written `\ `.
  const [pattern, ...owners] = text.split(/(?<!\\)\s+/)
  if (!pattern || /^!|(?<!\\)[[\]]/.test(pattern)) return []
  return [{ matches: patternOf(pattern.replaceAll('\\ ', ' ')), owners }]
}

/**
 * The patterns of gitignore, with GitHub's exceptions: no `!` and no `[…]`; and `docs/*` owns the files right in
 * `docs`, not those of its folders.
 */
function patternOf(pattern: string): RegExp {
  const anchored = pattern.replace(/\/$/, '').includes('/')
  const body = pattern
    .replace(/^\//, '')
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\*\*\/|\*\*|\*|\?/g, (glob) => GLOBS[glob] ?? glob)
  const below = pattern.endsWith('/') ? '.+' : /(^|\/)[^/]*\*$/.test(pattern) && anchored ? '' : '(/.*)?'
  return new RegExp(`^${anchored ? '' : '(.*/)?'}${body}${below}$`)
}

const GLOBS: Readonly<Record<string, string>> = { '**/': '(.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' }
