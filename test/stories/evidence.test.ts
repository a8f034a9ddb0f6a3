import { describe, expect, it } from 'vitest'
import type { Stage } from '../../src/demo/stage.ts'
import { SHOP, checkOf, comments, declare, onStage, onlyPull, writes } from './stage.ts'

const BRANCH = 'postmortem/1'
const FOLDER = 'postmortems/evidence/1-checkout-errors'
const PATH = 'postmortems/1-checkout-errors.md'

/** The rows of the timeline: their time, their words and who tells them. */
const rowsOf = (text: string): string[] =>
  text.split('\n').flatMap((line) => {
    const [, time, event, source] =
      /^\| 2026-\d\d-\d\d (\S+) \| (.*?) \| \[?(.*?)(?:\]\(\S*\))? \| (?:human|system) \|$/.exec(line) ?? []
    return time === undefined ? [] : [`${time} ${event} – ${source}`]
  })

async function open(stage: Stage) {
  const number = await declare(stage)
  const pull = await onlyPull(stage)
  return { number, pull: pull.number, told: () => comments(stage, pull.number) }
}

async function textOf(stage: Stage, path = PATH, ref = BRANCH): Promise<string> {
  const options = { ...SHOP, path, ref, mediaType: { format: 'raw' } }
  const { data } = await stage.as('ada').rest.repos.getContent(options)
  // With the raw media type the answer is the text itself, which Octokit's types do not know.
  return data as unknown as string
}

const rows = async (stage: Stage): Promise<string[]> => rowsOf(await textOf(stage))

async function push(stage: Stage, files: Record<string, string | null>, branch = BRANCH): Promise<void> {
  stage.sandbox.seed.commit({ ...SHOP, branch, message: 'docs: evidence', author: 'linus', files })
  await stage.settle()
}

async function say(stage: Stage, login: string, number: number, body: string): Promise<number> {
  const { data } = await stage.as(login).rest.issues.createComment({ ...SHOP, issue_number: number, body })
  await stage.settle()
  return data.id
}

const reads = (stage: Stage, since: number): string[] =>
  stage.sandbox.traffic
    .slice(since)
    .flatMap((line) => (line.kind === 'api' && line.path.includes('/git/blobs/') ? [line.path] : []))

/** Grace speaks in UTC, the pager in Berlin's winter, and the notes on the clock that the team's settings name. */
const SLACK = JSON.stringify([
  { type: 'message', user: 'U0GRACE01', text: 'Rolling back to v41', ts: String(Date.UTC(2026, 10, 20, 14, 31) / 1000) },
]) // prettier-ignore
const USERS = JSON.stringify([{ id: 'U0GRACE01', profile: { display_name: 'Grace' } }])
const PAGER = [
  '2026-11-20T15:12:00+01:00 ERROR checkout: pool exhausted',
  '2026-11-20T15:13:00+01:00 INFO checkout: pool is 40 of 40',
].join('\n')
const NOTES = '15:25 Support says that carts are empty\n15:40 Orders pass again\n'
const SETTINGS = { '.github/postmortem.yml': 'timeline:\n  zone: Europe/Berlin\n' }

describe('exports on the branch of the pull request', () => {
  it('join the timeline in the order of their instants, whatever zones they speak', async () => {
    const stage = await onStage({ at: '2026-11-10T14:20:00Z' })
    await push(stage, SETTINGS, 'main')
    stage.clock.set('2026-11-20T14:20:00Z')
    const { told } = await open(stage)
    stage.clock.set('2026-11-20T15:00:00Z')
    const before = stage.sandbox.traffic.length
    await push(stage, {
      [`${FOLDER}/incident-1/2026-11-20.json`]: SLACK,
      [`${FOLDER}/users.json`]: USERS,
      [`${FOLDER}/checkout.log`]: PAGER,
      'postmortems/evidence/notes.txt': NOTES,
      'postmortems/evidence/7-another/notes.txt': '15:26 Of another incident\n',
      'postmortems/evidence/README.md': '# What lies here',
    })
    expect(await rows(stage)).toEqual([
      '14:12 ERROR checkout: pool exhausted – checkout.log',
      '14:13 INFO checkout: pool is 40 of 40 – checkout.log',
      '14:20 Incident declared: Checkout errors – ada',
      '14:20 Labelled incident, sev1 – ada',
      '14:20 grace joined the response – ada',
      '14:25 Support says that carts are empty – notes.txt',
      '14:31 Grace: Rolling back to v41 – Slack #incident-1',
      '14:40 Orders pass again – notes.txt',
    ])
    expect(reads(stage, before)).toHaveLength(4)
    expect(await told()).toEqual([])
    expect(stage.sandbox.unhandled).toEqual([])
    expect(await stage.app.parked()).toEqual([])
  })

  it('cost nothing and change nothing, as long as they stay as they are', async () => {
    const stage = await onStage()
    await open(stage)
    stage.clock.set('2026-11-20T15:00:00Z')
    await push(stage, { [`${FOLDER}/pager.log`]: PAGER })
    const then = await textOf(stage)
    const before = stage.sandbox.traffic.length
    await push(stage, { 'z-notes.txt': 'of no concern' })
    await stage.as('linus').rest.repos.createRelease({ ...SHOP, tag_name: 'v1.2' })
    await stage.settle()
    expect(reads(stage, before)).toEqual([])
    const now = await rows(stage)
    expect(now.filter((row) => !row.includes('Release'))).toEqual(rowsOf(then))
    expect(now).toHaveLength(rowsOf(then).length + 1)
    const after = stage.sandbox.traffic.length
    await push(stage, { 'z-notes.txt': 'twice' })
    expect(writes(stage, after).filter((line) => !line.includes('check-runs'))).toEqual([])
    // What is taken out again goes, as long as the rows are the app's.
    await push(stage, { [`${FOLDER}/pager.log`]: null })
    expect((await rows(stage)).filter((row) => row.includes('checkout:'))).toEqual([])
  })

  it('that are broken are told once with file and line, the rest is merged; mended, that is told too', async () => {
    const stage = await onStage()
    const { pull, told } = await open(stage)
    stage.clock.set('2026-11-20T15:00:00Z')
    const secret = ['ghp', '0123456789abcdefghijABCDEFGHIJ012345'].join('_')
    await push(stage, {
      [`${FOLDER}/checkout.log`]: `${PAGER}\n2026-11-20T15:14:00+01:00 ERROR token ${secret} refused`,
      [`${FOLDER}/slack.json`]: SLACK.replace(/\}\]$/, '},\n{"type":"message","ts'),
      [`${FOLDER}/empty.csv`]: '',
      [`${FOLDER}/big.log`]: `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 9\n`,
      [`${FOLDER}/photo.txt`]: '\0\0\0\0',
    })
    const [comment, ...others] = await told()
    expect(others).toEqual([])
    const body = comment?.body ?? ''
    const places = [...body.matchAll(/^- \[(.+?)\]\(<(.+?)>\): (.{30})/gm)].map(
      ([, at, , words]) => `${at} ${words}`,
    )
    expect(places.map((place) => place.replace(`${FOLDER}/`, ''))).toEqual([
      'empty.csv:1 The file is empty. Export it a',
      expect.stringMatching(/^checkout\.log:3 A secret stood here \(GitHub/),
      expect.stringMatching(/^photo\.txt:1 The file is binary/),
      expect.stringMatching(/^slack\.json:2 /),
      'big.log:1 This is a pointer to a file th',
    ])
    expect(body).toMatch(/Revoke it first/)
    expect(body).not.toContain(secret)
    expect((await rows(stage)).join('\n')).toMatch(
      /14:14 ERROR token \[GitHub .*masked\] refused[^]*14:31 U0GRACE01: Rolling/,
    )
    expect(await checkOf(stage, pull)).toMatchObject({ conclusion: 'neutral' })
    const before = stage.sandbox.traffic.length
    await push(stage, { 'z-notes.txt': 'nothing new' })
    expect(writes(stage, before).filter((line) => line.includes('comments'))).toEqual([])
    await push(stage, {
      [`${FOLDER}/checkout.log`]: PAGER,
      [`${FOLDER}/slack.json`]: SLACK,
      [`${FOLDER}/empty.csv`]: null,
      [`${FOLDER}/big.log`]: null,
      [`${FOLDER}/photo.txt`]: null,
    })
    expect((await told()).map(({ body: words }) => words?.split('\n')[0])).toEqual([
      'All of the evidence for this postmortem is read now, and stands in the timeline.',
    ])
  })

  it('are read again where GitHub failed, where a webhook was lost, and where the incident ended', async () => {
    const stage = await onStage()
    const { number } = await open(stage)
    stage.clock.set('2026-11-20T15:00:00Z')
    const path = '/repos/{owner}/{repo}/git/blobs/{file_sha}'
    const answer = { status: 502, body: { message: 'Server Error' } }
    stage.sandbox.faults.api({ method: 'GET', path, times: 1, answer })
    await push(stage, {
      [`${FOLDER}/pager.log`]: `${PAGER}\n2026-11-20T15:59:00+01:00 WARN much later\n`.repeat(9),
    })
    await expect
      .poll(async () => (await rows(stage)).join(), { timeout: 5_000 })
      .toContain('14:12 ERROR checkout')
    expect((await rows(stage)).join()).toContain('14:59 WARN much later')
    stage.sandbox.faults.hooks({ event: 'issue_comment', times: 1, how: 'drop' })
    await say(stage, 'grace', number, '/resolved 14:30')
    stage.clock.forward({ minutes: 10 })
    await stage.app.tick()
    await stage.settle()
    expect((await rows(stage)).join()).toContain('14:30 The incident was resolved')
    const config = 'timeline:\n  after: 0\n'
    await push(stage, { '.github/postmortem.yml': config }, 'main')
    const then = (await rows(stage)).join()
    expect(then).toContain('14:12 ERROR checkout')
    expect(then).not.toContain('much later')
    expect(await stage.app.parked()).toEqual([])
  })

  it('of two postmortems at a time do not mix', async () => {
    const stage = await onStage()
    await open(stage)
    await declare(stage, { title: 'Search is slow' })
    stage.clock.set('2026-11-20T15:00:00Z')
    const [one, two] = ['postmortems/evidence/one.txt', 'postmortems/evidence/3/two.txt']
    await push(stage, { [one]: '14:30 Of checkout\n' })
    await push(stage, { [two]: '14:31 Of search\n' }, 'postmortem/3')
    // Merged and brought over, it is still the other's.
    await push(stage, { [two]: '14:31 Of search\n' })
    expect((await rows(stage)).filter((row) => row.includes('Of '))).toEqual(['14:30 Of checkout – one.txt'])
  })

  it('that lay there before are not this incident’s, whatever the default branch does with them since', async () => {
    const stage = await onStage()
    const [gone, kept] = ['postmortems/evidence/gone.txt', 'postmortems/evidence/kept.txt']
    await push(stage, { [gone]: '14:30 Of long ago\n', [kept]: '14:31 Of long ago\n' }, 'main')
    await open(stage)
    stage.clock.set('2026-11-20T15:00:00Z')
    await push(stage, { [gone]: null, [kept]: '14:31 Put otherwise\n' }, 'main')
    await push(stage, { 'postmortems/evidence/new.txt': '14:32 Of now\n' })
    expect((await rows(stage)).filter((row) => /Of|Put/.test(row))).toEqual(['14:32 Of now – new.txt'])
    expect(stage.sandbox.unhandled).toEqual([])
  })

  it('that cannot be read hold up none of the other postmortems', async () => {
    const stage = await onStage({ tries: 2 })
    await open(stage)
    await declare(stage, { title: 'Search is slow' })
    stage.clock.set('2026-11-20T15:00:00Z')
    const path = '/repos/{owner}/{repo}/git/blobs/{file_sha}'
    const answer = { status: 502, body: { message: 'Server Error' } }
    stage.sandbox.faults.api({ method: 'GET', path, times: 20, answer })
    await push(stage, { [`${FOLDER}/pager.log`]: PAGER })
    await stage.as('linus').rest.repos.createRelease({ ...SHOP, tag_name: 'v1.2' })
    await stage.settle()
    const other = await textOf(stage, 'postmortems/3-search-is-slow.md', 'postmortem/3')
    expect(rowsOf(other).join()).toContain('Release')
    expect((await rows(stage)).join()).not.toContain('Release')
  })

  it('are no documents: nothing checks notes in Markdown that lie among them', async () => {
    const stage = await onStage()
    const { pull } = await open(stage)
    await push(stage, { [`${FOLDER}/notes.md`]: '# Ops failed to start the pod\n' })
    const paths = (await checkOf(stage, pull))?.annotations.map(({ path }) => path)
    expect(new Set(paths)).toEqual(new Set([PATH]))
  })

  it('say how many of the alerts were of use', async () => {
    const stage = await onStage()
    await open(stage)
    stage.clock.set('2026-11-20T15:00:00Z')
    const alert = (name: string, startsAt: string) => ({ status: 'firing', labels: { alertname: name }, annotations: {}, startsAt, endsAt: '0001-01-01T00:00:00Z' }) // prettier-ignore
    const alerts = [
      alert('CheckoutErrors', '2026-11-20T14:12:00Z'),
      alert('DiskWillFill', '2026-11-20T14:15:00Z'),
    ]
    const alertmanager = JSON.stringify({ version: '4', groupKey: 'g', status: 'firing', receiver: 'r', groupLabels: {}, commonLabels: {}, commonAnnotations: {}, externalURL: 'http://am', alerts }) // prettier-ignore
    const text = (await textOf(stage))
      .replace('started: null', "started: '2026-11-20T14:00:00Z'")
      .replace('resolved: null', "resolved: '2026-11-20T14:50:00Z'\nalerts: { CheckoutErrors: actionable }")
    await push(stage, { [`${FOLDER}/alerts.json`]: alertmanager, [PATH]: text })
    expect(await textOf(stage)).toMatch(/1 of (?:the )?2 .*was/)
    expect(await textOf(stage)).toContain('DiskWillFill')
  })
})

describe('commands in comments', () => {
  it('of members bring notes, exports and moments; they go with their comment', async () => {
    const stage = await onStage()
    const { number, pull, told } = await open(stage)
    stage.clock.set('2026-11-20T15:00:00Z')
    await say(
      stage,
      'grace',
      number,
      'Here is what I saw.\n\n/timeline\n14:05 First empty cart\n14:31 Rolled back',
    )
    const detected = await say(stage, 'linus', pull, '/detected 14:12\n/mitigated 14:40')
    await say(stage, 'ada', pull, `/timeline\n\`\`\`\n${PAGER}\n\`\`\``)
    const said = (await rows(stage)).filter((row) => !row.includes('14:20'))
    expect(said).toEqual([
      '14:05 First empty cart – grace',
      '14:12 ERROR checkout: pool exhausted – ada',
      '14:12 The incident was detected [detected] – linus',
      '14:13 INFO checkout: pool is 40 of 40 – ada',
      '14:31 Rolled back – grace',
      '14:40 The impact was mitigated [mitigated] – linus',
      '15:00 Here is what I saw. – grace',
    ])
    const text = await textOf(stage)
    expect(text).toContain("detected: '2026-11-20T14:12:00.000Z'")
    expect(text).toContain(`#issuecomment-${detected}) | human |`)
    await stage
      .as('linus')
      .rest.issues.updateComment({ ...SHOP, comment_id: detected, body: '/detected 14:08' })
    await stage.settle()
    expect((await rows(stage)).filter((row) => row.includes('['))).toEqual([
      '14:08 The incident was detected [detected] – linus',
    ])
    await stage.as('linus').rest.issues.deleteComment({ ...SHOP, comment_id: detected })
    await stage.settle()
    expect(await textOf(stage)).toContain('detected: null')
    expect((await rows(stage)).filter((row) => row.includes('['))).toEqual([])
    expect(await told()).toEqual([])
    expect(await stage.app.parked()).toEqual([])
  })

  it('of a stranger do nothing, and are not answered', async () => {
    const stage = await onStage()
    const { number, pull, told } = await open(stage)
    stage.sandbox.seed.user('mallory')
    stage.clock.set('2026-11-20T15:00:00Z')
    const before = stage.sandbox.traffic.length
    await say(stage, 'mallory', number, '/detected 14:00\n/timeline 14:01 It was Grace')
    await say(stage, 'mallory', pull, '/detected soon')
    expect(writes(stage, before)).toEqual([])
    expect(await told()).toEqual([])
  })

  it('that cannot be read are told why and how, once, until they are put right', async () => {
    const stage = await onStage()
    const { number, told } = await open(stage)
    stage.clock.set('2026-11-20T15:00:00Z')
    const token = ['ghp', 'abcdefghijABCDEFGHIJ0123456789012345'].join('_')
    const words = `We are fine.\n/resolved soonish\n/timeline\nno time here\n/started ${token}`
    const id = await say(stage, 'grace', number, words)
    const [comment] = await told()
    expect(comment?.body).not.toMatch(/ghp|abcdefghij/)
    expect(comment?.body).toMatch(
      /@\u200Bgrace:2\]\(<\S+#issuecomment-\d+>\): “soonish” is no time that can be read\. Write it as `\/resolved 14:03`/,
    )
    expect(comment?.body).toMatch(/grace:4\].*no time at the start of this line/)
    const before = stage.sandbox.traffic.length
    await say(stage, 'ada', number, 'A word.')
    expect(writes(stage, before)).toEqual([])
    await stage.as('grace').rest.issues.updateComment({ ...SHOP, comment_id: id, body: '/resolved 14:50' })
    await stage.settle()
    expect((await told()).map(({ body }) => body?.slice(0, 21))).toEqual(['All of the evidence f'])
    expect(await rows(stage)).toContain('14:50 The incident was resolved [resolved] – grace')
  })

  it('are answered once, however much is said before the answer', async () => {
    const stage = await onStage()
    const { number, pull } = await open(stage)
    stage.clock.set('2026-11-20T15:00:00Z')
    const { issues } = stage.as('linus').rest
    for (let many = 0; many < 1_001; many++)
      await issues.createComment({ ...SHOP, issue_number: pull, body: `Word ${many}` })
    await stage.settle()
    const before = stage.sandbox.traffic.length
    await say(stage, 'grace', number, '/resolved soonish')
    const answers = () => writes(stage, before).filter((line) => line.includes('comments'))
    expect(answers()).toHaveLength(1)
    await say(stage, 'grace', number, '/detected 14:10')
    expect(answers()).toHaveLength(1)
  })

  it('do not change what a person wrote: explicit facts win, and the check tells of the difference', async () => {
    const stage = await onStage()
    const { pull } = await open(stage)
    stage.clock.set('2026-11-20T15:00:00Z')
    const mine = (await textOf(stage)).replace('detected: null', "detected: '2026-11-20T14:30:00Z'")
    await push(stage, { [PATH]: mine })
    await say(stage, 'grace', pull, '/detected 14:12')
    const text = await textOf(stage)
    expect(text).toContain("detected: '2026-11-20T14:30:00Z'")
    expect(rowsOf(text)).toContain('14:12 The incident was detected [detected] – grace')
    const check = await checkOf(stage, pull)
    expect(check?.annotations.map(({ message }) => message).join('\n')).toMatch(/14:12/)
  })
})

it('metrics and causal map that a person edited stay as they are, each told once; taken out, they are kept again', async () => {
  const stage = await onStage()
  const { told } = await open(stage)
  const factor = '_Write: a condition close to the event_'
  const started = "started: '2026-11-20T14:00:00Z'"
  const before = (await textOf(stage)).replace(factor, 'The pool is sized by hand, leads to: the incident')
  await push(stage, { [PATH]: before.replace('started: null', started) })
  const drawn = await textOf(stage)
  expect(drawn).toContain('flowchart TB')
  const mine = drawn
    .replace('| Time to detect | not known yet |', '| Time to detect | about a quarter of an hour |')
    .replace('flowchart TB', 'flowchart LR')
  await push(stage, { [PATH]: mine })
  const detected = mine.replace('detected: null', "detected: '2026-11-20T14:12:00Z'")
  await push(stage, { [PATH]: detected })
  expect(await textOf(stage)).toBe(detected)
  expect(
    (await told()).map(({ body }) => /edited the (.+) in .*(I leave it as it is)/.exec(body ?? '')?.[1]),
  ).toEqual(['success metrics', 'causal map'])
  await push(stage, {
    [PATH]: detected.replaceAll(/<!-- debrief:(metrics|factors)[^]*?<!-- \/debrief:\1 -->/g, ''),
  })
  const now = await textOf(stage)
  expect(now).toContain('| Time to detect | 12 min |')
  expect(now).toContain('flowchart TB')
  expect(await told()).toHaveLength(2)
})

it('a block that a person edited gets new evidence in its place, and loses nothing of theirs', async () => {
  const stage = await onStage()
  const { pull, told } = await open(stage)
  stage.clock.set('2026-11-20T15:00:00Z')
  await push(stage, { [`${FOLDER}/notes.txt`]: '14:10 The first empty cart\n' })
  const mine = (await textOf(stage)).replace('The first empty cart', 'The first cart that was empty')
  await push(stage, { [PATH]: mine })
  const id = await say(stage, 'grace', pull, '/timeline 14:15 A second one')
  await stage.as('grace').rest.issues.deleteComment({ ...SHOP, comment_id: id })
  await push(stage, { [`${FOLDER}/notes.txt`]: '14:10 The first empty cart\n14:12 Another\n' })
  expect((await rows(stage)).slice(0, 3)).toEqual([
    '14:10 The first cart that was empty – notes.txt',
    '14:12 Another – notes.txt',
    '14:15 A second one – grace',
  ])
  expect((await told()).map(({ body }) => body?.slice(0, 28))).toEqual(['You have edited the timeline'])
})
