/**
 * Where record batches come from: tables and batches of any copy of apache-arrow, and IPC bytes or streams, which need the package.
 */

import { batchesOf, batchesOfChunks } from '../../base/arrow/ipc.ts'
import { describe, messageOf } from '../../base/describe.ts'
import { isArrayBuffer, isBytes } from '../../base/kinds.ts'
import { ArcValidationError } from '../../errors.ts'
import { loadArrow } from '../../transport/arrow-package.ts'
import { abortable, asyncIterableOf } from '../async-source.ts'
import { callError } from '../refusals.ts'
import { type ArrowBatch, isArrowBatch, isArrowTable } from './data.ts'

/** Record batches, wherever they come from. */
export interface ArrowSource {
  readonly batches: Iterable<ArrowBatch> | AsyncIterable<ArrowBatch>
  /** Whether all of it is here, so that it can be checked before anything is sent. */
  readonly inMemory: boolean
  /** Whether an error is the producer's rather than one of reading what it produced. */
  hasThrown(error: unknown): boolean
  /** Tells a producer that has not ended to stop. */
  close(): Promise<void>
}

/** Finds out what the caller gave and how to read it. */
export async function openArrow(
  input: unknown,
  measurement: string,
  signal: AbortSignal | undefined,
): Promise<ArrowSource> {
  const inMemory = (batches: ArrowSource['batches']): ArrowSource => ({
    batches,
    inMemory: true,
    hasThrown: () => false,
    close: async () => {},
  })
  if (isArrowTable(input)) return inMemory(input.batches)
  if (isArrowBatch(input)) return inMemory([input])
  if (Array.isArray(input) && input.every(isArrowBatch)) return inMemory(input)
  if (isBytes(input) || isArrayBuffer(input)) return inMemory(await readIpc(input, measurement, signal))
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) {
    const stream = asyncIterableOf(input)
    if (stream !== undefined) return openIterator(abortable(stream, signal), measurement, signal)
    if (Symbol.iterator in input) {
      return openIterator((input as Iterable<unknown>)[Symbol.iterator](), measurement, signal)
    }
  }
  throw callError(
    measurement,
    `${describe(input)} is not Arrow data; give a Table, RecordBatches, a reader, or IPC bytes or a stream of them`,
  )
}

type AnyIterator = Iterator<unknown> | AsyncIterator<unknown>

/** A stream of record batches, or of the bytes of an IPC stream: the first item tells. */
async function openIterator(
  iterator: AnyIterator,
  measurement: string,
  signal: AbortSignal | undefined,
): Promise<ArrowSource> {
  const first = await iterator.next()
  const thrown = new Set<unknown>()
  let ended = first.done === true
  async function* items(): AsyncGenerator<unknown, void, undefined> {
    try {
      for (let step = first; !step.done; step = await iterator.next()) {
        // The reader keeps chunks until it has a whole message, and the producer may use their memory again before.
        yield isBytes(step.value) ? new Uint8Array(step.value) : step.value
      }
      ended = true
    } catch (error) {
      ended = true
      thrown.add(error)
      throw error
    }
  }
  // Neither an error nor the end marker of an IPC stream, which more may follow, makes the reader close what it reads from.
  const close = async (): Promise<void> => {
    if (ended) return
    ended = true
    await iterator.return?.()
  }
  const isIpc = !first.done && isBytes(first.value)
  try {
    const batches = isIpc ? await readIpc(items() as AsyncIterable<Uint8Array>, measurement, signal) : items()
    return {
      batches: batches as AsyncIterable<ArrowBatch>,
      inMemory: false,
      hasThrown: (error) => thrown.has(error),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function readIpc(
  bytes: Uint8Array | ArrayBuffer | AsyncIterable<Uint8Array>,
  measurement: string,
  signal: AbortSignal | undefined,
): Promise<Iterable<ArrowBatch> | AsyncIterable<ArrowBatch>> {
  // Before a large package is loaded for nothing.
  signal?.throwIfAborted()
  const arrow = await loadArrow('write.arrow of IPC')
  if (Symbol.asyncIterator in bytes) return batchesOfChunks(arrow, bytes)
  try {
    return [...batchesOf(arrow, isArrayBuffer(bytes) ? new Uint8Array(bytes) : bytes)]
  } catch (error) {
    throw unreadable(measurement, error)
  }
}

/** The error for data that apache-arrow cannot read. */
export function unreadable(measurement: string, cause: unknown): ArcValidationError {
  const reason = messageOf(cause)
  // apache-arrow has no codecs of its own.
  const wayOut = /\bcodec\b/.test(reason)
    ? '; write it without compression, or register the codec with compressionRegistry of apache-arrow'
    : ''
  return new ArcValidationError(`${measurement}: the Arrow data could not be read: ${reason}${wayOut}`, {
    measurement,
    cause,
  })
}
