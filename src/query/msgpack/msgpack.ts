/**
 * The columnar MessagePack result of `/api/v1/query/msgpack`, decoded while it arrives.
 *
 *   1. One map: `success`, `columns`, `types`, `data`, `row_count`, `execution_time_ms`, `timestamp`, and where the server
 *      has something to add, `profile`, `rows_capped` and `row_cap`.
 *   2. `data` is column-major: an array of columns, each an array that announces its length before its cells.
 *   3. Bytes are gathered in one small buffer that stays in the CPU's cache; each time it is full, all whole cells in it
 *      are decoded into typed arrays and the rest is moved to its front.
 *   4. At the end everything announced must have arrived: map, columns, cells, `row_count`, and nothing after it. That
 *      makes this the only format of the server's in which a cut result cannot pass for a whole one
 *      (docs/wire-notes.md#truncation).
 */

import { arrayLength, type Chunk, chunkOf, INCOMPLETE, mapLength, readValue, type Value } from '../../base/msgpack.ts'
import { ArcQueryError, ArcServerError, ArcTruncatedError } from '../../errors.ts'
import { type ColumnDecoder, type QueryColumns, truncateColumns } from '../columns.ts'
import { capped } from '../deadline-guard.ts'
import { columnDecoder } from './column-decoder.ts'
import { TextReader } from './text-cells.ts'

/** Enough for a run of cells to pay, small enough for the CPU's second-level cache. */
const BUFFER_BYTES = 256 * 1024

type State = 'start' | 'key' | 'value' | 'columns' | 'column' | 'cells' | 'end'

/** Decodes one result. Feed it with `push`, then take it with `finish`. */
export class MsgpackResult {
  #buffer: Chunk = chunkOf(new Uint8Array(BUFFER_BYTES))
  #filled = 0
  #state: State = 'start'
  #keysLeft = 0
  #key = ''
  readonly #header = new Map<string, Value>()
  /** Read once, when `data` begins: a result can have as many columns as rows. */
  #types: readonly string[] = []
  readonly #decoders: ColumnDecoder[] = []
  readonly #texts = new TextReader()
  #columnsLeft = 0

  /**
   * Takes the next bytes of the document, in pieces of any size.
   *
   * @throws ArcServerError when it is damaged.
   */
  push(bytes: Uint8Array): void {
    let from = 0
    while (from < bytes.length) {
      const room = this.#buffer.bytes.length - this.#filled
      // Chunks are small: a view of each would cost as much as copying it.
      const part = from === 0 && bytes.length <= room ? bytes : bytes.subarray(from, from + room)
      this.#buffer.bytes.set(part, this.#filled)
      this.#filled += part.length
      from += part.length
      if (this.#filled === this.#buffer.bytes.length) this.#drain()
    }
  }

  /**
   * The result, once all bytes were pushed.
   *
   * @throws ArcTruncatedError when the document is not whole, with the rows that are; ArcServerError when it is damaged.
   */
  finish(): QueryColumns {
    this.#drain()
    if (this.#state !== 'end') throw this.#truncated('the document ended in the middle', this.#wholeRows())
    if (this.#header.get('success') !== true) {
      throw new ArcQueryError(String(this.#header.get('error') ?? 'the query failed without a message'))
    }
    if (this.#filled > 0) throw new ArcServerError(`malformed MessagePack result: ${this.#filled} bytes after its end`)
    const names = this.#namesOf('columns')
    if (this.#decoders.length !== names.length) {
      throw new ArcServerError(
        `malformed MessagePack result: ${names.length} names, ${this.#decoders.length} columns of data`,
      )
    }
    const rowCount = this.#header.get('row_count') ?? -1
    if (typeof rowCount !== 'number' || (names.length === 0 && rowCount !== 0)) {
      throw new ArcServerError(`malformed MessagePack result: ${rowCount} rows in ${names.length} columns`)
    }
    const uneven = this.#decoders.find((decoder) => decoder.length !== rowCount)
    if (uneven !== undefined) {
      throw this.#truncated(`row_count is ${rowCount}, but a column has ${uneven.length} rows`, this.#wholeRows())
    }
    if (this.#header.get('truncated') === true) {
      throw this.#truncated(String(this.#header.get('truncation_reason') ?? 'the server cut it'), rowCount)
    }
    if (this.#header.get('rows_capped') === true) {
      throw this.#truncated(capped(this.#header.get('row_cap') ?? rowCount), rowCount)
    }
    return this.#result(rowCount)
  }

  #result(rowCount: number): QueryColumns {
    const names = this.#namesOf('columns')
    const columns = this.#decoders.map((decoder, index) => decoder.column(names[index] ?? ''))
    return {
      names,
      types: this.#namesOf('types'),
      columns,
      rowCount,
      executionTimeMs: Number(this.#header.get('execution_time_ms') ?? 0),
      missing: names.length === 0,
    }
  }

  // Column after column arrives: before the last one has begun, no row is whole.
  #wholeRows(): number {
    const width = this.#header.get('columns')
    const whole = Array.isArray(width) && width.length > 0 && this.#decoders.length === width.length
    return whole ? this.#decoders.reduce((rows, { count }) => Math.min(rows, count), Number.POSITIVE_INFINITY) : 0
  }

  #truncated(reason: string, rows: number): ArcTruncatedError {
    const partial = rows === 0 ? undefined : this.#result(rows)
    const arrived = partial === undefined ? 'No row had arrived whole' : `Whole rows in error.partial: ${rows}`
    return new ArcTruncatedError(`The result is not whole: ${reason}. ${arrived}`, {
      reason,
      rowsReceived: rows,
      partial: partial && { ...partial, columns: truncateColumns(partial.columns, rows) },
    })
  }

  /** Decodes what is whole, and makes room for more. */
  #drain(): void {
    const used = this.#advance()
    const { bytes } = this.#buffer
    if (used > 0) {
      bytes.copyWithin(0, used, this.#filled)
      this.#filled -= used
    } else if (this.#filled === bytes.length && this.#state !== 'end') {
      // One value is larger than the buffer.
      this.#buffer = chunkOf(new Uint8Array(bytes.length * 2))
      this.#buffer.bytes.set(bytes)
    } else if (this.#state === 'end' && this.#filled === bytes.length) {
      throw new ArcServerError('malformed MessagePack result: more bytes after its end')
    }
  }

  /** Runs the document's states over the buffer, and returns how many bytes are done with. */
  #advance(): number {
    const end = this.#filled
    let at = 0
    for (;;) {
      if (this.#state === 'cells') {
        const decoder = this.#decoders.at(-1)
        if (decoder === undefined) throw new Error('unreachable: cells without a column')
        at = decoder.decode(this.#buffer, at, end)
        if (decoder.count < decoder.length) return at
        this.#state = --this.#columnsLeft > 0 ? 'column' : 'key'
      }
      if (this.#state === 'key' && this.#keysLeft === 0) this.#state = 'end'
      if (this.#state === 'end') return at
      const next = this.#structure(at, end)
      if (next === INCOMPLETE) return at
      at = next
    }
  }

  /** Reads one thing between cells: a key, a small value, the start of an array. */
  #structure(at: number, end: number): number {
    switch (this.#state) {
      case 'start': {
        const map = mapLength(this.#buffer, at, end)
        if (map.next !== INCOMPLETE) {
          this.#keysLeft = map.length
          this.#state = 'key'
        }
        return map.next
      }
      case 'key': {
        const key = readValue(this.#buffer, at, end)
        if (key.next !== INCOMPLETE) {
          this.#key = String(key.value)
          this.#keysLeft--
          this.#state = this.#key === 'data' && this.#header.get('success') === true ? 'columns' : 'value'
        }
        return key.next
      }
      case 'value': {
        const value = readValue(this.#buffer, at, end)
        if (value.next !== INCOMPLETE) {
          this.#header.set(this.#key, value.value)
          this.#state = 'key'
        }
        return value.next
      }
      case 'columns': {
        const columns = arrayLength(this.#buffer, at, end)
        if (columns.next !== INCOMPLETE) {
          this.#types = this.#namesOf('types')
          if (columns.length !== this.#types.length) {
            throw new ArcServerError(
              `malformed MessagePack result: ${columns.length} columns of data for ${this.#types.length} types`,
            )
          }
          this.#columnsLeft = columns.length
          this.#state = columns.length > 0 ? 'column' : 'key'
        }
        return columns.next
      }
      case 'column': {
        const cells = arrayLength(this.#buffer, at, end)
        if (cells.next !== INCOMPLETE) {
          this.#decoders.push(this.#decoderFor(cells.length))
          this.#state = 'cells'
        }
        return cells.next
      }
      default:
        throw new Error(`unreachable: ${this.#state} is not read here`)
    }
  }

  #decoderFor(length: number): ColumnDecoder {
    const type = this.#types[this.#decoders.length] ?? ''
    const decoder = columnDecoder(type, length, this.#texts)
    if (decoder === undefined) {
      throw new ArcServerError(
        `column "${this.#namesOf('columns')[this.#decoders.length]}" has the type ${JSON.stringify(type)}, which this client does not know; cast it in the SQL, or update arc-tsdb-client`,
      )
    }
    return decoder
  }

  #namesOf(key: string): readonly string[] {
    const value = this.#header.get(key)
    if (isTexts(value)) return value
    throw new ArcServerError(`malformed MessagePack result: no ${key} before its data`)
  }
}

function isTexts(value: Value | undefined): value is string[] {
  return Array.isArray(value) && value.every((text) => typeof text === 'string')
}
