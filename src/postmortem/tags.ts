import { entryOf } from './front-matter.ts'
import type { Postmortem } from './document.ts'

/** More characters than any name that people give. */
const LONGEST_NAME = 100

/** The services that the front matter names, as written, each once. */
export function servicesOf({ frontMatter }: Pick<Postmortem, 'frontMatter'>): string[] {
  return namesIn(entryOf(frontMatter, /^services?$/)?.[1])
}

/** Tags of the front matter and those on factors (`#capacity`), in small letters and without their mark, each once. */
export function tagsOf(postmortem: Pick<Postmortem, 'frontMatter' | 'factors'>): string[] {
  const { frontMatter, factors } = postmortem
  const stated = namesIn(entryOf(frontMatter, /^tags$/)?.[1]).map((name) =>
    name.replace(/^#/, '').toLowerCase(),
  )
  return [...new Set([...stated, ...factors.flatMap(({ text }) => tagsIn(text))])]
}

/** `#capacity`, but neither an issue (`#12`) nor the end of an address (`page#top`). */
function tagsIn(words: string): string[] {
  return Array.from(words.matchAll(/(?<![\w/&#?.])#(\p{L}[\p{L}\p{N}_-]{1,39})/gu), ([, name = '']) =>
    name.toLowerCase(),
  )
}

function namesIn(value: unknown): string[] {
  const words = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : []
  const names = words.flatMap((one) => (typeof one === 'string' ? [one.trim().slice(0, LONGEST_NAME)] : []))
  return eachOnce(names.filter((name) => name !== ''))
}

/** Whatever their capitals, as written first. */
export function eachOnce(names: readonly string[]): string[] {
  const once = new Map<string, string>()
  for (const name of names) if (!once.has(name.toLowerCase())) once.set(name.toLowerCase(), name)
  return [...once.values()]
}
