/**
 * A server that remembers what it was sent, read by a decoder that is not the client's, and a writer connected to it.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { decode } from '@msgpack/msgpack'
import { onTestFinished } from 'vitest'
import {
  ArcClient,
  type ArcClientOptions,
  type ArcSpoolError,
  type BufferedWriter,
  type DroppedBatch,
  type WriterOptions,
} from '../../../src/index.ts'
import { openSpool as openWith, type SpoolOptions, type SpoolStore } from '../../../src/ingest/writer/spool.ts'

/** One write as it arrived. */
export interface Received {
  readonly database: string
  readonly measurement: string
  readonly columns: Readonly<Record<string, readonly unknown[]>>
  readonly tagKeys: readonly string[] | undefined
  readonly rows: number
  readonly bytes: number
}

export interface Answer {
  readonly status: number
  readonly body?: string
  readonly headers?: Record<string, string>
}

/** What a write gets: an answer, `hold` (until `release()`), or `reset`. `undefined` is 204. */
export type Reaction = Answer | 'hold' | 'reset' | undefined

export interface Sink {
  readonly url: string
  /** Writes that were answered 204, in order. */
  readonly stored: readonly Received[]
  /** Every write, whatever it got. */
  readonly received: readonly Received[]
  /** Most requests that were unanswered at the same time: in all, and of one measurement. */
  readonly peak: { all: number; perMeasurement: number }
  /** Decides what a write gets; `count` is its number, from 1. */
  react: (write: Received, count: number) => Reaction
  /** Answers what is held with 204, and holds nothing more. */
  release(): void
  /** A column of a measurement, over all stored writes in order. */
  column(measurement: string, column: string): unknown[]
}

/** Starts the server; it stops with the test. */
export async function startSink(): Promise<Sink> {
  const stored: Received[] = []
  const received: Received[] = []
  const held: (() => void)[] = []
  const open = new Map<string, number>()
  const peak = { all: 0, perMeasurement: 0 }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => response.destroy(error as Error))
  })
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const write = await readWrite(request)
    received.push(write)
    track(write.measurement, 1)
    response.on('close', () => track(write.measurement, -1))
    const store = () => {
      stored.push(write)
      response.writeHead(204).end()
    }
    const reaction = sink.react(write, received.length)
    if (reaction === undefined) store()
    else if (reaction === 'hold') held.push(store)
    else if (reaction === 'reset') request.socket.resetAndDestroy()
    else
      response
        .writeHead(reaction.status, { 'content-type': 'application/json', ...reaction.headers })
        .end(reaction.body)
  }
  const track = (measurement: string, by: number) => {
    open.set(measurement, (open.get(measurement) ?? 0) + by)
    peak.all = Math.max(
      peak.all,
      [...open.values()].reduce((sum, n) => sum + n, 0),
    )
    peak.perMeasurement = Math.max(peak.perMeasurement, ...open.values())
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  const sink: Sink = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stored,
    received,
    peak,
    react: () => undefined,
    release: () => {
      sink.react = () => undefined
      for (const store of held.splice(0)) store()
    },
    column: (measurement, column) =>
      stored.filter((write) => write.measurement === measurement).flatMap((write) => write.columns[column] ?? []),
  }
  return sink
}

/** A writer on its own client, closed with the test whatever state it is in. */
export function openWriter(
  url: string,
  options: WriterOptions = {},
  client: Partial<ArcClientOptions> = {},
): BufferedWriter {
  const writer = connect(url, client).write.buffered({
    ...options,
    retry: { baseDelayMs: 5, maxDelayMs: 20, ...options.retry },
  })
  onTestFinished(async () => {
    await writer.close({ timeoutMs: 0 }).catch(() => {})
  })
  return writer
}

/** An `onDrop` that remembers the batches and does not take care of them. */
export function lookAt(drops: DroppedBatch[]): (batch: DroppedBatch) => never {
  return (batch) => {
    drops.push(batch)
    throw new Error('the rows were only looked at')
  }
}

export function connect(url: string, options: Partial<ArcClientOptions> = {}): ArcClient {
  const arc = new ArcClient({ url, ...options })
  onTestFinished(() => arc.close().catch(() => {})) // a test that is about closing closes it itself
  return arc
}

/** The server's answers that tests need, by what they mean. */
export const ANSWERS = {
  tooLarge: { status: 413, body: '{"error":"Request Entity Too Large"}' },
  churn: {
    status: 503,
    body: '{"error":"Write rejected (schema churn): schema-evolution loop exceeded maximum iterations"}',
  },
  canceled: { status: 500, body: '{"error":"Failed to write records: context canceled"}' },
  poisoned: {
    status: 500,
    body: '{"error":"Failed to write records: failed to convert columns: cannot convert string to int64 in column \'v\'"}',
  },
  unauthorized: { status: 401, body: '{"success":false,"error":"Invalid or expired token"}' },
  forbidden: { status: 403, body: '{"success":false,"error":"Permission denied: write required"}' },
  invalid: { status: 400, body: '{"error":"Invalid MessagePack payload: unexpected EOF"}' },
} as const satisfies Record<string, Answer>

/** The spool alone, with the writer's defaults. */
export function openSpool(options: SpoolOptions, onError: (error: ArcSpoolError) => void): Promise<SpoolStore> {
  return openWith({ maxBytes: 2 ** 30, fsync: 'batch', ...options }, onError)
}

/** Resolves when `condition` holds; the test's own timeout bounds the wait. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2))
}

async function readWrite(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  const payload = decode(body, { useBigInt64: true }) as {
    m: string
    columns: Record<string, unknown[]>
    tag_keys?: string[]
  }
  return {
    database: String(request.headers['x-arc-database'] ?? 'default'),
    measurement: payload.m,
    columns: payload.columns,
    tagKeys: payload.tag_keys,
    rows: payload.columns.time?.length ?? 0,
    bytes: body.length,
  }
}
