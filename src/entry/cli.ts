#!/usr/bin/env node
'use strict'
require('./on-node-24.cjs')(async () => {
  const { start } = await import('../cli/start.ts')
  await start()
})
