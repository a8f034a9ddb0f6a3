import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Ajv } from 'ajv'
import { expect, it } from 'vitest'
import { readChannels } from '../../src/channels/operator.ts'
import { poster } from '../../src/channels/post.ts'
import { configSchema } from '../../src/config/schema.ts'
import { compose } from '../../src/publishing/compose.ts'
import { startHooks } from '../channels/hooks.ts'
import { DOCUMENT } from '../publishing/documents.ts'

const SHOP = { owner: 'acme', repo: 'shop' }
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const page = (name: string) => readFile(new URL(`../../docs/${name}`, import.meta.url), 'utf8')

type Verify = (headers: Record<string, unknown>, body: string, secret: string, now?: number) => boolean

it('the page’s own receiver takes what a JSON channel gets, and nothing else; the schema describes it', async () => {
  const [, code = ''] = /```js\n([^]*?)```/.exec(await page('publishing.md')) ?? []
  const file = join(await mkdtemp(join(tmpdir(), 'debrief-docs-')), 'verify.mjs')
  await writeFile(file, code)
  const { verify } = (await import(pathToFileURL(file).href)) as { verify: Verify }
  const hooks = await startHooks()
  const channels = readChannels(
    `hosts: [hooks.acme.com]\nchannels:\n  feed: { kind: json, url: 'https://hooks.acme.com/x', secret: ${secret}, repositories: ['acme/*'] }\n`,
  )
  const given = { text: DOCUMENT, url: 'https://github.com/acme/shop/blob/main/a.md', pull: null, repository: null, publishedAt: '2026-11-23T10:00:00Z', identity: 'a' } // prettier-ignore
  const { message } = compose(given, configSchema.parse({}))
  await poster(channels, { now: () => new Date(), reach: hooks.reach })(SHOP, 'feed', message)
  const [heard] = hooks.heard
  const { headers = {}, body = '' } = heard ?? {}
  expect(verify(headers, body, secret)).toBe(true)
  expect(headers['webhook-id']).toBe(message.id)
  expect(verify(headers, `${body} `, secret)).toBe(false)
  expect(verify(headers, body, `whsec_${Buffer.alloc(32, 8).toString('base64')}`)).toBe(false)
  expect(verify(headers, body, secret, Date.now() + 600_000)).toBe(false)
  const schema = JSON.parse(await page('publishing.schema.json')) as object
  expect(new Ajv({ strict: false }).validate(schema, JSON.parse(body))).toBe(true)
})

it('the page’s settings are settings', async () => {
  const [, yaml = ''] = /```yaml\n(publish:[^]*?)```/.exec(await page('publishing.md')) ?? []
  const { readYaml } = await import('../../src/config/yaml.ts')
  expect(configSchema.parse(readYaml(yaml).value).publish.channels).toHaveLength(2)
})
