import { describe, expect, onTestFinished, test } from 'vitest'
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts'
import { inProcess } from './debrief.ts'

const DOCUMENT = `---
incident: 1
title: Checkout errors
severity: sev1
---

# Checkout errors

## Actions

| ID | Category | Priority | Action | DRI | Due | Success measure | Factor |
| --- | --- | --- | --- | --- | --- | --- | --- |
| A1 | detection | | Alert on replica lag above 30 s | @ada | 2026-11-20 | It fires in the drill | F1 |
`

/** A repository that had incidents before it had the app. */
async function shop(files: Record<string, string> = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ quiet: true, now: () => new Date('2026-11-19T12:00:00Z') })
  onTestFinished(() => sandbox.close())
  for (const login of ['ada', 'acme']) sandbox.seed.user(login)
  sandbox.seed.repository({
    owner: 'acme',
    name: 'shop',
    collaborators: { ada: 'write' },
    files: { 'README.md': '# shop\n', ...files },
  })
  return sandbox
}

const debrief = (sandbox: Sandbox, args: readonly string[], env: Record<string, string> = {}) =>
  inProcess([...args, '--api-url', sandbox.url], { env: { GITHUB_TOKEN: sandbox.token('ada'), ...env } })

const SHOP = ['--repo', 'acme/shop']

async function get<T>(sandbox: Sandbox, path: string): Promise<T> {
  const headers = { authorization: `token ${sandbox.token('ada')}` }
  return (await (await fetch(`${sandbox.url}/repos/acme/shop${path}`, { headers })).json()) as T
}

async function declare(sandbox: Sandbox, title: string): Promise<void> {
  await fetch(`${sandbox.url}/repos/acme/shop/issues`, {
    method: 'POST',
    headers: { authorization: `token ${sandbox.token('ada')}` },
    body: JSON.stringify({ title, labels: ['incident', 'sev1'] }),
  })
}

const writes = (sandbox: Sandbox, since = 0) =>
  sandbox.traffic
    .slice(since)
    .filter((line) => line.kind === 'api' && line.method !== 'GET' && line.path !== '/graphql')

describe('debrief backfill', () => {
  test('lists in plain words what is missing, and with --dry-run does nothing', async () => {
    const sandbox = await shop({
      'postmortems/2025/1-checkout.md': DOCUMENT,
      'postmortems/logo.svg': '<svg/>',
    })
    await declare(sandbox, 'Login is slow')
    const before = sandbox.traffic.length
    const { code, out, err } = await debrief(sandbox, ['backfill', ...SHOP, '--dry-run'])
    expect(err).toBe('Looking at 1 incident and 1 document.\n')
    expect(out).toMatch(
      /Incident #1\n( {2}- .*\n)* {2}- open a draft pull request "Postmortem: Login is slow"/,
    )
    expect(out).toContain('  - open the issue "Alert on replica lag above 30 s" for ada\n')
    expect(out).toMatch(/2 would be brought up to date\.\n$/)
    expect(code).toBe(0)
    expect(writes(sandbox, before)).toEqual([])
  })

  test('does it, and a second run finds nothing left', async () => {
    const sandbox = await shop({ 'postmortems/9-checkout.md': DOCUMENT.replace('incident: 1\n', '') })
    await declare(sandbox, 'Login is slow')
    expect(await debrief(sandbox, ['backfill', ...SHOP])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/2 brought up to date\.\n$/),
    })
    const pulls = await get<{ title: string; draft: boolean }[]>(sandbox, '/pulls')
    expect(pulls).toMatchObject([{ title: 'Postmortem: Login is slow', draft: true }])
    const actions = await get<{ title: string }[]>(sandbox, '/issues?labels=postmortem-action')
    expect(actions.map(({ title }) => title)).toEqual(['Alert on replica lag above 30 s'])
    const before = sandbox.traffic.length
    expect((await debrief(sandbox, ['backfill', ...SHOP])).out).toBe('Nothing is missing.\n')
    expect(writes(sandbox, before)).toEqual([])
  })

  test('--since leaves older incidents out', async () => {
    const sandbox = await shop()
    await declare(sandbox, 'Login is slow')
    const { err } = await debrief(sandbox, ['backfill', ...SHOP, '--dry-run', '--since', '2026-11-20'])
    expect(err).toContain('Looking at 0 incidents')
  })

  test('what fails is told and the rest goes on: exit 1', async () => {
    const sandbox = await shop()
    await declare(sandbox, 'Login is slow')
    await declare(sandbox, 'Search is down')
    const path = '/repos/{owner}/{repo}/git/refs'
    sandbox.faults.api({
      method: 'POST',
      path,
      times: 1,
      answer: { status: 403, body: { message: 'Not here' } },
    })
    const { code, out, err } = await debrief(sandbox, ['backfill', ...SHOP])
    expect(code).toBe(1)
    expect(err).toMatch(/incident #1: .*Not here/)
    expect(out).toMatch(/1 brought up to date, 1 failed; run it again\.\n$/)
  })
})

describe('debrief digest', () => {
  test('--dry-run shows comment, scoreboard and effects, and writes nothing', async () => {
    const sandbox = await shop({ 'postmortems/9-checkout.md': DOCUMENT })
    await debrief(sandbox, ['backfill', ...SHOP])
    const before = sandbox.traffic.length
    const { code, out } = await debrief(sandbox, ['digest', ...SHOP, '--dry-run'])
    expect(code).toBe(0)
    expect(out).toContain('@ada: **1 action overdue**')
    expect(out).toMatch(/\| #1 Alert on replica lag above 30 s \| 2026-11-20 \*\*overdue\*\* \| `ada` \|/)
    expect(out).toMatch(
      /- open the issue "Postmortem follow-ups"\n- pin the new one\n- comment on the new one\n/,
    )
    expect(writes(sandbox, before)).toEqual([])
  })

  test('writes it, once a week', async () => {
    const sandbox = await shop({ 'postmortems/9-checkout.md': DOCUMENT })
    await debrief(sandbox, ['backfill', ...SHOP])
    expect((await debrief(sandbox, ['digest', ...SHOP])).out).toContain('- comment on the new one\n')
    expect((await debrief(sandbox, ['digest', ...SHOP])).out).toBe(
      'Nothing to do: all that is due is written.\n',
    )
    const [dashboard] = await get<{ number: number; comments: number }[]>(
      sandbox,
      '/issues?labels=postmortem-digest',
    )
    expect(dashboard?.comments).toBe(1)
  })
})

describe('debrief review --repo', () => {
  const dated = DOCUMENT.replace('severity: sev1', 'severity: sev1\nstarted: 2026-11-10T09:00:00Z')

  test('reads a repository as the app does: what its issues say of actions counts', async () => {
    const sandbox = await shop({ 'postmortems/9-checkout.md': dated })
    await debrief(sandbox, ['backfill', ...SHOP])
    const ask = async () => (await debrief(sandbox, ['review', ...SHOP, '--quarter', '2026-Q4'])).out
    const before = sandbox.traffic.length
    expect(await ask()).toMatch(/^# Incidents from 2026-10-01 to 2026-12-31\n[\s\S]*0 of 1 done/)
    expect(writes(sandbox, before)).toEqual([])
    await fetch(`${sandbox.url}/repos/acme/shop/issues/1`, {
      method: 'PATCH',
      headers: { authorization: `token ${sandbox.token('ada')}` },
      body: JSON.stringify({ state: 'closed' }),
    })
    const after = await ask()
    expect(after).toContain('1 of 1 done (100%), 1 of 1 in time')
    expect(after).toContain('/acme/shop/blob/main/postmortems/9-checkout.md>)')
    const json = await debrief(sandbox, ['review', ...SHOP, '--year', '2026', '--format', 'json'])
    expect(JSON.parse(json.out)).toMatchObject({ version: 1, closure: { actions: 1, done: 1 } })
  })

  test('takes folders or a repository, and says where there is none', async () => {
    const sandbox = await shop()
    for (const args of [
      ['review', '--year', '2026'],
      ['review', '--year', '2026', ...SHOP, '.'],
    ])
      expect(await debrief(sandbox, args)).toMatchObject({
        code: 2,
        err: expect.stringMatching(/^Name folders .* or a repository/),
      })
    const gone = await debrief(sandbox, ['review', '--year', '2026', '--repo', 'acme/gone'])
    expect(gone).toMatchObject({ code: 1, err: expect.stringMatching(/shows no repository acme\/gone/) })
  })
})

describe('both', () => {
  test.each([
    [['--repo', 'acme'], /owner\/name/, 2],
    [[], /--repo/, 2],
    [['--repo', 'acme/gone'], /GitHub shows no repository acme\/gone to this token/, 1],
  ])('%j: what to do', async (args, said, code) => {
    const sandbox = await shop()
    for (const command of ['digest', 'backfill']) {
      const ended = await debrief(sandbox, [command, ...args])
      expect(ended.err).toMatch(said)
      expect(ended.code).toBe(code)
    }
  })

  test('no GitHub there, and no address', async () => {
    const sandbox = await shop()
    await sandbox.close()
    const gone = await debrief(sandbox, ['digest', ...SHOP])
    expect(gone).toMatchObject({ code: 1, err: expect.stringMatching(/^GitHub could not be reached: /) })
    const nowhere = await inProcess(['digest', ...SHOP, '--token', 'any', '--api-url', 'localhost'])
    expect(nowhere).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^"localhost" is no URL: .*--api-url/),
    })
  })

  test('no token, and a wrong one', async () => {
    const sandbox = await shop()
    const none = await debrief(sandbox, ['digest', ...SHOP], { GITHUB_TOKEN: '' })
    expect(none).toMatchObject({ code: 2, err: 'There is no token: set GITHUB_TOKEN, or give --token.\n' })
    const wrong = await debrief(sandbox, ['digest', ...SHOP, '--token', 'nonsense'])
    expect(wrong).toMatchObject({
      code: 1,
      err: 'GitHub does not know this token: is it complete, and not expired?\n',
    })
  })
})
