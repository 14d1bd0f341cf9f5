/**
 * How fast rows become a request body, by kind of input, beside generic MessagePack encoders given the same columns. The floor is copying the finished body.
 *
 * Ours uses the memory of a body again, as a client does when the server has acknowledged it; the others keep their own buffers, too.
 */
import assert from 'node:assert/strict'
import { decode, Encoder } from '@msgpack/msgpack'
import { Packr } from 'msgpackr'
import type { EncodedBatch } from '../src/ingest/encoding/batch.ts'
import { BufferPool } from '../src/ingest/encoding/buffer-pool.ts'
import { BatchBuilder } from '../src/ingest/encoding/builder.ts'
import { resolveMeasurement } from '../src/ingest/measurement.ts'
import { type BenchCase, type BenchTable, printMachine, runBench } from './harness.ts'
import { createWorkload, ROWS } from './workload.ts'

export async function run(): Promise<readonly BenchTable[]> {
  printMachine(['@msgpack/msgpack', 'msgpackr'])
  return [await runBench(cases(), { id: 'encode', title: `encode: ${ROWS} rows × time, tag, 5 floats`, turns: 21 })]
}

function cases(): BenchCase[] {
  const { time, host, codes, dictionary, floats, typedFloats, rows } = createWorkload()
  const measurement = resolveMeasurement('cpu')
  const arrays = { time, host, ...floats }
  const typed = { time: Float64Array.from(time), host: { codes, dictionary }, ...typedFloats }
  const expected = decode(bodyOf(new BatchBuilder(measurement).encodeColumns(typed)))

  const pool = new BufferPool(8 * 2 ** 20)
  const ours = (name: string, encode: (pool?: BufferPool) => EncodedBatch['body']): BenchCase => {
    const body = encode()
    return {
      name,
      rows: ROWS,
      bytes: body.length,
      run: () => pool.give(encode(pool)),
      check: () => assert.deepEqual(decode(body), expected),
    }
  }
  const builder = new BatchBuilder(measurement, {}, pool)
  const ready = bodyOf(new BatchBuilder(measurement).encodeColumns(typed))
  const micros = time.map((millis) => millis * 1000)
  // Generic encoders cannot be told that a column is float; with fractions in every value they come out right.
  const generic = { m: 'cpu', columns: { time: micros, host, ...floats } }
  const official = new Encoder()
  const packr = new Packr({ useRecords: false, variableMapSize: true })
  const rival = (name: string, encode: (value: unknown) => Uint8Array): BenchCase => ({
    name,
    rows: ROWS,
    bytes: encode(generic).length,
    run: () => encode(generic),
    check: () => assert.deepEqual(decode(encode(generic)), expected),
  })
  return [
    { name: 'floor: copy of the body', rows: ROWS, bytes: ready.length, run: () => ready.slice() },
    ours('typed arrays, dictionary tag', (memory) =>
      bodyOf(new BatchBuilder(measurement, {}, memory).encodeColumns(typed)),
    ),
    ours('arrays', (memory) => bodyOf(new BatchBuilder(measurement, {}, memory).encodeColumns(arrays))),
    ours('row objects', () => {
      for (const row of rows) builder.appendRow(row)
      return builder.take().body
    }),
    rival('msgpackr, arrays', (value) => packr.pack(value)),
    rival('@msgpack/msgpack, arrays', (value) => official.encode(value)),
  ]
}

function bodyOf(batches: readonly EncodedBatch[]): EncodedBatch['body'] {
  const [batch] = batches
  assert(batch !== undefined)
  return batch.body
}
