import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Stories start two servers and a git store; a slow machine with two cores needs more than the default 5 s.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
