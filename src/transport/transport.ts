/**
 * One HTTP exchange, however it is carried out. `node.ts` and `fetch.ts` implement it; `http.ts` adds what Arc needs on top
 * (token, database header, deadlines, retry, error classes). Pass your own as the `transport` option.
 */

/** What a transport sends. */
export interface TransportRequest {
  /** The HTTP method, in capitals. */
  readonly method: string
  /** Absolute URL, without credentials. */
  readonly url: URL
  /** The headers to send, authorization included. */
  readonly headers: Readonly<Record<string, string>>
  /** Bytes are sent with a Content-Length; an iterable is sent chunked. */
  readonly body?: Uint8Array | AsyncIterable<Uint8Array> | undefined
  /** Aborting closes the socket, whatever state the exchange is in. */
  readonly signal: AbortSignal
  /** Do not reuse an idle connection: the server may be closing it, and this request must not be sent twice. */
  readonly freshConnection?: boolean | undefined
  /** Nobody waits for it: it must not keep the process alive. */
  readonly background?: boolean | undefined
  /**
   * Called once the operating system has the whole body, so that its memory may be reused. A transport that cannot tell
   * does not call it.
   */
  readonly onBodySent?: (() => void) | undefined
}

/** What a transport resolves with once the headers are there. The body must be read to its end or cancelled. */
export interface TransportResponse {
  /** The HTTP status. */
  readonly status: number
  /** The HTTP headers. */
  readonly headers: Headers
  /**
   * Passes the body to `consume` as fast as it arrives, and resolves at its end. Rejects with `ArcConnectionError` when
   * it was cut, and with what `consume` throws, after which the socket is closed.
   */
  read(consume: (chunk: Uint8Array) => void): Promise<void>
  /** The body at the reader's pace: the server waits while the loop does. Leaving the loop early closes the socket. */
  chunks(): AsyncGenerator<Uint8Array, void, undefined>
  /** The HTTP trailers after the end of the body; `undefined` where the runtime cannot read them (`fetch`). */
  trailers(): Headers | undefined
  /** Abandons the body and closes the socket. */
  cancel(): void
}

/** Sends requests. Rejects with `ArcConnectionError` when no answer came, or with `signal.reason` when aborted. */
export interface Transport {
  /** The `Accept-Encoding` that the transport can decode by itself. Without it, no compressed responses are requested. */
  readonly acceptEncoding?: string
  /** Sends one request, and resolves once the headers of the answer are there. */
  send(request: TransportRequest): Promise<TransportResponse>
  /** Closes idle connections; the transport is not used afterwards. */
  close(): Promise<void>
}

/** The TLS options of the default transport on Node. PEM text or bytes. */
export interface TlsOptions {
  /** Certificate authorities to trust instead of the system's. @default the system's */
  readonly ca?: string | Uint8Array | readonly (string | Uint8Array)[]
  /** Client certificate, for mutual TLS. @default none */
  readonly cert?: string | Uint8Array
  /** Private key of the client certificate. @default none */
  readonly key?: string | Uint8Array
  /** `false` accepts any certificate: for tests only. @default true */
  readonly rejectUnauthorized?: boolean
}

/** What the platform's default transport is made from. */
export interface TransportOptions {
  readonly maxConnections: number
  readonly tls: TlsOptions | undefined
  /** The `fetch` to use instead of the platform's own transport. */
  readonly fetch: typeof globalThis.fetch | undefined
}

/** A codec that the server detects. */
export type Codec = 'gzip' | 'zstd'

/** How request bodies are compressed. */
export interface BodyCompression {
  readonly codec: Codec
  readonly level: number
}
