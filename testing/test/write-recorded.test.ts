/**
 * Answers of a real server to what the ingest vectors leave out: files to import, TLE, compressed bodies, and random
 * MessagePack and line protocol. In order, against one embedded Arc, as they were recorded.
 */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestArc, type TestArc } from '../src/arc.ts'
import { createDispatch, type Dispatch } from '../src/router.ts'
import { writeRoutes } from '../src/write.ts'
import { bodyOf, expectTable, readTable, type StoredTable } from './write-stored.ts'

interface Recorded {
  readonly name: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly text?: string
  readonly base64?: string
  readonly status: number
  readonly body?: unknown
  /** The measurements it wrote to, whole. */
  readonly stored?: Readonly<Record<string, StoredTable>>
}

const recorded: readonly Recorded[] = JSON.parse(
  readFileSync(new URL('../../test/fixtures/write-recorded.json', import.meta.url), 'utf8'),
)

let arc: TestArc
let dispatch: Dispatch

beforeAll(async () => {
  arc = await createTestArc({ auth: false, flushAgeMs: 600_000 })
  dispatch = createDispatch(arc, writeRoutes)
})

afterAll(() => arc.close())

test.each(recorded)('$name', async ({ path, headers = {}, text, base64 = '', status, body, stored = {} }) => {
  const reply = await dispatch({
    method: 'POST',
    target: path,
    headers: new Headers(headers),
    body: text === undefined ? Buffer.from(base64, 'base64') : new TextEncoder().encode(text),
  })
  expect(reply.status).toBe(status)
  expect(withoutClock(bodyOf(reply))).toEqual(body)
  await arc.storage.flush()
  for (const [measurement, table] of Object.entries(stored)) expectTable(await readTable(arc, measurement), table)
})

/** How long an import took is not the same twice. */
function withoutClock(body: unknown): unknown {
  if (body === undefined) return undefined
  return JSON.parse(JSON.stringify(body, (key, value) => (key === 'duration_ms' ? 0 : value)))
}
