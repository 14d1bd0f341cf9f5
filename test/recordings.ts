/** The recorded answers of a real server, file by file in the order in which they were recorded. */
import { readFileSync } from 'node:fs'

export interface RecordedRequest {
  readonly method: string
  readonly path: string
  /** `<admin>` and `<other>` stand for tokens. */
  readonly headers?: Readonly<Record<string, string>>
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
  readonly trailers?: Readonly<Record<string, string>>
}

export interface Exchange {
  readonly name: string
  readonly request: RecordedRequest
  readonly response: RecordedResponse
}

export const EXCHANGE_FILES = [
  'system',
  'auth',
  'write',
  'query',
  'databases',
  'continuous-queries',
  'delete',
  'retention',
  'operations',
  'mqtt-and-edge-sync',
  'disabled-features',
  'limits',
] as const

export type ExchangeFile = (typeof EXCHANGE_FILES)[number]

/** Reads one file of recordings. */
export function loadExchanges(file: ExchangeFile): readonly Exchange[] {
  return JSON.parse(readFileSync(new URL(`./fixtures/exchanges/${file}.json`, import.meta.url), 'utf8'))
}
