/** The short form of `npm run soak -- query`. */
import { expect, it } from 'vitest'
import { soakQuery } from '../../../scripts/soak/query.ts'

it('streams hold memory flat, and give their connection back', async () => {
  const { problems } = await soakQuery(1_000_000)
  expect(problems).toEqual([])
})
