#!/usr/bin/env node
import { tooOld } from './node-version.ts'

// Before anything else is loaded: the rest may not even parse on an older Node.
const problem = tooOld(process.versions.node)
if (problem === null) {
  // `debrief check … | head` closes our output early; that is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  const { run } = await import('./cli/program.ts')
  process.exitCode = await run(process.argv.slice(2), {
    env: process.env,
    now: () => new Date(),
    stdin: process.stdin,
    colour: process.stdout.isTTY && process.stdout.hasColors() && !process.env['NO_COLOR'],
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  })
} else {
  console.error(problem)
  process.exitCode = 2
}
