import { appendFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { durableQueue } from '../../src/queue/durable.ts'
import { openStore, type StoreOptions } from '../../src/queue/store.ts'
import type { Job } from '../../src/queue/queue.ts'

// A process with a queue, for tests that kill it: takes in the jobs of its last argument, writes down what it begins, and
// never ends the ones of the repository `slow`.
const [store = '{}', journal = '', pushed = '[]'] = process.argv.slice(2)
const log = { info: () => {}, warn: console.error, error: console.error }
const opened = await openStore(JSON.parse(store) as StoreOptions, log)
const queue = await durableQueue(
  opened,
  async ({ repo, number }) => {
    appendFileSync(journal, `${process.pid} ${repo}#${number}\n`)
    if (repo === 'slow') await setTimeout(600_000)
    return repo === 'poison' ? { kind: 'park', reason: 'nobody may write there' } : { kind: 'done' }
  },
  { log },
)
await queue.push(JSON.parse(pushed) as Job[])
console.log('pushed')
await setTimeout(600_000)
