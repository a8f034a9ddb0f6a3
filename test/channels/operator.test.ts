import { describe, expect, it } from 'vitest'
import { readChannels } from '../../src/channels/operator.ts'

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const GOOD = `
hosts: [hooks.acme.com]
channels:
  main: { kind: slack, url: 'https://hooks.slack.com/services/x', repositories: ['acme/*'] }
  feed:
    kind: json
    url: https://hooks.acme.com/feed
    secret: ${SECRET}
    repositories: [acme/shop, other/web]
`

it('a channel is found by the repositories that may use it, in any case, and by no other', () => {
  const channels = readChannels(GOOD)
  const find = (owner: string, repo: string, name: string) => channels.find({ owner, repo }, name)
  expect(find('Acme', 'Anything', 'main')).toEqual({
    kind: 'slack',
    url: 'https://hooks.slack.com/services/x',
    secret: null,
  })
  expect(find('acme', 'shop', 'feed')).toMatchObject({ kind: 'json', secret: SECRET })
  expect(find('other', 'WEB', 'feed')).not.toBeNull()
  for (const [owner, repo, name] of [
    ['acme', 'vault', 'feed'],
    ['acmes', 'shop', 'main'],
    ['other', 'shop', 'main'],
    ['acme', 'shop', 'nobodys'],
    ['acme', 'shop', '__proto__'],
    ['acme', 'shop', 'constructor'],
  ] as const)
    expect(find(owner, repo, name)).toBeNull()
})

describe('what is wrong is told with its line, and no value is repeated', () => {
  it.each([
    [
      'hooks.slack.com/services/x',
      'evil.example/HUSH',
      /^line 4: `channels\.main\.url` must have a host of its kind/,
    ],
    [SECRET, 'whsec_HUSH', /^line 8: `channels\.feed\.secret` must be `whsec_`/],
    [SECRET, 'HUSH', /^line 8: `channels\.feed\.secret`/],
    ['hosts: [hooks.acme.com]', 'hosts: []', /^line 7: `channels\.feed\.url` has a host .* not listed/],
    ["['acme/*']", "['*/*']", /^line 4: `channels\.main\.repositories\.0` must be `owner\/name`/],
    ["['acme/*']", '[]', /at least one/],
    ['kind: slack', 'kind: HUSH', /must be one of slack, teams, json/],
    ['kind: slack', 'token: HUSH, kind: slack', /a setting that there is not/],
    ['  main:', '  Main!:', /small letters/],
    ['  main:', "  'https://hooks.slack.com/services/HUSH':", /^line 4: .*small letters/],
    ['  feed:', '  whsec_HUSH:', /^line 5: .*small letters/],
    ['channels:', 'channels: [HUSH', /the YAML is broken/],
  ])('%s as %s', (before, after, message) => {
    const reading = (): unknown => readChannels(GOOD.replace(before, after))
    expect(reading).toThrow(message)
    expect(reading).not.toThrow(/HUSH/)
  })
})
