/** `POST /api/v1/query`: the row-major JSON document, written row by row (docs/wire-notes.md#query-json). */
import { type AnswerRequest, elapsedMs, type ResultSet, sentBatches } from './batches.ts'
import { byteString, jsonCells } from './cell-text.ts'
import type { Cells } from './cells.ts'
import { firstOverflow } from './msgpack-answer.ts'

/** The server flushes after so many rows. */
const ROWS_PER_PART = 1000

/**
 * The document in parts. When the deadline comes it is closed where it stands: valid, `success: true`, and short, which it says
 * since 26.09.2.
 */
export async function* jsonAnswer(result: ResultSet, context: AnswerRequest): AsyncGenerator<Uint8Array> {
  const names = result.columns.map(({ name }) => byteString(JSON.stringify(name)))
  let text = `{"success":true,"columns":[${names.join(',')}],"data":[`
  let written = 0
  for (const { batch, rows } of sentBatches(result, context)) {
    const columns = result.columns.map((_, index) => batch.column(index))
    const { decimalsAreNumbers } = context.switches
    // Numbers of scale 0 are int64: what does not fit ends the result.
    if (decimalsAreNumbers && columns.some(isBeyondInt64)) break
    const cells = columns.map((column) => jsonCells(column, decimalsAreNumbers))
    for (let row = 0; row < rows; row++) {
      text += written++ === 0 ? '[' : ',['
      for (let column = 0; column < cells.length; column++) {
        if (column > 0) text += ','
        text += (cells[column] as (row: number) => string)(row)
      }
      text += ']'
      if (written % ROWS_PER_PART === 0) {
        yield Buffer.from(text, 'latin1')
        text = ''
      }
    }
  }
  text += `],"row_count":${written},"execution_time_ms":${elapsedMs(context)},"timestamp":"${context.timestamp}"`
  if (written < result.rowCount && context.switches.tellsTruncation) {
    text += ',"truncated":true,"truncation_reason":"the result was cut short"'
  }
  if (context.profile !== undefined) text += `,"profile":${JSON.stringify(context.profile)}`
  yield Buffer.from(`${text}}`, 'latin1')
}

function isBeyondInt64(cells: Cells): boolean {
  return cells.type === 'decimal' && cells.kind.scale === 0 && firstOverflow(cells) !== undefined
}
