import { expect, test } from 'vitest'
import { decodeFile, encodeHead, type SpooledBatch } from '../../../src/ingest/writer/spool-file.ts'

const batch: SpooledBatch = { database: 'default', measurement: 'cpu', rows: 3 }
const body = Uint8Array.from({ length: 40 }, (_, i) => i * 7)
const file = Buffer.concat([encodeHead(batch, body), body])

test('the layout on disk is the documented one', () => {
  const json = '{"database":"default","measurement":"cpu","rows":3}'
  expect(file.toString('latin1', 0, 8)).toBe('arcspool')
  expect(file.readUInt32LE(8)).toBe(1)
  expect(file.readUInt32LE(12)).toBe(json.length)
  expect(file.readUInt32LE(16)).toBe(40)
  expect(file.toString('utf8', 28, 28 + json.length)).toBe(json)
  expect(file.subarray(28 + json.length)).toEqual(Buffer.from(body))
})

test('what was written is read', () => {
  expect(decodeFile(file)).toEqual({ batch, body: Buffer.from(body) })
})

test('a flip of any bit of any byte is noticed', () => {
  for (let at = 0; at < file.length; at++) {
    for (let bit = 0; bit < 8; bit++) {
      const flipped = Buffer.from(file)
      flipped[at] = (flipped[at] ?? 0) ^ (1 << bit)
      expect(decodeFile(flipped), `byte ${at}, bit ${bit}`).toBeTypeOf('string')
    }
  }
})

test('a file torn at any length is noticed', () => {
  for (let length = 0; length < file.length; length++) {
    expect(decodeFile(file.subarray(0, length)), `${length} bytes`).toBeTypeOf('string')
  }
})

test('bytes after the end are noticed', () => {
  expect(decodeFile(Buffer.concat([file, Buffer.alloc(1)]))).toMatch(/bytes instead of/)
})

test('a file of zeros, as a power cut leaves it, is noticed', () => {
  expect(decodeFile(Buffer.alloc(file.length))).toMatch(/signature/)
})
