import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** The tests that talk to a sandbox, with their traffic written down. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['sandbox', 'stories', 'opening', 'checking', 'tracking', 'digest', 'cli', 'demo'].map(
      (folder) => `test/${folder}/**/*.test.ts`,
    ),
    setupFiles: [fileURLToPath(new URL('record.ts', import.meta.url))],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
