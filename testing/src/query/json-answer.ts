/** `POST /api/v1/query`: the row-major JSON document, written row by row (docs/wire-notes.md#query-json). */
import { type AnswerRequest, elapsedMs, type ResultSet, sentBatches } from './batches.ts'
import { byteString, jsonCells } from './cell-text.ts'

/** The server flushes after so many rows. */
const ROWS_PER_PART = 1000

/** The document in parts. When the deadline comes it is closed where it stands: valid, `success: true`, and short. */
export async function* jsonAnswer(result: ResultSet, context: AnswerRequest): AsyncGenerator<Uint8Array> {
  const names = result.columns.map(({ name }) => byteString(JSON.stringify(name)))
  let text = `{"success":true,"columns":[${names.join(',')}],"data":[`
  let written = 0
  for (const { batch, rows } of sentBatches(result, context)) {
    const cells = result.columns.map((_, index) => jsonCells(batch.column(index)))
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
  if (context.profile !== undefined) text += `,"profile":${JSON.stringify(context.profile)}`
  yield Buffer.from(`${text}}`, 'latin1')
}
