import { describe, expect, it } from 'vitest'
import { SHOP, checkOf, comments, declare, documentOf, onStage, onlyPull, pulls, writes } from './stage.ts'

describe('somebody labels an issue as an incident', () => {
  it('and finds a draft pull request with what the incident already tells', async () => {
    const stage = await onStage()
    const number = await declare(stage)
    const pull = await onlyPull(stage)
    expect(pull).toMatchObject({
      title: 'Postmortem: Checkout errors',
      draft: true,
      user: { login: 'debrief[bot]' },
      head: { ref: `postmortem/${number}` },
      base: { ref: 'main' },
    })
    expect(pull.labels.map(({ name }) => name)).toEqual(['postmortem'])
    expect(pull.assignees?.map(({ login }) => login)).toEqual(['grace'])
    const { path, text } = await documentOf(stage, pull.number)
    expect(path).toBe(`postmortems/${number}-checkout-errors.md`)
    expect(text).toContain(`incident: ${number}`)
    expect(text).toContain('severity: sev1')
    expect(text).toContain('Incident declared: Checkout errors')
    const [comment] = await comments(stage, number)
    expect(comment?.body).toContain(`#${pull.number}`)
    expect(comment?.body).toContain('72 hours after the incident is resolved')
    const check = await checkOf(stage, pull.number)
    expect(check).toMatchObject({
      conclusion: 'neutral',
      output: { title: 'The draft waits for its author' },
    })
    expect(stage.sandbox.unhandled).toEqual([])
  })

  it('later, with a thread: comments and events come in the order of time, each with its source', async () => {
    const stage = await onStage()
    const number = await declare(stage, { labels: [] })
    const grace = stage.as('grace')
    stage.clock.forward({ minutes: 10 })
    await grace.rest.issues.createComment({ ...SHOP, issue_number: number, body: 'Replica lag is at 40 s' })
    stage.clock.forward({ minutes: 5 })
    await grace.rest.issues.addLabels({ ...SHOP, issue_number: number, labels: ['incident'] })
    await stage.settle()
    const { text } = await documentOf(stage, (await onlyPull(stage)).number)
    const rows = text.split('\n').filter((line) => line.startsWith('| 2026'))
    expect(rows.map((line) => line.split('|')[1]?.trim())).toEqual([
      '2026-11-20 14:20',
      '2026-11-20 14:20',
      '2026-11-20 14:30',
      '2026-11-20 14:35',
    ])
    expect(rows[2]).toMatch(/Replica lag is at 40 s \| \[grace\]\(http/)
  })

  it('twice, in two labels, and by redelivered events: there is still one of each', async () => {
    const stage = await onStage()
    stage.sandbox.faults.hooks({ event: 'issues', times: 10, how: 'double' })
    const number = await declare(stage, { labels: ['incident', 'sev2', 'sev1'] })
    const ada = stage.as('ada')
    await ada.rest.issues.removeLabel({ ...SHOP, issue_number: number, name: 'sev2' })
    await ada.rest.issues.addLabels({ ...SHOP, issue_number: number, labels: ['sev2'] })
    await stage.settle()
    expect(await pulls(stage)).toHaveLength(1)
    expect(await comments(stage, number)).toHaveLength(1)
  })

  it('and closes it: the comment now names the date', async () => {
    const stage = await onStage()
    const number = await declare(stage)
    stage.clock.set('2026-11-20T16:00:00Z')
    await stage.as('ada').rest.issues.update({ ...SHOP, issue_number: number, state: 'closed' })
    await stage.settle()
    const said = await comments(stage, number)
    expect(said).toHaveLength(1)
    expect(said[0]?.body).toContain('2026-11-23 16:00 UTC')
  })

  it('and goes on talking: as long as nobody writes in the draft, its timeline follows', async () => {
    const stage = await onStage()
    const number = await declare(stage)
    const { number: pull } = await onlyPull(stage)
    stage.clock.forward({ minutes: 20 })
    await stage
      .as('grace')
      .rest.issues.createComment({ ...SHOP, issue_number: number, body: 'Promoted the replica' })
    stage.clock.forward({ minutes: 40 })
    await stage.as('ada').rest.issues.update({ ...SHOP, issue_number: number, state: 'closed' })
    await stage.settle()
    const followed = await documentOf(stage, pull)
    expect(followed.text).toMatch(/14:40 \| Promoted the replica[\s\S]*15:20 \| Incident closed/)
    expect(followed.text).toContain("resolved: '2026-11-20T15:20")
    expect(await checkOf(stage, pull)).toMatchObject({ conclusion: 'neutral' })
    const files = { [followed.path]: followed.text.replace('## Summary', '## Summary\n\nMine.') }
    stage.sandbox.seed.commit({
      ...SHOP,
      branch: `postmortem/${number}`,
      files,
      message: 'docs: mine',
      author: 'grace',
    })
    await stage.as('ada').rest.issues.update({ ...SHOP, issue_number: number, state: 'open' })
    await stage.settle()
    // From then on only the app's own block follows.
    const { text } = await documentOf(stage, pull)
    expect(text).toMatch(/15:20 \| Incident closed .*\n.*15:20 \| Incident reopened/)
    const beside = (document = '') =>
      document.replace(/<!-- debrief:timeline[^]*?<!-- \/debrief:timeline -->/, '')
    expect(beside(text)).toBe(beside(files[followed.path]))
  })

  it('with five writes to GitHub, and none more when looked at again', async () => {
    const stage = await onStage()
    await declare(stage, { labels: ['incident', 'sev1'] })
    const opening = writes(stage).filter((line) => !line.includes('check-runs'))
    expect(opening).toHaveLength(5)
    const before = stage.sandbox.traffic.length
    await stage.app.tick()
    await stage.settle()
    expect(stage.sandbox.traffic.length).toBeGreaterThan(before + 1)
    expect(writes(stage, before)).toEqual([])
  })
})

describe('somebody takes the label off', () => {
  it('before anything was made: nothing happens', async () => {
    const stage = await onStage()
    const number = await declare(stage, { labels: ['bug'] })
    expect(await pulls(stage)).toEqual([])
    expect(await comments(stage, number)).toEqual([])
  })

  it('afterwards: the pull request stays, and that is said', async () => {
    const stage = await onStage()
    const number = await declare(stage)
    await stage.as('ada').rest.issues.removeLabel({ ...SHOP, issue_number: number, name: 'incident' })
    await stage.settle()
    expect(await onlyPull(stage)).toMatchObject({ state: 'open' })
    expect((await comments(stage, number)).at(-1)?.body).toMatch(/label was taken off/)
  })
})

describe('the way is not clear', () => {
  it('a branch of that name is there already: its commits are kept, the draft comes on top', async () => {
    const stage = await onStage()
    stage.sandbox.seed.commit({
      ...SHOP,
      branch: 'postmortem/1',
      files: { 'notes.txt': 'mine' },
      message: 'notes',
      author: 'grace',
    })
    await declare(stage)
    const pull = await onlyPull(stage)
    const { data } = await stage.as('ada').rest.pulls.listFiles({ ...SHOP, pull_number: pull.number })
    expect(data.map(({ filename }) => filename).sort()).toEqual([
      'notes.txt',
      'postmortems/1-checkout-errors.md',
    ])
  })

  it('the document is on the default branch already: it is linked and left alone', async () => {
    const stage = await onStage({
      repositories: [{ owner: 'acme', name: 'shop', files: { 'postmortems/1-by-hand.md': '# Mine\n' } }],
    })
    const number = await declare(stage)
    expect(await pulls(stage)).toEqual([])
    expect((await comments(stage, number))[0]?.body).toContain('postmortems/1-by-hand.md')
  })

  it('the pull request is closed and the incident labelled again: it is not brought back; reopened, it is checked', async () => {
    const stage = await onStage()
    const number = await declare(stage)
    const { number: pull_number } = await onlyPull(stage)
    const ada = stage.as('ada')
    await ada.rest.pulls.update({ ...SHOP, pull_number, state: 'closed' })
    await ada.rest.issues.removeLabel({ ...SHOP, issue_number: number, name: 'incident' })
    await ada.rest.issues.addLabels({ ...SHOP, issue_number: number, labels: ['incident'] })
    await stage.settle()
    expect(await pulls(stage)).toHaveLength(1)
    await ada.rest.pulls.update({ ...SHOP, pull_number, state: 'open' })
    await stage.settle()
    expect(await checkOf(stage, pull_number)).not.toBeNull()
  })

  it('the default branch was renamed: the pull request goes to the new one', async () => {
    const stage = await onStage()
    await stage.as('ada').rest.repos.renameBranch({ ...SHOP, branch: 'main', new_name: 'trunk' })
    await declare(stage)
    expect((await onlyPull(stage)).base.ref).toBe('trunk')
  })

  it('the default branch is protected: nothing is pushed there, the draft comes as ever', async () => {
    const stage = await onStage()
    stage.sandbox.seed.protect({ ...SHOP, reviews: 2, checks: ['ci'] })
    await declare(stage)
    expect(await onlyPull(stage)).toMatchObject({ draft: true })
  })

  it('the app may not write contents: that is said on the incident, once', async () => {
    const stage = await onStage({
      permissions: {
        metadata: 'read',
        issues: 'write',
        pull_requests: 'write',
        contents: 'read',
        checks: 'write',
      },
    })
    const number = await declare(stage)
    await stage.as('ada').rest.issues.addLabels({ ...SHOP, issue_number: number, labels: ['sev2'] })
    await stage.settle()
    const said = await comments(stage, number)
    expect(said).toHaveLength(1)
    expect(said[0]?.body).toMatch(/could not make the branch postmortem\/1[\s\S]*permissions of app\.yml/)
  })

  it('the app may not even read what it needs: said on the incident, and on no other issue', async () => {
    const stage = await onStage({
      permissions: { metadata: 'read', issues: 'write', pull_requests: 'write', checks: 'write' },
    })
    const number = await declare(stage)
    const other = await declare(stage, { labels: ['bug'] })
    const said = await comments(stage, number)
    expect(said).toHaveLength(1)
    expect(said[0]?.body).toMatch(/not accessible[\s\S]*permissions of app\.yml[\s\S]*I look again/)
    expect(await comments(stage, other)).toEqual([])
  })

  it('the repository is archived meanwhile: nothing is tried', async () => {
    const stage = await onStage()
    const number = await declare(stage, { labels: [] })
    const ada = stage.as('ada')
    stage.sandbox.faults.hooks({ event: 'issues', times: 1, how: 'delay', delayMs: 100 })
    await ada.rest.issues.addLabels({ ...SHOP, issue_number: number, labels: ['incident'] })
    await ada.rest.repos.update({ ...SHOP, archived: true })
    await stage.settle()
    expect(writes(stage)).toEqual([])
    expect(await stage.app.parked()).toEqual([])
  })

  it('who declared it has since deleted their account: the draft names nobody', async () => {
    const stage = await onStage()
    const number = await declare(stage, { labels: [] })
    stage.sandbox.seed.deleteUser('ada')
    await stage.as('grace').rest.issues.addLabels({ ...SHOP, issue_number: number, labels: ['incident'] })
    await stage.settle()
    const { data } = await stage.as('grace').rest.pulls.list(SHOP)
    expect(data).toHaveLength(1)
  })

  it('GitHub fails in between: it is finished by the next try, with one of each', async () => {
    const stage = await onStage()
    stage.sandbox.faults.api({
      method: 'POST',
      path: '/repos/{owner}/{repo}/pulls',
      times: 2,
      answer: { status: 502 },
    })
    stage.sandbox.faults.api({
      method: 'POST',
      path: '/repos/{owner}/{repo}/issues/{issue_number}/comments',
      times: 1,
      answer: 'reset-after-write',
    })
    const number = await declare(stage)
    await expect.poll(async () => (await comments(stage, number)).length, { timeout: 5_000 }).toBe(1)
    await stage.settle()
    expect(await pulls(stage)).toHaveLength(1)
    expect(await comments(stage, number)).toHaveLength(1)
  })

  it('the configuration is wrong: said on the incident with line and fix, and the defaults go on', async () => {
    const files = { 'README.md': '# shop\n', '.github/postmortem.yml': 'digest:\n  hour: 99\n' }
    const stage = await onStage({ repositories: [{ owner: 'acme', name: 'shop', files }] })
    const number = await declare(stage)
    expect(await onlyPull(stage)).toMatchObject({ draft: true })
    const said = await comments(stage, number)
    expect(said.some(({ body }) => /postmortem\.yml` line 2 \|.*digest\.hour/.test(body ?? ''))).toBe(true)
  })

  it('the organisation’s own configuration counts, and the repository’s goes over it', async () => {
    const stage = await onStage({
      repositories: [
        {
          owner: 'acme',
          name: '.github',
          files: {
            '.github/postmortem.yml':
              'incident: {labels: [outage]}\npostmortem: {folder: docs/pm, branchPrefix: pm/}\n',
          },
        },
        {
          owner: 'acme',
          name: 'shop',
          files: { '.github/postmortem.yml': 'postmortem: {folder: reviews}\n' },
        },
      ],
    })
    await declare(stage, { labels: ['outage'] })
    const pull = await onlyPull(stage)
    expect(pull.head.ref).toBe('pm/1')
    expect((await documentOf(stage, pull.number)).path).toBe('reviews/1-checkout-errors.md')
  })
})
