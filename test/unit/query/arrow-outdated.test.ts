/** An apache-arrow that is there, but too old to read what the server sends. */
import { expect, it, vi } from 'vitest'
import { loadArrow } from '../../../src/transport/arrow-package.ts'

// What the modules of versions up to 20 have not.
vi.mock('apache-arrow', () => ({ tableFromIPC: () => {}, compressionRegistry: undefined }))

it('is named, and not said to be missing', async () => {
  await expect(loadArrow('query.arrow')).rejects.toThrow(
    'query.arrow needs apache-arrow 21 or later, and an older one is installed: npm install apache-arrow@21',
  )
})
