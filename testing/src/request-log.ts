/** The requests a server has seen, for a test to look at. */

/** One request, and how it was answered. */
export interface TestRequestRecord {
  /** The HTTP method. */
  readonly method: string
  /** Path and query as sent. */
  readonly target: string
  /** The request headers. */
  readonly headers: Headers
  /** As it was on the wire, compression included; empty when it was not read or is no longer kept. */
  body: Uint8Array
  /** Undefined until it is answered, and for good when the socket was dropped. */
  status: number | undefined
}

const MAX_RECORDS = 1_000
const MAX_BODY_BYTES = 32 * 2 ** 20
const NO_BODY = new Uint8Array()

/** Keeps the latest requests, bounded in number and in bytes. */
export class RequestLog {
  readonly #records: TestRequestRecord[] = []
  #bodyBytes = 0

  get records(): readonly TestRequestRecord[] {
    return this.#records
  }

  add(request: Pick<TestRequestRecord, 'method' | 'target' | 'headers'>): TestRequestRecord {
    const record: TestRequestRecord = { ...request, body: NO_BODY, status: undefined }
    this.#records.push(record)
    if (this.#records.length > MAX_RECORDS) this.#bodyBytes -= this.#records.shift()?.body.byteLength ?? 0
    return record
  }

  keepBody(record: TestRequestRecord, body: Uint8Array): void {
    record.body = body
    this.#bodyBytes += body.byteLength
    for (const older of this.#records) {
      if (this.#bodyBytes <= MAX_BODY_BYTES || older === record) break
      this.#bodyBytes -= older.body.byteLength
      older.body = NO_BODY
    }
  }

  clear(): void {
    this.#records.length = 0
    this.#bodyBytes = 0
  }
}
