import { tooOld } from './node-version.ts'

// Before anything else is loaded: the rest may not even parse on an older Node.
const problem = tooOld(process.versions.node)
if (problem === null) {
  const { serveUntilStopped } = await import('./cli/serve.ts')
  process.exitCode = await serveUntilStopped(process.env, (text) => process.stderr.write(`${text}\n`))
} else {
  console.error(problem)
  process.exitCode = 1
}
