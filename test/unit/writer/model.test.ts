import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ANSWERS, openWriter, type Reaction, startSink } from './harness.ts'

const MEASUREMENTS = ['a', 'b', 'c']
/** What the server does with one request. None of these stores anything but the first. */
const reactions: Record<string, Reaction> = {
  stored: undefined,
  churn: ANSWERS.churn,
  canceled: ANSWERS.canceled,
  tooLarge: ANSWERS.tooLarge,
  reset: 'reset',
  refused: ANSWERS.invalid,
}

const step = fc.oneof(
  fc.record({
    call: fc.constantFrom('row', 'rows', 'columns'),
    measurement: fc.constantFrom(...MEASUREMENTS),
    count: fc.integer({ min: 1, max: 25 }),
  }),
  fc.record({ call: fc.constantFrom('flush', 'turn') }),
)

test('whatever is appended and whatever the server does, every row is stored or handed back, once, in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 40 }),
      fc.array(fc.constantFrom(...Object.keys(reactions)), { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 1, max: 12 }),
      async (steps, fates, maxRows) => {
        const sink = await startSink()
        sink.react = (_, count) => reactions[fates[count - 1] ?? 'stored']
        const handedBack = new Map<string, number[]>(MEASUREMENTS.map((name) => [name, []]))
        const writer = openWriter(sink.url, {
          maxRows,
          retry: { baseDelayMs: 1, maxDelayMs: 2 },
          onDrop: ({ measurement, rows }) => {
            handedBack.get(measurement)?.push(...rows.map((row) => Number(row.v)))
            return true
          },
        })
        const appended = new Map<string, number[]>(MEASUREMENTS.map((name) => [name, []]))
        let next = 0
        for (const { call, ...data } of steps) {
          if (call === 'flush') await writer.flush()
          else if (call === 'turn') await new Promise((resolve) => setImmediate(resolve))
          else if ('measurement' in data) {
            const count = call === 'row' ? 1 : data.count
            const values = Array.from({ length: count }, () => next++)
            append(call, data.measurement, values)
            appended.get(data.measurement)?.push(...values)
          }
          const { rowsBuffered, rowsInFlight, rowsAcknowledged, rowsDropped } = writer.stats
          expect(rowsBuffered + rowsInFlight + rowsAcknowledged + rowsDropped).toBe(next)
        }
        await writer.close()
        for (const name of MEASUREMENTS) {
          const stored = sink.column(name, 'v') as number[]
          const back = handedBack.get(name) ?? []
          expect(stored).toEqual([...stored].sort((x, y) => x - y))
          expect(back).toEqual([...back].sort((x, y) => x - y))
          expect([...stored, ...back].sort((x, y) => x - y)).toEqual(appended.get(name))
        }
        expect(writer.stats).toMatchObject({ rowsBuffered: 0, rowsInFlight: 0, bytesBuffered: 0, batchesPending: 0 })

        function append(call: string, measurement: string, values: readonly number[]): void {
          const time = 1_700_000_000_000
          if (call === 'columns') writer.appendColumns(measurement, { time: values.map(() => time), v: values })
          else if (call === 'rows')
            writer.append(
              measurement,
              values.map((v) => ({ time, v })),
            )
          else writer.append(measurement, { time, v: values[0] })
        }
      },
    ),
    { numRuns: 60 },
  )
})
