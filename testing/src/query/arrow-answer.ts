/**
 * `POST /api/v1/query/arrow`: an Arrow IPC stream (docs/wire-notes.md#arrow-stream).
 *
 * 1. The schema waits for the first batch, which decides what is sent as a dictionary.
 * 2. One record batch per DuckDB chunk, at most 2,048 rows.
 * 3. The end-of-stream marker always comes, also when the deadline cut the answer short or a value did not fit int64. Since
 *    26.09.2 bytes that no reader accepts come before it then, and the reason behind it, as a trailer.
 */
import type { Data, Field, RecordBatch, Schema, Vector } from 'apache-arrow'
import type { ArrowColumns, ArrowModule } from './arrow-columns.ts'
import { createStreamWriter, type IpcCompression } from './arrow-writer.ts'
import { type AnswerRequest, type ResultSet, sentBatches } from './batches.ts'
import type { Cells, CellsWith } from './cells.ts'
import { firstOverflow } from './msgpack-answer.ts'
import { isValid } from './vectors.ts'

export interface ArrowAnswerOptions {
  /** `x-arc-arrow-dictionary` */
  readonly dictionaries: boolean
  /** `x-arc-arrow-compression` */
  readonly compression: IpcCompression | undefined
  /** Called before the end of a stream that is cut, by a server that says so. */
  readonly onCut: (reason: string) => void
}

/** A message that no reader can read: its header would be longer than what follows. */
const UNREADABLE = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x40, 0, 0, 0, 0)

/** A first batch smaller than this gets no dictionaries. */
const MIN_DICTIONARY_ROWS = 256
const MAX_DICTIONARY_VALUES = 4096

/** The stream in parts, one per message group. */
export async function* arrowAnswer(
  arrow: ArrowModule,
  columns: ArrowColumns,
  result: ResultSet,
  context: AnswerRequest,
  { dictionaries, compression, onCut }: ArrowAnswerOptions,
): AsyncGenerator<Uint8Array> {
  const writer = createStreamWriter(arrow, compression)
  let encoders: readonly (DictionaryEncoder | undefined)[] = []
  let schema: Schema | undefined
  let left = result.rowCount
  for (const { batch, rows } of sentBatches(result, context)) {
    const cells = result.columns.map((_, index) => batch.column(index))
    // The server cannot cast such a batch, and drops it and what follows.
    if (
      cells.some(
        (column) => column.type === 'decimal' && column.kind.scale === 0 && firstOverflow(column) !== undefined,
      )
    ) {
      break
    }
    if (schema === undefined) {
      encoders = cells.map((column) =>
        dictionaries && deservesDictionary(column) ? new DictionaryEncoder(arrow, columns) : undefined,
      )
      schema = new arrow.Schema(
        result.columns.map((column, index) => encoders[index]?.field(column.name) ?? columns.field(column)),
      )
    }
    const data = cells.map((column, index) => {
      const encoder = encoders[index]
      return encoder === undefined || !isText(column) ? columns.column(column, rows) : encoder.encode(column, rows)
    })
    writer.write(recordBatch(arrow, schema, data, rows))
    left -= rows
    yield writer.take()
  }
  if (schema === undefined) writer.open(new arrow.Schema(result.columns.map((column) => columns.field(column))))
  if (left > 0 && context.switches.tellsTruncation) {
    onCut('the result was cut short')
    yield Buffer.concat([writer.take(), UNREADABLE])
  }
  writer.finish()
  yield writer.take()
}

function recordBatch(arrow: ArrowModule, schema: Schema, children: readonly Data[], length: number): RecordBatch {
  const type = new arrow.Struct(schema.fields)
  return new arrow.RecordBatch(schema, arrow.makeData({ type, length, nullCount: 0, children: [...children] }))
}

function isText(cells: Cells): cells is CellsWith<'text' | 'uuid'> {
  return cells.type === 'text' || cells.type === 'uuid'
}

function deservesDictionary(cells: Cells): boolean {
  if (!isText(cells) || cells.rows < MIN_DICTIONARY_ROWS) return false
  const limit = Math.min(Math.floor(cells.rows / 4), MAX_DICTIONARY_VALUES)
  const seen = new Set<string>()
  for (let row = 0; row < cells.rows && seen.size <= limit; row++) {
    if (isValid(cells.validity, row)) seen.add(textAt(cells, row))
  }
  return seen.size <= limit
}

/** Strings of one column as indices into a dictionary that grows with the stream and is sent anew when it did. */
class DictionaryEncoder {
  readonly #arrow: ArrowModule
  readonly #columns: ArrowColumns
  readonly #type
  readonly #indices = new Map<string, number>()
  #dictionary: Vector | undefined

  constructor(arrow: ArrowModule, columns: ArrowColumns) {
    this.#arrow = arrow
    this.#columns = columns
    this.#type = new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32())
  }

  field(name: string): Field {
    return new this.#arrow.Field(name, this.#type, true)
  }

  encode(cells: CellsWith<'text' | 'uuid'>, rows: number): Data {
    const known = this.#indices.size
    const data = new Int32Array(rows)
    for (let row = 0; row < rows; row++) {
      if (isValid(cells.validity, row)) data[row] = this.#indexOf(textAt(cells, row))
    }
    if (this.#dictionary === undefined || this.#indices.size > known) {
      this.#dictionary = this.#columns.utf8([...this.#indices.keys()])
    }
    const nullBitmap = cells.validity ?? null
    return this.#arrow.makeData({ type: this.#type, length: rows, data, nullBitmap, dictionary: this.#dictionary })
  }

  #indexOf(text: string): number {
    let index = this.#indices.get(text)
    if (index === undefined) {
      index = this.#indices.size
      this.#indices.set(text, index)
    }
    return index
  }
}

function textAt({ data, offsets }: CellsWith<'text' | 'uuid'>, row: number): string {
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('utf8', offsets[row], offsets[row + 1])
}
