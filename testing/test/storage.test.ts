import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { createTestArc, type TestArc } from '../src/arc.ts'
import type { ColumnBatch, ColumnData } from '../src/storage.ts'

const HOUR = 3_600_000_000n
/** 2026-08-22T10:00:00Z */
const TEN = 1_787_392_800_000_000n

let arc: TestArc

beforeAll(async () => {
  arc = await createTestArc({ flushAgeMs: 600_000, flushRows: 100 })
})
afterEach(() => arc.reset())
afterAll(() => arc.close())

describe('buffers', () => {
  test('hold rows until they are flushed', async () => {
    await arc.storage.append('db', 'cpu', batch([TEN]))
    expect(await arc.storage.files('db')).toEqual([])
    expect(arc.storage.activeBuffers).toBe(1)
    await arc.storage.flush()
    expect(await arc.storage.files('db')).toHaveLength(1)
    expect(arc.storage.activeBuffers).toBe(0)
    expect(arc.storage.stats).toMatchObject({ rowsBuffered: 1, rowsWritten: 1, flushes: 1, errors: 0 })
  })

  test('are flushed when they are full', async () => {
    const times = Array.from({ length: 100 }, (_, index) => TEN + BigInt(index))
    await arc.storage.append('db', 'cpu', batch(times))
    expect(await arc.storage.files('db', 'cpu')).toHaveLength(1)
  })

  test('are flushed before a batch with other columns or types', async () => {
    await arc.storage.append('db', 'cpu', batch([TEN], { v: { type: 'float64', values: Float64Array.of(1) } }))
    await arc.storage.append('db', 'cpu', batch([TEN], { v: { type: 'float64', values: Float64Array.of(2) } }))
    expect(await arc.storage.files('db', 'cpu')).toHaveLength(0)
    await arc.storage.append('db', 'cpu', batch([TEN], { v: { type: 'int64', values: BigInt64Array.of(3n) } }))
    expect(await arc.storage.files('db', 'cpu')).toHaveLength(1)
    await arc.storage.flush()
    expect(await arc.storage.files('db', 'cpu')).toHaveLength(2)
  })

  test('that cannot be written are lost, and counted', async () => {
    arc.storage.failFlushes(1)
    await arc.storage.append('db', 'cpu', batch([TEN]))
    await expect(arc.storage.flush()).rejects.toThrow('no space left')
    await arc.storage.flush()
    expect(arc.storage.stats).toMatchObject({ rowsBuffered: 1, rowsWritten: 0, errors: 1 })
  })
})

describe('files', () => {
  test('lie in a directory per hour, named after the measurement', async () => {
    await arc.storage.append('db', 'cpu', batch([TEN + HOUR, TEN, TEN - 1n]))
    await arc.storage.flush()
    const paths = (await arc.storage.files('db', 'cpu')).map(({ relativePath }) => relativePath)
    expect(paths).toEqual([
      expect.stringMatching(/^db\/cpu\/2026\/08\/22\/09\/cpu_\d{8}_\d{6}_\d{9}\.parquet$/),
      expect.stringMatching(/^db\/cpu\/2026\/08\/22\/10\/cpu_\d{8}_\d{6}_\d{9}\.parquet$/),
      expect.stringMatching(/^db\/cpu\/2026\/08\/22\/11\/cpu_\d{8}_\d{6}_\d{9}\.parquet$/),
    ])
  })

  test('before 1970 lie in the hour that holds them', async () => {
    await arc.storage.append('db', 'old', batch([-1n, 0n]))
    await arc.storage.flush()
    const hours = (await arc.storage.files('db', 'old')).map(({ relativePath }) => relativePath.slice(0, 20))
    expect(hours).toEqual(['db/old/1969/12/31/23', 'db/old/1970/01/01/00'])
  })

  test('hold their rows sorted by time, equal times in the order of arrival', async () => {
    const v = { type: 'int64', values: BigInt64Array.of(1n, 2n, 3n, 4n) } as const
    await arc.storage.append('db', 'cpu', batch([TEN + 5n, TEN, TEN + 5n, TEN], { v }))
    await arc.storage.flush()
    expect(await stored('cpu', 'v')).toEqual([2n, 4n, 1n, 3n])
  })

  test('are many when the rows are spread over many hours', async () => {
    const times = Array.from({ length: 90 }, (_, index) => TEN + BigInt((index * 37) % 90) * HOUR)
    await arc.storage.append('db', 'cpu', batch(times))
    await arc.storage.flush()
    expect(await arc.storage.files('db', 'cpu')).toHaveLength(90)
    expect(await stored('cpu', 'epoch_us(time)')).toEqual([...times].sort((a, b) => (a < b ? -1 : 1)))
  })

  test('are whole whenever a query looks', async () => {
    const glob = arc.storage.glob('db', 'busy')
    await arc.storage.append('db', 'busy', batch([TEN]))
    await arc.storage.flush()
    const writing = (async () => {
      for (let index = 0; index < 40; index++) {
        await arc.storage.append('db', 'busy', batch([TEN + BigInt(index) * HOUR]))
        await arc.storage.flush()
      }
    })()
    let isWriting = true
    writing.finally(() => {
      isWriting = false
    })
    while (isWriting) await arc.engine.rows(`SELECT count(*) FROM read_parquet('${glob}')`)
    await writing
    expect(await arc.storage.files('db', 'busy')).toHaveLength(41)
  })

  test.each([
    ['cpu', 'one hour', 640],
    ['many', 'many hours', 40],
  ])('keep 0 and -0 apart where they repeat: %s, %s', async (measurement, _, rowsPerHour) => {
    const values = Float64Array.from({ length: 640 }, (_, index) => [0, -0, 1][index % 3] as number)
    const times = Array.from(values, (_, index) => TEN + BigInt(index) + BigInt(Math.floor(index / rowsPerHour)) * HOUR)
    await arc.storage.append('db', measurement, batch(times, { v: { type: 'float64', values } }))
    await arc.storage.flush()
    expect(await stored(measurement, 'v')).toEqual([...values])
  })

  test('give back every value of every type', async () => {
    const column = fc.array(fc.option(fc.string({ unit: 'grapheme', maxLength: 20 })), { minLength: 1, maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(column, async (texts) => {
        await arc.storage.clear()
        const rows = texts.length
        const validity = Uint8Array.from(texts, (text) => (text === null ? 0 : 1))
        await arc.storage.append('db', 'types', {
          rows,
          timeMicros: BigInt64Array.from(texts, (_, index) => TEN + BigInt(index)),
          columns: new Map<string, ColumnData>([
            ['text', { type: 'utf8', values: texts }],
            ['int', { type: 'int64', values: BigInt64Array.from(texts, (_, index) => BigInt(index) - 5n), validity }],
            ['float', { type: 'float64', values: Float64Array.from(texts, (_, index) => index / 3), validity }],
            ['bool', { type: 'bool', values: Uint8Array.from(texts, (_, index) => index % 2), validity }],
          ]),
        })
        await arc.storage.flush()
        const glob = arc.storage.glob('db', 'types')
        const read = await arc.engine.rows(`SELECT * EXCLUDE (time) FROM read_parquet('${glob}') ORDER BY time`)
        expect(read).toEqual(
          texts.map((text, index) => ({
            text,
            int: text === null ? null : BigInt(index) - 5n,
            float: text === null ? null : index / 3,
            bool: text === null ? null : index % 2 === 1,
          })),
        )
      }),
      { numRuns: 25 },
    )
  })
})

test('databases and measurements are listed by their directories, hidden ones left out', async () => {
  await arc.storage.append('b', 'mem', batch([TEN]))
  await arc.storage.append('b', 'cpu', batch([TEN]))
  await arc.storage.append('a', 'cpu', batch([TEN]))
  await arc.storage.flush()
  mkdirSync(join(arc.storage.root, '_internal'))
  expect(await arc.storage.databases()).toEqual(['a', 'b'])
  expect(await arc.storage.measurements('b')).toEqual(['cpu', 'mem'])
  expect(await arc.storage.measurements('none')).toEqual([])
})

describe('the directory', () => {
  test('is temporary unless it is given', async () => {
    const other = await createTestArc()
    const { root } = other.storage
    expect(existsSync(root)).toBe(true)
    await other.close()
    expect(existsSync(root)).toBe(false)
  })

  test('that cannot be made is refused before an engine is opened', async () => {
    const create = vi.spyOn(arc.engine.api.DuckDBInstance, 'create')
    await expect(createTestArc({ dataDir: join(import.meta.filename, 'data') })).rejects.toMatchObject({
      code: 'ENOTDIR',
    })
    expect(create).not.toHaveBeenCalled()
    create.mockRestore()
  })

  test('that is given keeps its rows, buffered ones included', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'arc-kept-'))
    try {
      const first = await createTestArc({ dataDir })
      await first.storage.append('db', 'cpu', batch([TEN]))
      await first.close()
      const second = await createTestArc({ dataDir })
      expect(await second.storage.files('db', 'cpu')).toHaveLength(1)
      await second.close()
    } finally {
      rmSync(dataDir, { recursive: true })
    }
  })

  test('that is given keeps the rows of two processes in the same second', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'arc-kept-'))
    vi.useFakeTimers({ toFake: ['Date'], now: Number(TEN / 1000n) })
    try {
      for (let process = 0; process < 2; process++) {
        vi.resetModules()
        const { createTestArc: create } = await import('../src/arc.ts')
        const each = await create({ dataDir })
        await each.storage.append('db', 'cpu', batch([TEN]))
        await each.close()
      }
      const last = await createTestArc({ dataDir })
      expect(await last.storage.files('db', 'cpu')).toHaveLength(2)
      await last.close()
    } finally {
      vi.useRealTimers()
      rmSync(dataDir, { recursive: true })
    }
  })

  test('that is given keeps what no Arc stored there, on reset too', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'arc-kept-'))
    try {
      mkdirSync(join(dataDir, 'src'))
      const own = ['package.json', 'src/cpu.parquet', '.gitkeep']
      for (const name of own) writeFileSync(join(dataDir, name), name)
      const each = await createTestArc({ dataDir })
      await each.storage.append('db', 'cpu', batch([TEN]))
      await each.storage.append('db', 'mem', batch(Array.from({ length: 20 }, (_, hour) => TEN + BigInt(hour) * HOUR)))
      await each.storage.flush()
      expect(await each.storage.databases()).toEqual(['db', 'src'])
      await each.reset()
      await each.close()
      expect(readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).sort()).toEqual(['src', ...own].sort())
    } finally {
      rmSync(dataDir, { recursive: true })
    }
  })
})

function batch(times: readonly bigint[], columns: Record<string, ColumnData> = {}): ColumnBatch {
  return {
    rows: times.length,
    timeMicros: BigInt64Array.from(times),
    columns: new Map(Object.entries(columns)),
  }
}

async function stored(measurement: string, expression: string): Promise<unknown[]> {
  const glob = arc.storage.glob('db', measurement)
  const rows = await arc.engine.rows(`SELECT ${expression} AS value FROM read_parquet('${glob}')`)
  return rows.map(({ value }) => (typeof value === 'object' && value !== null ? Number(value) : value))
}
