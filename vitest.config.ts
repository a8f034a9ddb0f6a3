import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Vitest leaves one core free, which is half of a small machine; our tests wait for git and npm much of the time.
    maxWorkers: availableParallelism() + 1,
    // Our modules keep nothing between tests but what is remembered of pure functions; to load them anew for each file took a third of the time.
    isolate: false,
    // Stories start two servers and a git store; a slow machine with two cores needs more than the default 5 s.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
