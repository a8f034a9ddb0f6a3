import { isIPv6 } from 'node:net'
import { decodeString } from 'micromark-util-decode-string'
import { INTERNAL_HOST } from '../lint/rules/review/public-summary.ts'

/**
 * Plain words without what only those inside can use: addresses off the list, hosts, accounts, channels, numbers of issues. What
 * is taken out is looked for again afterwards, in other words: see `leftIn`.
 */

const ADDRESS = /[a-z][a-z0-9+.-]{0,20}:\/\/[^\s<>"'`]{0,2000}/gi
const OTHER_SCHEME = /\b(?:mailto|javascript|data|file|tel|slack|ssh|git|vscode|msteams):[^\s<>"'`]{1,2000}/gi
/** With a path, a port or a `www.` it is a link without its scheme. */
const HOST =
  /(?<![\w.@-])(?:[a-z0-9_][a-z0-9_-]{0,62}\.){1,10}[a-z]{2,24}(?![\w-])(?::\d{1,5})?(?:\/[^\s<>"'`]{0,2000})?/gi
const LOCAL = /\blocalhost(?::\d{1,5})?(?:\/[^\s<>"'`]{0,2000})?/gi
const IPV4 = /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\w)(?::\d{1,5})?(?:\/[^\s<>"'`]{0,2000})?/g
const IPV6 = /(?<![\w:])\[?[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,8}(?![\w:])\]?/gi
const EMAIL = /[^\s@<>()[\]{},;:"'`]{1,64}@[^\s@<>()[\]{},;:"'`]{1,255}/g
const ACCOUNT = /@[\w/-]{0,100}/g
const REFERENCE = /(?:[\w.-]{1,100}\/[\w.-]{1,100})?#\d{1,10}\b|\bgh-\d{1,10}\b/gi
const CHANNEL = /(?<![\w&])#[a-z][\w-]{0,80}/gi
const TAG = /<[^<>]{0,500}>/g
const ENTITY = /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});/i

export interface Allowed {
  readonly hosts: readonly string[]
}

/** The `//` of a second address, of whatever scheme, plain or encoded once or more. */
const INNER = /(?:\/|%(?:25)*2f){2}/i

/** Whether everybody may be led there: https, a host of the list, and neither somebody's account nor another address in it. */
export function isOpen(address: string, { hosts }: Allowed): boolean {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.port !== '')
    return false
  if (/@|%40|\\/i.test(address)) return false
  if (INNER.test(address.slice('https:'.length + 2))) return false
  const host = url.hostname.toLowerCase()
  return hosts.some((pattern) => {
    const name = pattern.toLowerCase()
    return name.startsWith('*.') ? host.endsWith(name.slice(1)) : host === name
  })
}

/** What stands for an address that was kept, while the rest is looked through: no text of people has it (private use). */
const KEPT = /\uE010(\d{1,5})\uE011/g

/** The words with all that taken out. `replace` puts roles in the place of names. */
export function outsideWords(words: string, allowed: Allowed, replace: (words: string) => string): string {
  let text = words
  // What is taken out may bring together what stood around it.
  for (let round = 0; round < 5; round++) {
    const before = text
    text = once(text, allowed, replace)
    if (text === before) return text
  }
  return text
}

function once(words: string, allowed: Allowed, replace: (words: string) => string): string {
  const kept: string[] = []
  const keep = (address: string): string => {
    const bare = address.replace(/[.,;:!?)\]*_]+$/, '')
    if (!isOpen(bare, allowed)) return `an internal page${endOf(address)}`
    kept.push(bare)
    return `\uE010${kept.length - 1}\uE011${address.slice(bare.length).replace(/[\]*_]/g, '')}`
  }
  const without = unfolded(words)
    .replace(TAG, ' ')
    .replace(ADDRESS, keep)
    .replace(OTHER_SCHEME, endOf)
    .replace(EMAIL, 'our team')
    .replace(ACCOUNT, 'a responder')
    .replace(HOST, (host) => (isInside(host) ? 'an internal system' : host))
    .replace(LOCAL, 'an internal system')
    .replace(IPV4, 'an internal system')
    .replace(IPV6, (found) => (isAddress6(found) ? 'an internal system' : found))
    .replace(REFERENCE, 'a ticket')
    .replace(CHANNEL, 'our channel')
    // Nothing that an address could be thought to go on with.
    .replace(/(\uE011)["'`<>]+/g, '$1 ')
  return tidy(replace(without)).replace(KEPT, (_, index: string) => kept[Number(index)] ?? '')
}

/** What ends the sentence is not the address's. */
const endOf = (found: string): string => /[.,;:!?)]*$/.exec(found)?.[0] ?? ''

const isInside = (found: string): boolean => {
  const host = found.replace(/[:/].*$/, '')
  return host.length < found.length || /^www\./i.test(found) || INTERNAL_HOST.test(host)
}

const isAddress6 = (found: string): boolean => isIPv6(found.replace(/^\[|\]$/g, ''))

/** Character references resolved, letters of other shapes as the usual ones, and nothing invisible. */
function unfolded(words: string): string {
  let text = words
  for (let depth = 0; depth < 5 && ENTITY.test(text); depth++) text = text.replace(ENTITY_ALL, decoded)
  return text
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Co}\uFE00-\uFE0F]/gu, '')
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
}
const ENTITY_ALL = new RegExp(ENTITY.source, 'gi')
const decoded = (entity: string): string => {
  const character = decodeString(entity)
  return character === entity ? ' ' : character
}

const tidy = (words: string): string =>
  words
    .replace(/[([{]\s*[)\]}]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,;:!?])/g, '$1')
    .trim()
    .replace(/(?<=^|[.!?] )(?:a responder|an internal system|our team|our channel)/g, capitalised)

const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** What of all that is still there; null where nothing is. Told apart from the taking out, so that neither trusts the other. */
export function leftIn(words: string, allowed: Allowed): 'account' | 'link' | null {
  const rest = words.replace(ADDRESS, (address) =>
    isOpen(address.replace(/[.,;:!?)\]*_]+$/, ''), allowed) ? ' ' : address,
  )
  if (rest.includes('@')) return 'account'
  const isLink =
    rest.includes('://') ||
    /\bwww\./i.test(rest) ||
    ENTITY.test(rest) ||
    /#\d/.test(rest) ||
    /\blocalhost\b|\d{1,3}(?:\.\d{1,3}){3}/i.test(rest) ||
    /\.(?:internal|local|corp|lan|intra|intranet|private)\b/i.test(rest) ||
    Array.from(rest.matchAll(HOST)).some(([host]) => isInside(host)) ||
    Array.from(rest.matchAll(IPV6)).some(([found]) => isAddress6(found))
  return isLink ? 'link' : null
}
