import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net'

/** Where messages may go. Whoever can choose an address could otherwise have us ask things of our own network. */
export const KINDS = ['slack', 'teams', 'json'] as const
export type Kind = (typeof KINDS)[number]

/**
 * The hosts of each kind; `*.` stands for one or more labels. JSON goes only where whoever runs the app allows it.
 * @see https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 * @see https://learn.microsoft.com/troubleshoot/power-platform/power-automate/flow-run-issues/triggers-troubleshoot (of Workflows)
 */
const HOSTS: Readonly<Record<Kind, readonly string[]>> = {
  slack: ['hooks.slack.com', 'hooks.slack-gov.com'],
  teams: ['*.api.powerplatform.com', '*.logic.azure.com'],
  json: [],
}

/** Why an address may not be used, in words that do not repeat it: it is a secret; null where it may. */
export function problemOf(address: string, kind: Kind, allowed: readonly string[]): string | null {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url === null) return 'is no address'
  if (url.protocol !== 'https:') return 'must begin with https://'
  if (url.username !== '' || url.password !== '') return 'must not hold a user or a password'
  if (url.hash !== '') return 'must not hold a `#`'
  // What looks like a number is told as an IP address by then: `0x7f.1` is 127.0.0.1.
  if (isIP(bare(url.hostname)) !== 0) return 'must name a host, not an IP address'
  const hosts = kind === 'json' ? allowed : HOSTS[kind]
  const port = url.port === '' ? '443' : url.port
  const isAllowed = hosts.some((host) => {
    const [name = '', itsPort = '443'] = host.toLowerCase().split(':')
    return itsPort === port && matches(url.hostname.toLowerCase(), name)
  })
  if (isAllowed) return null
  return kind === 'json'
    ? 'has a host (or a port) that is not listed under `hosts`'
    : `must have a host of its kind: ${hosts.join(', ')}`
}

const matches = (host: string, pattern: string): boolean =>
  pattern.startsWith('*.')
    ? host.endsWith(pattern.slice(1)) && host.length > pattern.length - 1
    : host === pattern

const bare = (host: string): string => host.replace(/^\[|\]$/g, '')

/** What is not the Internet. @see https://www.iana.org/assignments/iana-ipv4-special-registry and …/iana-ipv6-special-registry */
const NOT_THE_INTERNET: readonly (readonly [net: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16], // with the metadata service of the clouds
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['168.63.129.16', 32], // Azure's own
]

const V4 = listOf(NOT_THE_INTERNET, 'ipv4')
/** Of IPv6 only what is given out is the Internet, and of that not what holds an IPv4 address, tunnels or is for documents. */
const GIVEN_OUT = listOf([['2000::', 3]], 'ipv6')
const V6 = listOf(
  [
    ['2001::', 23],
    ['2001:db8::', 32],
    ['2002::', 16],
    ['2620:4f:8000::', 48],
    ['3fff::', 20],
  ],
  'ipv6',
)
const MAPPED = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i

function listOf(
  nets: readonly (readonly [net: string, prefix: number])[],
  family: 'ipv4' | 'ipv6',
): BlockList {
  const list = new BlockList()
  for (const [net, prefix] of nets) list.addSubnet(net, prefix, family)
  return list
}

/** Whether an address is one of the Internet, as against one of this machine, its network or its cloud. */
export function isOfTheInternet(address: string): boolean {
  const plain = bare(address)
  if (isIPv4(plain)) return !V4.check(plain)
  if (!isIPv6(plain)) return false
  const inside = MAPPED.exec(plain)?.[1]
  if (inside !== undefined) return isIPv4(inside) && !V4.check(inside)
  return GIVEN_OUT.check(plain, 'ipv6') && !V6.check(plain, 'ipv6')
}
