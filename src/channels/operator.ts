import { z } from 'zod'
import { YamlError, readYaml, type YamlDocument } from '../config/yaml.ts'
import type { RepositoryName } from '../effects.ts'
import { KINDS, problemOf, type Kind } from './address.ts'
import { keyOf } from './sign.ts'

/** A channel as whoever runs the app has set it up. Its address is a secret: it is never logged, told or shown. */
export interface Channel {
  readonly kind: Kind
  readonly url: string
  /** By which a JSON channel's messages are signed. */
  readonly secret: string | null
}

/** The channels of whoever runs the app, each with the repositories that may use it. */
export interface Channels {
  /** Null where there is none of that name, and where the repository may not use it: it shall not learn which. */
  find(from: RepositoryName, name: string): Channel | null
}

export const CHANNEL_NAME = /^[a-z0-9][a-z0-9-]{0,39}$/
const HOST = /^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?\.)+[a-z]{2,63}(?::\d{1,5})?$/i
const REPOSITORIES = /^[a-z0-9][a-z0-9-]{0,38}\/(?:\*|[\w.-]{1,100})$/i

const channel = z.strictObject({
  kind: z.enum(KINDS, { error: `must be one of ${KINDS.join(', ')}` }),
  url: z.string({ error: 'is missing' }),
  secret: z.string().optional(),
  repositories: z
    .array(z.string().regex(REPOSITORIES, { error: 'must be `owner/name`, or `owner/*`' }), {
      error: 'is missing',
    })
    .min(1, { error: 'must name at least one repository' }),
})

const file = z.strictObject({
  hosts: z
    .array(
      z.string().regex(HOST, { error: 'must be a host, such as `hooks.example.com` or `*.example.com`' }),
    )
    .max(50)
    .default([]),
  channels: z.record(
    z.string().regex(CHANNEL_NAME, { error: 'must be small letters, digits and `-`' }),
    channel,
  ),
})

/** What is wrong in the file; it names places and never repeats a value. */
export class ChannelsError extends Error {
  override readonly name = 'ChannelsError'
}

/**
 * Reads the file that names the channels.
 * @throws ChannelsError with a line for each thing that is wrong.
 */
export function readChannels(text: string): Channels {
  const document = yamlOf(text)
  const parsed = file.safeParse(document.value ?? {})
  if (!parsed.success)
    throw new ChannelsError(parsed.error.issues.map((issue) => told(issue, document)).join('\n'))
  const { channels, hosts } = parsed.data
  const problems = Object.entries(channels).flatMap(([name, { kind, url, secret }]) => {
    const place = (key: string): string =>
      `line ${document.lineOf(['channels', name, key])}: \`channels.${name}.${key}\``
    const address = problemOf(url, kind, hosts)
    const isSecret = secret !== undefined && keyOf(secret) !== null
    return [
      ...(address === null ? [] : [`${place('url')} ${address}.`]),
      ...(kind === 'json' && !isSecret
        ? [`${place('secret')} must be \`whsec_\` and at least 24 random bytes in Base64.`]
        : []),
    ]
  })
  if (problems.length > 0) throw new ChannelsError(problems.join('\n'))
  const known = new Map(Object.entries(channels))
  return {
    find(from, name) {
      const found = known.get(name)
      if (!found || !found.repositories.some((pattern) => covers(pattern, from))) return null
      return { kind: found.kind, url: found.url, secret: found.secret ?? null }
    },
  }
}

function yamlOf(text: string): YamlDocument {
  try {
    return readYaml(text)
  } catch (error) {
    if (!(error instanceof YamlError)) throw error
    // Its words may repeat what stands there.
    throw new ChannelsError(`line ${error.line}: the YAML is broken there.`)
  }
}

function told(issue: z.core.$ZodIssue, document: YamlDocument): string {
  const line = `line ${document.lineOf(issue.path)}`
  // A name that is none may be an address that was typed in its place, secret and all.
  if (issue.code === 'invalid_key')
    return `${line}: the name of a channel ${issue.issues[0]?.message ?? 'is none'}.`
  const place = `${line}: \`${issue.path.map(String).join('.')}\``
  return issue.code === 'unrecognized_keys'
    ? `${place} has a setting that there is not.`
    : `${place} ${issue.message}.`
}

function covers(pattern: string, { owner, repo }: RepositoryName): boolean {
  const [itsOwner = '', name = ''] = pattern.toLowerCase().split('/')
  return itsOwner === owner.toLowerCase() && (name === '*' || name === repo.toLowerCase())
}
