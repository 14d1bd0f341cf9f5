/** The server that live tests run against: the one of ARC_URL and ARC_TOKEN, else an embedded Arc of its own. */

import { startTestServer, type TestServerOptions } from 'arc-tsdb-testing'
import { ArcClient, type ArcClientOptions } from '../../src/index.ts'

/** A server and the way to make clients of it. */
export interface LiveTarget extends AsyncDisposable {
  readonly url: string
  readonly token: string
  /** Whether it is a server of its own, which tests may hold to the recorded version. */
  readonly embedded: boolean
  client(options?: Partial<ArcClientOptions>): ArcClient
}

/** Opens the target, an embedded one with these options; name databases and measurements with {@link uniqueName}, so that suites can be run twice. */
export async function openTarget(options: TestServerOptions = {}): Promise<LiveTarget> {
  const { ARC_URL, ARC_TOKEN = '' } = process.env
  const embedded = ARC_URL ? undefined : await startTestServer({ version: '26.09.1', ...options })
  const url = embedded?.url ?? ARC_URL ?? ''
  const token = embedded?.token ?? ARC_TOKEN
  const clients: ArcClient[] = []
  return {
    url,
    token,
    embedded: embedded !== undefined,
    client(options) {
      const client = new ArcClient({ url, token, ...options })
      clients.push(client)
      return client
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(clients.map((client) => client.close()))
      await embedded?.close()
    },
  }
}

/** A client of a database of its own on the target, which is dropped in the end. */
export interface LiveDatabase extends AsyncDisposable {
  readonly arc: ArcClient
}

/** Opens the target with the database `name` for everything that names none. */
export async function openDatabase(name: string): Promise<LiveDatabase> {
  const target = await openTarget()
  const arc = target.client({ database: name, timeoutMs: 120_000 })
  return {
    arc,
    async [Symbol.asyncDispose]() {
      // A server may forbid it (delete.enabled), or know nothing of a database that was never written to.
      await arc.databases.delete(name, { confirm: true }).catch(() => {})
      await target[Symbol.asyncDispose]()
    },
  }
}

/** A name that no earlier run has used: valid for measurements, databases, policies and tokens. */
export function uniqueName(prefix: string): string {
  return `${prefix}_${Date.now().toString(36)}_${Math.random().toString(36).slice(2, 8)}`
}
