/** A stream as its consumers see it, fed with frames by hand. */
import { describe, expect, it } from 'vitest'
import type { IpcFrame } from '../../../src/base/arrow/frames.ts'
import { type ResultSource, ResultStream } from '../../../src/query/result-stream.ts'

const done = { value: undefined, done: true }

/** Each chunk of bytes is a frame, and each byte an item. */
function sourceOf(chunks: AsyncIterable<Uint8Array>, complete: () => void = () => {}): ResultSource<number> {
  return {
    chunks,
    frames: (bytes): IpcFrame[] => [{ kind: 'batch', bytes, rows: bytes.length }],
    checkComplete: complete,
    items: ({ bytes }) => [...bytes],
    last: [],
  }
}

async function* arrays(...all: readonly (readonly number[] | Error)[]): AsyncGenerator<Uint8Array, void> {
  for (const items of all) {
    if (items instanceof Error) throw items
    yield Uint8Array.from(items)
  }
}

const streamOf = (...all: readonly (readonly number[] | Error)[]) =>
  new ResultStream(async () => sourceOf(arrays(...all)), 1_000, undefined)

async function collect(items: AsyncIterable<number>): Promise<number[]> {
  const all: number[] = []
  for await (const item of items) all.push(item)
  return all
}

describe('items', () => {
  it('come in their order, empty frames or not', async () => {
    expect(await collect(streamOf([1, 2], [], [3], []))).toEqual([1, 2, 3])
    expect(await collect(streamOf())).toEqual([])
  })

  it('asked for all at once are answered one by one', async () => {
    const stream = streamOf([1, 2], [3])
    const answers = await Promise.all(Array.from({ length: 5 }, () => stream.next()))
    expect(answers).toEqual([...[1, 2, 3].map((value) => ({ value, done: false })), done, done])
  })

  it('before an error arrive, and it comes once', async () => {
    const stream = streamOf([1], new Error('broken'))
    expect(await stream.next()).toEqual({ value: 1, done: false })
    await expect(stream.next()).rejects.toThrow('broken')
    expect(await stream.next()).toEqual(done)
  })

  it('are followed by what proves that they are all, or by the reason that they are not', async () => {
    const incomplete = () => {
      throw new Error('not whole')
    }
    const whole = new ResultStream(async () => ({ ...sourceOf(arrays([1])), last: [9] }), 1_000, undefined)
    expect(await collect(whole)).toEqual([1, 9])
    const source = { ...sourceOf(arrays([1]), incomplete), last: [9] }
    const stream = new ResultStream(async () => source, 1_000, undefined)
    expect((await stream.next()).value).toBe(1)
    await expect(stream.next()).rejects.toThrow('not whole')
  })

  it('that cannot be read end the stream with the reason', async () => {
    const unreadable = () => {
      throw new Error('damaged')
    }
    const stream = new ResultStream(async () => ({ ...sourceOf(arrays([1])), items: unreadable }), 1_000, undefined)
    await expect(stream.next()).rejects.toThrow('damaged')
    expect(await stream.next()).toEqual(done)
  })
})

describe('leaving', () => {
  it.each<[string, (stream: ResultStream<number>) => Promise<unknown>]>([
    ['return()', (stream) => stream.return()],
    ['throw()', (stream) => stream.throw(new Error('enough')).catch(() => {})],
    ['await using', (stream) => stream[Symbol.asyncDispose]()],
  ])('by %s ends it, with what was read ahead', async (_, leave) => {
    let signal: AbortSignal | undefined
    const stream = new ResultStream(
      async (given) => {
        signal = given
        return sourceOf(endless())
      },
      10,
      undefined,
    )
    expect((await stream.next()).value).toBe(1)
    await leave(stream)
    expect(signal?.aborted).toBe(true)
    expect(await stream.next()).toEqual(done)
  })

  it('before the first item sends nothing', async () => {
    let opened = false
    const stream = new ResultStream<number>(
      async () => {
        opened = true
        return sourceOf(arrays())
      },
      10,
      undefined,
    )
    await stream.return()
    expect(await stream.next()).toEqual(done)
    expect(opened).toBe(false)
  })

  it('while the answer is waited for ends the waiting', async () => {
    const never = (signal: AbortSignal) =>
      new Promise<ResultSource<number>>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
      })
    const stream = new ResultStream(never, 10, undefined)
    const pending = stream.next()
    await new Promise((resolve) => setTimeout(resolve, 5))
    await stream.return()
    expect(await pending).toEqual(done)
  })

  async function* endless(): AsyncGenerator<Uint8Array, void> {
    for (;;) yield Uint8Array.of(1, 2, 3)
  }
})

it('reads ahead as far as it may, and no further', async () => {
  let sent = 0
  async function* counted(): AsyncGenerator<Uint8Array, void> {
    for (; sent < 100; sent++) yield Uint8Array.of(1, 2, 3, 4)
  }
  const stream = new ResultStream(async () => sourceOf(counted()), 20, undefined)
  await stream.next()
  await new Promise((resolve) => setTimeout(resolve, 5))
  // One frame is open, five are in the queue.
  expect(sent).toBe(5)
  expect(await collect(stream)).toHaveLength(399)
})
