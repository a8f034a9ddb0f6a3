'use strict'
require('./on-node-24.cjs')(async () => {
  const { runSandbox } = await import('../sandbox/command.ts')
  await runSandbox(process.argv.slice(2), (text) => process.stdout.write(text))
})
