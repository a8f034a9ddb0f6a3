import { tooOld } from '../node-version.ts'

// Before anything else is loaded: the rest may not even parse on an older Node.
const problem = tooOld(process.versions.node)
if (problem === null) {
  const { runSandbox } = await import('./command.ts')
  await runSandbox(process.argv.slice(2), (text) => process.stdout.write(text))
} else {
  console.error(problem)
  process.exitCode = 1
}
