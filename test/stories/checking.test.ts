import { describe, expect, it } from 'vitest'
import { kindOf } from '../../src/demo/requests.ts'
import type { Stage } from '../../src/demo/stage.ts'
import { BLAMEFUL, CLEAN } from '../checking/documents.ts'
import { SHOP, checkOf, comments, declare, documentOf, onStage, onlyPull, writes } from './stage.ts'

/** An incident with its draft, and a way to push over the draft as its author. */
async function drafting(options: Parameters<typeof onStage>[0] = {}) {
  const stage = await onStage(options)
  const number = await declare(stage)
  const { number: pull } = await onlyPull(stage)
  const { path } = await documentOf(stage, pull)
  const push = async (text: string | Uint8Array, author = 'grace') => {
    stage.sandbox.seed.commit({
      ...SHOP,
      branch: `postmortem/${number}`,
      files: { [path]: text },
      message: 'docs: write',
      author,
    })
    await stage.settle()
  }
  return { stage, number, pull, path, push, text: CLEAN.replace('incident: 12', `incident: ${number}`) }
}

const found = async (stage: Stage, pull: number) =>
  (await checkOf(stage, pull))?.annotations.map(({ title, start_line }) => `${title}:${start_line}`)

describe('the author pushes', () => {
  it('a tired draft, then a mended one: the check fails with reasons, then passes', async () => {
    const { stage, pull, push, path, text } = await drafting()
    await push(BLAMEFUL)
    const failed = await checkOf(stage, pull)
    expect(failed).toMatchObject({ status: 'completed', conclusion: 'failure', app: { slug: 'debrief' } })
    const omission = failed?.annotations.find(({ title }) => title === 'blame/omission')
    expect(omission).toMatchObject({ path, start_line: 38, end_line: 38, annotation_level: 'failure' })
    await push(text)
    expect(await checkOf(stage, pull)).toMatchObject({
      conclusion: 'success',
      output: { title: 'Ready to share', annotations_count: 0 },
    })
  })

  it('the same thing again: nothing more is written', async () => {
    const { stage, pull, push } = await drafting()
    await push(BLAMEFUL)
    const before = stage.sandbox.traffic.length
    await stage
      .as('grace')
      .rest.pulls.update({ ...SHOP, pull_number: pull, title: 'Postmortem: another title' })
    await stage.settle()
    expect(writes(stage, before)).toEqual([])
  })

  it('is read in one request, and in two where other documents are touched than before', async () => {
    const { stage, number, push, path } = await drafting()
    const readsOf = async (act: () => Promise<void>): Promise<number> => {
      const before = stage.sandbox.traffic.length
      await act()
      const reads = stage.sandbox.traffic.slice(before).filter((line) => kindOf(line) === 'read')
      return reads.filter((line) => JSON.stringify(line).includes('checkSuites')).length
    }
    expect(await readsOf(() => push(BLAMEFUL))).toBe(1)
    const another = async () => {
      const files = { 'postmortems/another.md': BLAMEFUL, [path]: `${BLAMEFUL}\n` }
      const branch = `postmortem/${number}`
      stage.sandbox.seed.commit({ ...SHOP, branch, files, message: 'docs: another', author: 'grace' })
      await stage.settle()
    }
    expect(await readsOf(another)).toBe(2)
    const { number: pull } = await onlyPull(stage)
    const paths = (await checkOf(stage, pull))?.annotations.map((annotation) => annotation.path)
    expect(new Set(paths)).toEqual(new Set(['postmortems/another.md', path]))
    expect(await readsOf(() => push(BLAMEFUL))).toBe(1)
  })

  it('more findings than one request may carry: all arrive', async () => {
    const { stage, pull, push } = await drafting()
    await push(`${CLEAN}\n## Notes\n\n${'The engineer forgot to test.\n\n'.repeat(120)}`)
    expect((await checkOf(stage, pull))?.annotations.length).toBeGreaterThanOrEqual(120)
  })

  it('and somebody asks for the check again: it is given for the same commit', async () => {
    const { stage, pull, push } = await drafting()
    await push(BLAMEFUL)
    const first = await checkOf(stage, pull)
    await stage.as('grace').rest.checks.rerequestRun({ ...SHOP, check_run_id: Number(first?.id) })
    await stage.settle()
    const second = await checkOf(stage, pull)
    expect(second).toMatchObject({
      status: 'completed',
      conclusion: 'failure',
      head_sha: first?.head_sha,
    })
    // GitHub has set the suite back to “queued”: only a run that is written anew completes it.
    expect(second?.id).not.toBe(first?.id)
    const { data: suite } = await stage
      .as('grace')
      .rest.checks.getSuite({ ...SHOP, check_suite_id: Number(second?.check_suite?.id) })
    expect(suite).toMatchObject({ status: 'completed', conclusion: 'failure' })
  })
})

describe('what only GitHub knows', () => {
  it('a DRI without access, and a repository without the app, are said before the merge', async () => {
    const { stage, pull, push, text } = await drafting()
    stage.sandbox.seed.user('stranger')
    await push(text.replace('@ada |', '@stranger |').replace('Reject a lag', 'acme/elsewhere: Reject a lag'))
    const check = await checkOf(stage, pull)
    expect(check?.conclusion).toBe('failure')
    const messages = check?.annotations.map(({ message }) => message?.split('\n')[0])
    expect(messages).toEqual(
      expect.arrayContaining([
        '@stranger cannot be assigned in acme/shop: give them access, or name somebody who has it.',
        'acme/elsewhere cannot be reached: install the app there, or mend the name.',
      ]),
    )
  })
})

describe('a pull request', () => {
  it('of somebody’s own that adds a postmortem is checked too', async () => {
    const stage = await onStage()
    stage.sandbox.seed.commit({
      ...SHOP,
      branch: 'mine',
      files: { 'postmortems/old.md': BLAMEFUL },
      message: 'docs',
      author: 'linus',
    })
    const { data } = await stage
      .as('linus')
      .rest.pulls.create({ ...SHOP, head: 'mine', base: 'main', title: 'An old one' })
    await stage.settle()
    expect(await checkOf(stage, data.number)).toMatchObject({ conclusion: 'failure' })
  })

  it('without a postmortem gets no check', async () => {
    const stage = await onStage()
    stage.sandbox.seed.commit({
      ...SHOP,
      branch: 'fix',
      files: { 'src/a.ts': '1' },
      message: 'fix',
      author: 'linus',
    })
    const { data } = await stage
      .as('linus')
      .rest.pulls.create({ ...SHOP, head: 'fix', base: 'main', title: 'A fix' })
    await stage.settle()
    expect(await checkOf(stage, data.number)).toBeNull()
    expect(writes(stage)).toEqual([])
  })

  it('with more postmortems than are checked at once: the first are, and the rest is told', async () => {
    const stage = await onStage()
    const files = Object.fromEntries(
      Array.from({ length: 22 }, (_, n) => [`postmortems/${n + 10}.md`, CLEAN]),
    )
    stage.sandbox.seed.commit({ ...SHOP, branch: 'many', files, message: 'docs', author: 'linus' })
    const { data } = await stage
      .as('linus')
      .rest.pulls.create({ ...SHOP, head: 'many', base: 'main', title: 'All' })
    await stage.settle()
    const check = await checkOf(stage, data.number)
    expect(check?.annotations.map(({ path, title }) => `${path} ${title}`)).toEqual([
      'postmortems/30.md facts/readable',
      'postmortems/31.md facts/readable',
    ])
  })

  it('with a config that is wrong: the check says so with line and fix, and the defaults go on', async () => {
    const files = { 'README.md': '# shop\n', '.github/postmortem.yml': 'digest:\n  day: someday\n' }
    const { stage, pull, push, text } = await drafting({
      repositories: [{ owner: 'acme', name: 'shop', files }],
    })
    await push(text)
    const check = await checkOf(stage, pull)
    expect(check?.conclusion).toBe('neutral')
    expect(check?.output.summary).toMatch(
      /`acme\/shop\/\.github\/postmortem\.yml` line 2 .* Use one of `monday`/,
    )
  })

  it('where the app may not write checks: that is said on it, once', async () => {
    const permissions = {
      metadata: 'read',
      issues: 'write',
      pull_requests: 'write',
      contents: 'write',
    } as const
    const { stage, pull, push } = await drafting({ permissions })
    await push(BLAMEFUL)
    await push(CLEAN)
    const said = await comments(stage, pull)
    expect(said).toHaveLength(1)
    expect(said[0]?.body).toMatch(
      /could not report the check "Postmortem": Resource[\s\S]*permissions of app\.yml/,
    )
  })
})

describe('bad input', () => {
  const HUGE = `${CLEAN}\n${'All was quiet in the data hall that night. '.repeat(130_000)}`

  it.each([
    ['binary', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 1, 2]), /not text/],
    ['empty', '', /is empty/],
    ['5 MB', HUGE, /larger than 512 KB/],
  ])('a file that is %s: one clear finding', async (_, content, words) => {
    const { stage, pull, push } = await drafting()
    await push(content)
    const check = await checkOf(stage, pull)
    expect(check).toMatchObject({ conclusion: 'failure' })
    expect(check?.annotations[0]?.message).toMatch(words)
    expect(check?.annotations).toHaveLength(1)
  })

  it('malformed front matter: told on its line, and the tone is still checked', async () => {
    const { stage, pull, push } = await drafting()
    await push(BLAMEFUL.replace('severity: sev2', 'severity: "sev2'))
    expect(await found(stage, pull)).toEqual(expect.arrayContaining(['blame/omission:38']))
    expect((await found(stage, pull))?.some((each) => each.startsWith('facts/front-matter'))).toBe(true)
  })

  it.each([
    ['Windows line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    [
      'emoji and right-to-left text',
      (text: string) => text.replace('# Checkout errors after failover', '# 🚒 שגיאות בקופה אחרי מעבר'),
    ],
    ['a byte-order mark', (text: string) => `\uFEFF${text}`],
  ])('%s: read as any other', async (_, change) => {
    const { stage, pull, push, text } = await drafting()
    await push(change(text))
    expect(await checkOf(stage, pull)).toMatchObject({ conclusion: 'success' })
  })

  it('duplicate action ids: told, on the second', async () => {
    const { stage, pull, push, text } = await drafting()
    await push(text.replace('| A2 |', '| A1 |'))
    expect(await found(stage, pull)).toContain('actions/duplicate-id:60')
  })

  it('the document is renamed or taken out of the pull request: the check goes with what is there', async () => {
    const { stage, number, pull, path } = await drafting()
    const files = { [path]: null, 'postmortems/renamed.md': BLAMEFUL }
    stage.sandbox.seed.commit({
      ...SHOP,
      branch: `postmortem/${number}`,
      files,
      message: 'docs: rename',
      author: 'grace',
    })
    await stage.settle()
    expect((await checkOf(stage, pull))?.annotations[0]?.path).toBe('postmortems/renamed.md')
  })

  it('GitHub fails while the check is written: it comes with the next try', async () => {
    const { stage, pull, push } = await drafting()
    stage.sandbox.faults.api({
      method: 'POST',
      path: '/repos/{owner}/{repo}/check-runs',
      times: 2,
      answer: { status: 500 },
    })
    await push(BLAMEFUL)
    await expect
      .poll(async () => (await checkOf(stage, pull))?.conclusion, { timeout: 5_000 })
      .toBe('failure')
  })
})
