/** Turns what a real server answered into a recording. */
import type { Exchange, RecordedResponse } from '../../test/recordings.ts'
import { parsed, type ReplayedResponse } from './send.ts'

/** Headers worth recording; the others are the same in every answer, or about the connection. */
const RECORDED_HEADERS = [
  'content-type',
  'content-encoding',
  'content-length',
  'transfer-encoding',
  'vary',
  'allow',
  'trailer',
  'connection',
  'access-control-allow-origin',
  'access-control-allow-methods',
  'access-control-allow-headers',
]

/** The exchange with a new answer. */
export function renewed(exchange: Exchange, { status, headers, body, trailers }: ReplayedResponse): Exchange {
  const kept = Object.fromEntries(
    RECORDED_HEADERS.flatMap((name) => {
      const value = headers[name]
      return typeof value === 'string' ? [[name, value]] : []
    }),
  )
  const sent = Object.fromEntries(
    Object.entries(trailers).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
  const response: RecordedResponse = {
    status,
    headers: kept,
    ...(Object.keys(sent).length === 0 ? {} : { trailers: sent }),
    ...recordedBody(body, headers['content-encoding'] === undefined && /json/.test(headers['content-type'] ?? '')),
  }
  return { ...exchange, response }
}

/** JSON is recorded as a value, unless it holds numbers that would not survive that; everything else as base64. */
function recordedBody(body: Uint8Array, isJson: boolean): Pick<RecordedResponse, 'body' | 'text' | 'base64'> {
  if (body.byteLength === 0) return {}
  if (!isJson) return { base64: Buffer.from(body).toString('base64') }
  const text = Buffer.from(body).toString()
  const value = parsed(text)
  return JSON.stringify(value) === text ? { body: value } : { text }
}
