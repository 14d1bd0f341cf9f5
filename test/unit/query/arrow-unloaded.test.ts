/** What fails before apache-arrow is loaded, which takes the better part of a second. */
import { expect, it, vi } from 'vitest'
import { ArcClient, ArcValidationError } from '../../../src/index.ts'

const loaded = vi.hoisted(() => vi.fn())
vi.mock('apache-arrow', () => {
  loaded()
  return {}
})

type Call = (arc: ArcClient, sql: string, options: { readonly signal: AbortSignal }) => Promise<unknown>

it.each<[string, Call]>([
  ['arrow', (arc, sql, options) => arc.query.arrow(sql, options)],
  ['batches', (arc, sql, options) => arc.query.batches(sql, options).next()],
  ['stream', (arc, sql, options) => arc.query.stream(sql, options).next()],
])('%s loads nothing for a query that is not sent', async (_, call) => {
  await using arc = new ArcClient({ url: 'http://127.0.0.1:1' })
  const reason = new Error('not any more')
  await expect(call(arc, 'SELECT 1', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  await expect(call(arc, ' ', { signal: new AbortController().signal })).rejects.toThrow(ArcValidationError)
  expect(loaded).not.toHaveBeenCalled()
})
