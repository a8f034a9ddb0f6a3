import { describe, expect, it } from 'vitest'
import type { Stage } from '../../src/demo/stage.ts'
import { FULL_NOVEMBER, FULL_SEPTEMBER, OVEN } from '../recurrence/written.ts'
import { SHOP, comments, declare, onStage, onlyPull, writes } from './stage.ts'

const EARLIER = { 'postmortems/1-printers.md': FULL_SEPTEMBER, 'postmortems/2-ovens.md': OVEN }
const TURNSTILES = {
  title: 'Turnstiles stay shut: disk full',
  body: '### What is happening?\n\nNo space left on device, the journal filled the volume of the controller.\n\n### Affected services\n\nticketing, turnstiles\n',
}
const PRINTERS =
  /\[Ticket printers went silent before the first ferry\]\(<\S+\/acme\/shop\/blob\/main\/postmortems\/1-printers\.md>\) \(2026-09-03\): .*full disk/

function push(stage: Stage, files: Record<string, string>, branch = 'main'): void {
  stage.sandbox.seed.commit({ ...SHOP, branch, files, message: 'docs: write', author: 'ada' })
}

/** A team with postmortems of its own, which the app finds when it is new. */
async function withEarlier() {
  const stage = await onStage({ at: '2026-11-11T04:40:00Z' })
  push(stage, EARLIER)
  await stage.settle()
  return stage
}

describe('an incident like an earlier one', () => {
  it('has that named in its pull request, with what they share; one that is unlike it has not', async () => {
    const stage = await withEarlier()
    const number = await declare(stage, { ...TURNSTILES, labels: ['incident'] })
    const { body } = await onlyPull(stage)
    expect(body).toMatch(PRINTERS)
    expect(body).not.toContain('ovens')
    // Not said anywhere else.
    expect((await comments(stage, number)).map((comment) => comment.body).join()).not.toContain(
      'Ticket printers',
    )
    expect(stage.sandbox.unhandled).toEqual([])
  })

  it('is not found by its first words: once its factors are written, the same line is added in silence, once', async () => {
    const stage = await withEarlier()
    await declare(stage, { title: 'Turnstiles stay shut', body: 'Nobody gets in.', labels: ['incident'] })
    const { number: pull, head, body } = await onlyPull(stage)
    expect(body).not.toContain('Ticket printers')
    const { data: files } = await stage.as('ada').rest.pulls.listFiles({ ...SHOP, pull_number: pull })
    const before = stage.sandbox.traffic.length
    push(stage, { [files[0]?.filename ?? '']: FULL_NOVEMBER }, head.ref)
    await stage.settle()
    expect((await onlyPull(stage)).body).toMatch(PRINTERS)
    expect(await comments(stage, pull)).toEqual([])
    const edits = writes(stage, before).filter((line) => line.startsWith('PATCH /repos/acme/shop/issues/'))
    expect(edits).toHaveLength(1)
    const then = stage.sandbox.traffic.length
    push(
      stage,
      { [files[0]?.filename ?? '']: FULL_NOVEMBER.replace('for an hour', 'for two hours') },
      head.ref,
    )
    await stage.settle()
    expect(writes(stage, then).filter((line) => line.startsWith('PATCH'))).toEqual([])
  })

  it('opens as ever where the index is a mess', async () => {
    const stage = await withEarlier()
    push(stage, { 'postmortems/index.json': '{"version":1,"postmortems":[<<<<<<< HEAD' })
    stage.sandbox.seed.protect({ ...SHOP })
    await stage.settle()
    await declare(stage, { ...TURNSTILES, labels: ['incident'] })
    expect((await onlyPull(stage)).body).not.toContain('Ticket printers')
  })
})
