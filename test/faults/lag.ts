import { setTimeout } from 'node:timers/promises'
import { LAG_MS, processMemory } from '../../src/github/once.ts'
import type { Running } from '../../src/serve.ts'
import { Tally } from '../../src/demo/requests.ts'
import { prove } from './prove.ts'
import { quiet, SHOP, startWorld, type World } from './world.ts'
import { rowsOf, writtenUp } from '../written-up.ts'
import { markReady } from '../../src/demo/ready.ts'

// Proof 7: webhooks tell of things before GitHub's API shows them, here in real time. No sweep: what the webhooks told must
// have been done by their own jobs, once. Seed and lag go together, so six in a row are all.
const LAGS_MS = [400, 2_000, 5_000, 10_000, 20_000, 30_000]
const DECLARED = 25
const LABELLED = 5
const MERGED = 3
const ACTIONS = 2
const PAUSE_MS = 3_000

await prove({ name: 'lag', times: LAGS_MS.length, round })

async function round(seed: number) {
  const lagMs = LAGS_MS[seed % LAGS_MS.length] ?? 0
  const world = await startWorld()
  try {
    const app = await world.start({ once: { memory: processMemory(), lagMs: LAG_MS, since: 0 } })
    const settled = () => quiet(world.sandbox, app, () => false)
    const unlabelled = await declare(world, LABELLED, [])
    await settled()
    await setTimeout(1_100) // GitHub's times are of whole seconds
    world.sandbox.faults.lagMs = lagMs
    const tally = new Tally(world.sandbox.traffic)
    const incidents = await tally.during('opening', async () => {
      // Where it is quick: one by one, so that no other job gives GitHub time to catch up.
      const pauseMs = lagMs < 1_000 ? PAUSE_MS : 0
      const declared = await declare(world, DECLARED, ['incident', 'sev1'], pauseMs)
      for (const issue_number of unlabelled)
        await world.as('ada').rest.issues.addLabels({ ...SHOP, issue_number, labels: ['incident'] })
      await settled()
      return [...declared, ...unlabelled]
    })
    const wrong = await judgePulls(world, incidents)
    for (const incident of incidents.slice(0, MERGED)) await writeUp(world, incident, settled)
    await write(world, 'main', 'postmortems/mail.md', postmortem(null))
    await settled()
    wrong.push(...(await judgeActions(world, [...incidents.slice(0, MERGED), null])))
    wrong.push(...(await judgeApp(app)))
    const late = delays(world).toSorted((a, b) => a - b)
    const middle = late[Math.floor(late.length / 2)] ?? Number.NaN
    const did = [
      `${lagMs / 1_000} s of lag: ${incidents.length} incidents, ${MERGED} merges, a push`,
      `pull requests after ${middle.toFixed(1)} s (median), ${late.at(-1)?.toFixed(1)} s (longest)`,
      `${tally.parts[0]?.reads} reads to open them`,
    ].join('; ')
    return { did, wrong }
  } finally {
    await world.close()
  }
}

async function declare({ as }: World, count: number, labels: string[], pauseMs = 0): Promise<number[]> {
  const numbers: number[] = []
  for (let index = 0; index < count; index++) {
    const issue = { title: `Errors of kind ${index}`, body: 'One in ten requests fails.', labels }
    const { data } = await as('ada').rest.issues.create({ ...SHOP, ...issue, assignees: ['grace'] })
    numbers.push(data.number)
    await setTimeout(pauseMs)
  }
  return numbers
}

/** Somebody saves a file by GitHub's own editor, which is behind as well as all else that apps see. */
async function write({ as }: World, branch: string, path: string, text: string): Promise<void> {
  const { repos } = as('ada').rest
  const known = await repos.getContent({ ...SHOP, path, ref: branch }).catch(() => null)
  const sha = known && !Array.isArray(known.data) ? { sha: known.data.sha } : {}
  const content = Buffer.from(text).toString('base64')
  await repos.createOrUpdateFileContents({ ...SHOP, path, branch, content, message: 'docs', ...sha })
}

async function writeUp(world: World, incident: number, settled: () => Promise<void>): Promise<void> {
  const { pulls } = world.as('ada').rest
  const { data } = await pulls.list({ ...SHOP, head: `${SHOP.owner}:postmortem/${incident}` })
  const [pull] = data
  if (!pull) return // judged already
  const { data: files } = await pulls.listFiles({ ...SHOP, pull_number: pull.number })
  await write(world, pull.head.ref, files[0]?.filename ?? '', postmortem(incident))
  await markReady(world.as('ada'), pull.node_id)
  await settled()
  await pulls.merge({ ...SHOP, pull_number: pull.number })
  await settled()
}

function titleOf(incident: number | null, id: number): string {
  return `Alert on errors of kind ${id} after incident ${incident ?? 'none'}, in full`
}

const postmortem = (incident: number | null): string => {
  const titles = Array.from({ length: ACTIONS }, (_, index) => titleOf(incident, index + 1))
  return writtenUp({ incident, title: 'Errors', rows: rowsOf(titles) })
}

async function judgePulls({ as }: World, incidents: readonly number[]): Promise<string[]> {
  const { data } = await as('ada').rest.pulls.list({ ...SHOP, state: 'all', per_page: 100 })
  const counts = incidents.map(
    (number) => data.filter(({ head }) => head.ref === `postmortem/${number}`).length,
  )
  return incidents.flatMap((number, index) =>
    counts[index] === 1 ? [] : [`#${number} has ${counts[index]} pull requests`],
  )
}

async function judgeActions({ as }: World, documents: readonly (number | null)[]): Promise<string[]> {
  const ada = as('ada')
  const issues = await ada.paginate(ada.rest.issues.listForRepo, { ...SHOP, state: 'all', per_page: 100 })
  return documents.flatMap((incident) =>
    Array.from({ length: ACTIONS }, (_, index) => titleOf(incident, index + 1)).flatMap((title) => {
      const count = issues.filter((issue) => issue.title.includes(title)).length
      return count === 1 ? [] : [`“${title}” has ${count} issues`]
    }),
  )
}

async function judgeApp(app: Running): Promise<string[]> {
  return (await app.parked()).map(({ reason }) => `parked: ${reason}`)
}

/** Seconds from each label's webhook to its pull request. */
function delays({ sandbox }: World): number[] {
  const heard = new Map<string, number>()
  return sandbox.traffic.flatMap((line) => {
    const at = Date.parse(line.at)
    if (line.kind === 'hook') {
      const { issue } = line.payload as { issue?: { number: number } }
      if (line.event === 'issues' && line.action === 'labeled') heard.set(`postmortem/${issue?.number}`, at)
      return []
    }
    if (line.method !== 'POST' || !line.path.endsWith('/pulls')) return []
    const since = heard.get(String((line.request as { head?: string }).head))
    return since === undefined ? [] : [(at - since) / 1_000]
  })
}
