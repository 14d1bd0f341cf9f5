import { describe, expect, it } from 'vitest'
import { itemsOf } from '../../../src/query/items.ts'

const done = { value: undefined, done: true }

async function* arrays(...all: readonly (readonly number[] | Error)[]): AsyncGenerator<readonly number[], void> {
  for (const one of all) {
    await undefined
    if (one instanceof Error) throw one
    yield one
  }
}

describe('items of arrays', () => {
  it('come in order, whoever asks while others wait', async () => {
    const items = itemsOf(arrays([1, 2], [], [3, 4], [5]))
    const early = [items.next(), items.next(), items.next()]
    expect(await Promise.all(early)).toEqual([1, 2, 3].map((value) => ({ value, done: false })))
    expect(await Promise.all([items.next(), items.next(), items.next()])).toEqual([
      { value: 4, done: false },
      { value: 5, done: false },
      done,
    ])
    expect(await items.next()).toEqual(done)
  })

  it('come before the error that follows them, which is told once', async () => {
    const broken = new Error('broken')
    const items = itemsOf(arrays([1], broken))
    const asked = await Promise.allSettled([items.next(), items.next(), items.next()])
    expect(asked).toEqual([
      { status: 'fulfilled', value: { value: 1, done: false } },
      { status: 'rejected', reason: broken },
      { status: 'fulfilled', value: done },
    ])
  })

  it('end when they are left, those that had arrived too', async () => {
    let left = false
    async function* source(): AsyncGenerator<readonly number[], void> {
      try {
        yield [1, 2, 3]
      } finally {
        left = true
      }
    }
    for await (const item of itemsOf(source())) {
      expect(item).toBe(1)
      break
    }
    expect(left).toBe(true)

    const items = itemsOf(source())
    await items.next()
    await expect(items.throw(new Error('enough'))).rejects.toThrow('enough')
    expect(await items.next()).toEqual(done)
  })
})
