import { inertLine, linkWords } from '../github/inert.ts'

const LONGEST_ADDRESS = 2_000

/** Only http and https, and nobody's password; a link from an export may be anything. */
export function isWebAddress(link: string): boolean {
  if (link.length > LONGEST_ADDRESS || !URL.canParse(link)) return false
  const { protocol, username, password } = new URL(link)
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === ''
}

/** An address as it stands in a cell's link: nothing in it ends the link or the cell. */
export const addressIn = (link: string): string =>
  new URL(link).href.replace(
    /[()|<>\s`\\*[\]]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )

/** Who tells it; linked where the address is one of the web. */
export const linkedName = (source: string, link: string | null): string =>
  link === null || !isWebAddress(link)
    ? inertLine(source, 80)
    : `[${linkWords(source, 80)}](${addressIn(link)})`
