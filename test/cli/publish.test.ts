import { describe, expect, it } from 'vitest'
import { join } from 'node:path'
import { DOCUMENT } from '../publishing/documents.ts'
import { inProcess } from './debrief.ts'
import { folderWith } from './folder.ts'

const publish = async (args: readonly string[], text = DOCUMENT) => {
  const folder = await folderWith({
    '12.md': text,
    'settings.yml': 'publish: { public: { hosts: [status.acme.com] } }\n',
  })
  return inProcess(['publish', '--config', join(folder, 'settings.yml'), ...args, join(folder, '12.md')])
}

describe('debrief publish', () => {
  it('prints what a discussion would say', async () => {
    const { code, out } = await publish(['--url', 'https://github.com/acme/shop/blob/main/12.md'])
    expect(code).toBe(0)
    expect(out).toContain('# Checkout errors\n')
    expect(out).toContain('[The whole story](https://github.com/acme/shop/blob/main/12.md)')
  })

  it.each([
    ['slack', 'blocks'],
    ['teams', 'AdaptiveCard'],
    ['json', 'postmortem.published'],
  ])('prints what %s would get', async (format, part) => {
    const { code, out } = await publish(['--format', format])
    expect(code).toBe(0)
    expect(JSON.stringify(JSON.parse(out))).toContain(part)
  })

  it('prints the public version, or what stands in its way', async () => {
    const open = await publish(['--public'])
    expect(open).toMatchObject({ code: 0, err: '' })
    expect(open.out).toContain(
      'A responder restarted the replica; see our board and the status page (https://status.acme.com/7).',
    )
    const held = await publish(['--public'], DOCUMENT.replace('Jonas restarted', 'Roberta restarted'))
    expect(held).toMatchObject({ code: 1, out: '' })
    expect(held.err).toMatch(/12\.md:\d+: names somebody/)
    expect(await publish(['--public'], '# Outage\n')).toMatchObject({ code: 1, out: '' })
  })

  it('says which sentence is left out', async () => {
    const { out, err } = await publish(
      [],
      DOCUMENT.replace('Customers saw', 'Ops carelessly broke the replica. Customers saw'),
    )
    expect(out).not.toContain('carelessly')
    expect(err).toMatch(/12\.md:\d+: left out, since it reads as blame \(`blame\//)
  })

  it('sends only to a channel that the repository may use', async () => {
    const folder = await folderWith({
      'channels.yml':
        "channels: { main: { kind: slack, url: 'https://hooks.slack.com/x', repositories: ['other/*'] } }\n",
    })
    const channels = ['--channels', join(folder, 'channels.yml')]
    expect(await publish(['--to', 'main'])).toMatchObject({ code: 2 })
    expect(await publish(['--to', 'main', ...channels])).toMatchObject({ code: 2 })
    const refused = await publish(['--to', 'main', ...channels, '--repo', 'acme/shop'])
    expect(refused).toMatchObject({ code: 1, out: '' })
    expect(refused.err).toContain('no channel of that name is set up')
  })
})
