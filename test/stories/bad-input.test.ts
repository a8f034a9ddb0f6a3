import { describe, expect, it } from 'vitest'
import type { Stage } from '../../src/demo/stage.ts'
import { CLEAN } from '../checking/documents.ts'
import { SHOP, comments, declare, documentOf, onStage, onlyPull } from './stage.ts'
import { markReady } from '../../src/demo/ready.ts'

const LABELLED = 'postmortem-action'

/** The incident's draft, written out by its author and merged. */
async function writeUp(stage: Stage, number: number, text = CLEAN) {
  const { number: pull } = await onlyPull(stage)
  const { path } = await documentOf(stage, pull)
  const files = { [path]: text.replace('incident: 12', `incident: ${number}`) }
  const branch = `postmortem/${number}`
  stage.sandbox.seed.commit({ ...SHOP, branch, files, message: 'docs: write', author: 'grace' })
  await stage.settle()
  await markReady(stage.as('ada'), (await onlyPull(stage)).node_id)
  await stage.settle()
  await stage.as('ada').rest.pulls.merge({ ...SHOP, pull_number: pull })
  await stage.settle()
  return { pull, path, files }
}

async function actionIssues(stage: Stage) {
  const all = await stage
    .as('ada')
    .rest.issues.listForRepo({ ...SHOP, state: 'all', labels: LABELLED, direction: 'asc' })
  return all.data
}

const said = async (stage: Stage, number: number) =>
  (await comments(stage, number)).map(({ body }) => body ?? '')

describe('the repository', () => {
  it('has its issues switched off when the postmortem is merged: told there, and made up for later', async () => {
    const stage = await onStage()
    const number = await declare(stage)
    const ada = stage.as('ada')
    await ada.rest.repos.update({ ...SHOP, has_issues: false })
    const { pull, path, files } = await writeUp(stage, number)
    expect((await said(stage, pull)).join('\n')).toMatch(/its issues are switched off\. Switch them on/)
    await ada.rest.repos.update({ ...SHOP, has_issues: true })
    stage.sandbox.seed.commit({
      ...SHOP,
      branch: 'main',
      files: { [path]: `${files[path]}\nSaved once more.\n` },
      message: 'docs: again',
      author: 'ada',
    })
    await stage.settle()
    expect((await actionIssues(stage)).length).toBeGreaterThan(0)
  })

  it('knows no drafts: the pull request is opened all the same', async () => {
    const stage = await onStage()
    stage.sandbox.faults.api({
      method: 'POST',
      path: '/repos/{owner}/{repo}/pulls',
      answer: { status: 422, body: { message: 'Draft pull requests are not supported in this repository.' } },
    })
    const number = await declare(stage)
    expect(await onlyPull(stage)).toMatchObject({ draft: false })
    expect(await said(stage, number)).toEqual([expect.stringContaining('being drafted')])
  })

  it('has a rule against such branches: told on the incident; once it is lifted, a label is enough', async () => {
    const stage = await onStage()
    stage.sandbox.faults.api({
      method: 'POST',
      path: '/repos/{owner}/{repo}/git/refs',
      times: 9,
      answer: { status: 422, body: { message: 'Repository rule violations found\n\nCannot create ref' } },
    })
    const number = await declare(stage)
    expect(await said(stage, number)).toEqual([
      expect.stringMatching(/could not make the branch postmortem\/1: Repository rule violations/),
    ])
    stage.sandbox.faults.clear()
    await stage.as('ada').rest.issues.addLabels({ ...SHOP, issue_number: number, labels: ['sev2'] })
    await stage.settle()
    expect(await onlyPull(stage)).toMatchObject({ draft: true })
  })

  it('is archived and brought back while the draft is written: nothing is lost', async () => {
    const stage = await onStage()
    const number = await declare(stage)
    const before = await documentOf(stage, (await onlyPull(stage)).number)
    const ada = stage.as('ada')
    await ada.rest.repos.update({ ...SHOP, archived: true })
    await ada.rest.repos.update({ ...SHOP, archived: false })
    await ada.rest.issues.update({ ...SHOP, issue_number: number, state: 'closed' })
    await stage.settle()
    const after = await documentOf(stage, (await onlyPull(stage)).number)
    expect(after.path).toBe(before.path)
    expect(await said(stage, number)).toEqual([expect.stringContaining('due for review by')])
  })
})

describe('the incident', () => {
  it('is as large as GitHub lets it be, in many scripts: the draft holds what fits, and is checked', async () => {
    const stage = await onStage()
    const body = '🚒 שגיאות @acme/all <!-- debrief:incident {"hash":"x"} --> fixes #1\n'.repeat(900)
    const number = await declare(stage, { title: '🔥 כיבוי '.repeat(12), body })
    const { number: pull } = await onlyPull(stage)
    const { text } = await documentOf(stage, pull)
    expect(text).toContain('🚒 שגיאות')
    expect(text).not.toMatch(/@acme|<!-- debrief:incident|fixes #1/)
    expect(await said(stage, number)).toHaveLength(1)
  })

  it('has a comment that copies what the app would say: the app says it all the same', async () => {
    const stage = await onStage()
    const first = await declare(stage)
    const [forged = ''] = await said(stage, first)
    const { data } = await stage.as('ada').rest.issues.create({ ...SHOP, title: 'Again' })
    await stage.as('radia').rest.issues.createComment({ ...SHOP, issue_number: data.number, body: forged })
    await stage.as('ada').rest.issues.addLabels({ ...SHOP, issue_number: data.number, labels: ['incident'] })
    await stage.settle()
    expect(await said(stage, data.number)).toHaveLength(1)
  })

  it('is closed, and talked about afterwards: that is in the draft too', async () => {
    const stage = await onStage()
    const number = await declare(stage)
    const ada = stage.as('ada')
    await ada.rest.issues.update({ ...SHOP, issue_number: number, state: 'closed' })
    await stage.settle()
    const grace = stage.as('grace')
    await grace.rest.issues.createComment({ ...SHOP, issue_number: number, body: 'The cache was cold, too' })
    await stage.settle()
    const { text } = await documentOf(stage, (await onlyPull(stage)).number)
    expect(text).toContain('| The cache was cold, too |')
  })

  it('has its branch deleted: the pull request is closed by that, and is not brought back', async () => {
    const stage = await onStage()
    const number = await declare(stage)
    const ada = stage.as('ada')
    await ada.rest.git.deleteRef({ ...SHOP, ref: `heads/postmortem/${number}` })
    await stage.settle()
    await ada.rest.issues.addLabels({ ...SHOP, issue_number: number, labels: ['sev3'] })
    await stage.settle()
    expect(await onlyPull(stage)).toMatchObject({ state: 'closed' })
    expect(await said(stage, number)).toHaveLength(1)
  })
})

describe('the document', () => {
  it('uses an id twice: the first is tracked, and the second is told where people look', async () => {
    const stage = await onStage()
    const number = await declare(stage)
    await writeUp(stage, number, CLEAN.replace('| A2 |', '| A1 |'))
    const issues = await actionIssues(stage)
    expect(new Set(issues.map(({ title }) => title)).size).toBe(issues.length)
    expect((await said(stage, number)).join('\n')).toMatch(/Two actions share an id[\s\S]*\*\*A1\*\* again/)
  })

  it('names a DRI who has since deleted their account: the issue is made, and says that nobody is assigned', async () => {
    const stage = await onStage()
    const number = await declare(stage)
    stage.sandbox.seed.deleteUser('linus')
    await writeUp(stage, number, CLEAN.replaceAll(/\| @(ada|grace) \|/g, '| @linus |'))
    const issues = await actionIssues(stage)
    expect(issues.length).toBeGreaterThan(0)
    expect(issues.every(({ assignees }) => assignees?.length === 0)).toBe(true)
    expect((await said(stage, number)).join('\n')).toMatch(/cannot be assigned in acme\/shop/)
  })
})
