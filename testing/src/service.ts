/** An embedded Arc with a log of its requests and faults on demand; what the HTTP server and the MSW handlers share. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { TestArc } from './arc.ts'
import { type Fault, FaultPlan, replyOf } from './faults.ts'
import { RequestLog, type TestRequestRecord } from './request-log.ts'
import { json, type TestReply } from './route.ts'
import { createDispatch, type Dispatch } from './router.ts'
import { routes } from './routes.ts'

/** A request whose body is still on its way. */
export interface IncomingRequest {
  readonly method: string
  /** Path and query as sent. */
  readonly target: string
  readonly headers: Headers
  /** Reads the body to its end, or says why it is not read. */
  readBody(): Promise<Uint8Array | TestReply>
}

/** What to send, and how to spoil it. Without a reply the connection is dropped. */
export interface OutgoingReply {
  readonly reply: TestReply | undefined
  readonly fault: Fault
}

/** Answers requests, wherever they come from. */
export class ArcService {
  readonly arc: TestArc
  readonly faults: FaultPlan
  readonly log: RequestLog
  readonly #dispatch: Dispatch
  readonly #closed = new AbortController()
  #bytesReceived = 0

  constructor(arc: TestArc, faults = new FaultPlan(), log = new RequestLog()) {
    this.arc = arc
    this.faults = faults
    this.log = log
    this.#dispatch = createDispatch(arc, routes)
  }

  get bytesReceived(): number {
    return this.#bytesReceived
  }

  async answer(request: IncomingRequest): Promise<OutgoingReply> {
    const { method, target, headers } = request
    const fault = this.faults.take(method, target.split('?', 1)[0] ?? '/')
    const record = this.log.add({ method, target, headers })
    if (fault.reset === 'before-body') return { reply: undefined, fault }
    const reply = await this.#reply(request, record, fault)
    if (fault.delayMs !== undefined) await this.#delay(fault.delayMs)
    if (fault.reset === 'after-body') return { reply: undefined, fault }
    record.status = reply.status
    return { reply, fault }
  }

  /** Back to a fresh start. */
  async reset(): Promise<void> {
    this.faults.clear()
    this.log.clear()
    await this.arc.reset()
  }

  /** Ends what is still delayed. */
  async close(): Promise<void> {
    this.#closed.abort()
    await this.arc.close()
  }

  /** It keeps the process alive: behind MSW nothing else does, and a test would end before its answer. */
  async #delay(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#closed.signal }).catch(() => {})
  }

  async #reply(request: IncomingRequest, record: TestRequestRecord, fault: Fault): Promise<TestReply> {
    const body = await request.readBody()
    if (!(body instanceof Uint8Array)) return body
    this.#bytesReceived += body.byteLength
    this.log.keepBody(record, body)
    if (body.byteLength > this.arc.options.maxPayloadBytes) return PAYLOAD_TOO_LARGE
    const { truncateRows } = fault
    const { method, target, headers } = request
    const raw = { method, target, headers, body, ...(truncateRows === undefined ? {} : { truncateRows }) }
    return replyOf(fault) ?? this.#dispatch(raw)
  }
}

/** The answer to a body over `maxPayloadBytes`. */
export const PAYLOAD_TOO_LARGE = json(413, { error: 'Request Entity Too Large' })
