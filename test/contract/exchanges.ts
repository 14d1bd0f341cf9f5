/** The recorded exchanges: what a running server really answered. */
import { readdirSync, readFileSync } from 'node:fs'

export interface RecordedRequest {
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  /** A JSON body, a text body or a binary one. */
  readonly json?: unknown
  readonly text?: string
  readonly base64?: string
}

export interface RecordedResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
  /** JSON whose exact text matters, such as numbers beyond 2^53. */
  readonly text?: string
  readonly base64?: string
}

export interface RecordedExchange {
  /** File and name: `retention: create`. */
  readonly id: string
  readonly request: RecordedRequest
  readonly response: RecordedResponse
}

const directory = new URL('../fixtures/exchanges/', import.meta.url)

export const exchanges: readonly RecordedExchange[] = readdirSync(directory)
  .sort()
  .flatMap((file) => {
    const recorded = JSON.parse(readFileSync(new URL(file, directory), 'utf8')) as (Omit<RecordedExchange, 'id'> & {
      readonly name: string
    })[]
    return recorded.map(({ name, request, response }) => ({
      id: `${file.replace('.json', '')}: ${name}`,
      request,
      response,
    }))
  })

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
