'use strict'
require('./on-node-24.cjs')(async () => {
  const { serveUntilStopped } = await import('../cli/serve.ts')
  process.exitCode = await serveUntilStopped(process.env, (text) => console.error(text))
})
