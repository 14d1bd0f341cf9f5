/** The recorded exchanges of every ingest endpoint, replayed in order against one embedded Arc. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestArc, type TestArc } from '../src/arc.ts'
import { createDispatch, type Dispatch } from '../src/router.ts'
import { routes } from '../src/routes.ts'

interface Exchange {
  readonly name: string
  readonly request: {
    readonly method: string
    readonly path: string
    readonly headers?: Readonly<Record<string, string>>
    readonly text?: string
    readonly base64?: string
  }
  readonly response: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly body?: unknown
    readonly text?: string
  }
}

const exchanges: readonly Exchange[] = JSON.parse(
  readFileSync(new URL('../../test/fixtures/exchanges/write.json', import.meta.url), 'utf8'),
)

let arc: TestArc
let dispatch: Dispatch

beforeAll(async () => {
  arc = await createTestArc({ flushAgeMs: 600_000 })
  dispatch = createDispatch(arc, routes)
})

afterAll(() => arc.close())

test.each(exchanges)('$name', async ({ request, response }) => {
  const { method, path, headers = {}, text = '', base64 } = request
  const reply = await dispatch({
    method,
    target: path,
    headers: new Headers({ ...headers, authorization: `Bearer ${arc.options.token}` }),
    body: base64 === undefined ? new TextEncoder().encode(text) : Buffer.from(base64, 'base64'),
  })
  const sent = reply.body instanceof Uint8Array ? JSON.parse(new TextDecoder().decode(reply.body)) : undefined
  const recorded = response.text === undefined ? response.body : JSON.parse(response.text)
  expect(reply.status).toBe(response.status)
  expect(withoutClock(sent)).toEqual(withoutClock(recorded))
  expect(reply.headers?.['content-type']).toBe(response.headers['content-type'])
})

/** How long an import took is not the same twice. */
function withoutClock(body: unknown): unknown {
  return body === undefined
    ? undefined
    : JSON.parse(JSON.stringify(body, (key, value) => (key === 'duration_ms' ? 0 : value)))
}
