import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import path from 'node:path'
import { Recording } from '../../src/sandbox/traffic.ts'

// Loaded before each test file of this run only: whatever a sandbox records is written down as well.
const folder = process.env['SANDBOX_TRAFFIC']
if (folder === undefined) throw new Error('SANDBOX_TRAFFIC must name the folder for the recordings.')
const file = path.join(folder, `${randomUUID()}.jsonl`)
// oxlint-disable-next-line typescript/unbound-method -- it is called with its own `this` below
const { add } = Recording.prototype
Recording.prototype.add = function record(line) {
  appendFileSync(file, `${JSON.stringify(line)}\n`)
  add.call(this, line)
}
