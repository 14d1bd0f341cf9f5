/** The recorded exchanges: what a running server really answered. */
import {
  EXCHANGE_FILES,
  type Exchange,
  loadExchanges,
  type RecordedRequest,
  type RecordedResponse,
} from '../recordings.ts'

export type { RecordedRequest, RecordedResponse } from '../recordings.ts'

export interface RecordedExchange extends Omit<Exchange, 'name'> {
  /** File and name: `retention: create`. */
  readonly id: string
}

export const exchanges: readonly RecordedExchange[] = EXCHANGE_FILES.flatMap((file) =>
  loadExchanges(file).map(({ name, ...exchange }) => ({ id: `${file}: ${name}`, ...exchange })),
)

/** The bytes of a recorded body; `undefined` where there was none. */
export function bytesOf(part: RecordedRequest | RecordedResponse): Uint8Array<ArrayBuffer> | undefined {
  if (part.base64 !== undefined) return new Uint8Array(Buffer.from(part.base64, 'base64'))
  if (part.text !== undefined) return new TextEncoder().encode(part.text)
  const value = 'json' in part ? part.json : 'body' in part ? part.body : undefined
  return value === undefined ? undefined : new TextEncoder().encode(JSON.stringify(value))
}

/** The parsed JSON of a recorded answer; `undefined` where it is not JSON. */
export function jsonOf(response: RecordedResponse): unknown {
  const compressed = response.headers['content-encoding'] !== undefined
  if (compressed || !response.headers['content-type']?.startsWith('application/json')) return undefined
  if (response.text !== undefined) return JSON.parse(response.text)
  return response.body
}
