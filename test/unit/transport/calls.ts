/** The calls that transport tests make, over both transports, and the failures they expect. */
import { expect } from 'vitest'
import { ArcError } from '../../../src/errors.ts'
import { type ArcClientOptions, resolveConfig } from '../../../src/options.ts'
import type { ArcRequest } from '../../../src/transport/exchange.ts'
import { ArcHttp } from '../../../src/transport/http.ts'

export const TOKEN = 'secret-token-secret-token'

export const get: ArcRequest = {
  operation: 'test',
  method: 'GET',
  path: '/api/v1/x',
  kind: 'management',
  retry: 'idempotent',
}

export const write: ArcRequest = {
  operation: 'write',
  method: 'POST',
  path: '/api/v1/write/msgpack',
  kind: 'write',
  retry: 'write',
  body: new Uint8Array([1, 2, 3]),
}

export function client(url: ArcClientOptions['url'], options: Partial<ArcClientOptions> = {}): ArcHttp {
  const config = resolveConfig({ url, token: TOKEN, retry: { baseDelayMs: 1 }, ...options })
  return new ArcHttp(config, TOKEN)
}

export const kinds = ['node:http', 'fetch'] as const

/** Opens clients of one kind of transport. */
export function opener(kind: (typeof kinds)[number]) {
  const transport = kind === 'fetch' ? { fetch: globalThis.fetch } : {}
  return (server: { readonly url: URL | string }, options: Partial<ArcClientOptions> = {}) =>
    client(server.url, { ...transport, ...options })
}

/** The error a call rejects with, which never shows the token. */
export async function failure(promise: Promise<unknown>): Promise<ArcError> {
  const error = await promise.then(
    () => {
      throw new Error('expected a rejection')
    },
    (caught: unknown) => caught,
  )
  if (!(error instanceof ArcError)) throw error
  expect(`${error.message} ${JSON.stringify(error)} ${error.stack}`).not.toContain(TOKEN)
  return error
}

/** The body of Arc's errors. */
export const json = (error: string) => JSON.stringify({ error })
