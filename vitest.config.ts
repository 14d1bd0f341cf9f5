import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['arc-source', 'node', 'import', 'default'] },
  ssr: { resolve: { conditions: ['arc-source', 'node', 'import', 'default'] } },
  test: {
    include: ['test/**/*.test.ts', 'testing/test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Two workers are as many as the smallest supported machine has cores.
    maxWorkers: 2,
  },
})
