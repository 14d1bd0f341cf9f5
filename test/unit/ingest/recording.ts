/** A client whose requests end here: what it would have sent, for tests that look at bytes. */
import { decode } from '@msgpack/msgpack'
import { unpack } from 'msgpackr'
import { ArcClient, type Transport, type TransportRequest } from '../../../src/index.ts'

export interface RecordedRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

export interface RecordingClient {
  readonly arc: ArcClient
  readonly requests: RecordedRequest[]
}

/** `answer` decides the status of each request by its number; 204 without it. */
export function recordingClient(
  answer: (n: number) => { status: number; body?: unknown } = () => ({ status: 204 }),
): RecordingClient {
  const requests: RecordedRequest[] = []
  const transport: Transport = {
    async send(request) {
      const reply = answer(requests.length)
      requests.push(await record(request))
      const bytes = reply.body === undefined ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(reply.body))
      return {
        status: reply.status,
        headers: new Headers({ 'content-type': 'application/json' }),
        read: async (consume) => consume(bytes),
        async *chunks() {
          yield bytes
        },
        trailers: () => undefined,
        cancel() {},
      }
    },
    async close() {},
  }
  return { arc: new ArcClient({ url: 'http://127.0.0.1:1', transport, retry: false }), requests }
}

/** What a MessagePack request says, by two decoders that have nothing in common with the encoder; int64 as bigint where it is not a safe integer. */
export function decodeBoth(body: Uint8Array): { m: string; columns: Record<string, unknown[]> } {
  const first = normalised(decode(body, { useBigInt64: true }))
  const second = normalised(unpack(body))
  if (JSON.stringify(first, bigints) !== JSON.stringify(second, bigints)) throw new Error('the decoders disagree')
  return first as { m: string; columns: Record<string, unknown[]> }
}

/** JSON makes one of `-0`, `NaN` and the infinities what they are not. */
function bigints(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' || typeof value === 'number'
    ? `${typeof value} ${Object.is(value, -0) ? '-0' : value}`
    : value
}

/** `@msgpack/msgpack` gives a bigint for every 64-bit code, msgpackr only for those beyond 2^53. */
function normalised(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value
  if (Array.isArray(value)) return value.map(normalised)
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, normalised(entry)]))
  }
  return value
}

async function record({ method, url, headers, body }: TransportRequest): Promise<RecordedRequest> {
  const chunks: Uint8Array[] = []
  if (body instanceof Uint8Array) chunks.push(body)
  else if (body !== undefined) for await (const chunk of body) chunks.push(chunk)
  return { method, path: url.pathname + url.search, headers, body: new Uint8Array(Buffer.concat(chunks)) }
}
