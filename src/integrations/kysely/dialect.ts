import type { ArcClient, Measurement, RowOptions } from 'arc-tsdb-client'
import {
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  DialectAdapterBase,
  type Driver,
  type Kysely,
  type QueryCompiler,
} from 'kysely'
import { ArcQueryCompiler } from './compiler.ts'
import { ArcDriver } from './driver.ts'
import { ArcIntrospector } from './introspector.ts'
import { refuseTransactions } from './refusals.ts'

/** The options of {@link ArcDialect}, among them what becomes of instants and 64-bit integers in rows. */
export interface ArcDialectConfig extends RowOptions {
  /** The client to query and write with. Destroying the Kysely instance leaves it open. */
  readonly client: ArcClient
  /** The database instead of the client's; `null` for none, so that `withSchema('db')` works in queries. */
  readonly database?: string | null | undefined
  /** Declared measurements, so that INSERT writes the columns with their types. Without, JavaScript numbers are float64. */
  readonly measurements?: readonly Measurement<object>[] | undefined
}

/**
 * Kysely's dialect for Arc: queries go through `arc.query`, `insertInto` through `arc.write.rows`.
 *
 * @example
 * ```ts
 * import { ArcDialect } from 'arc-tsdb-client/kysely'
 * import { Kysely } from 'kysely'
 *
 * const arc = new ArcClient({ url: 'http://localhost:8000', token: process.env.ARC_TOKEN })
 * const db = new Kysely<{ cpu: { time: Date; host: string; usage: number } }>({ dialect: new ArcDialect({ client: arc }) })
 * const rows = await db.selectFrom('cpu').select(['host', 'usage']).where('usage', '>', 90).execute()
 * await arc.close()
 * ```
 */
export class ArcDialect implements Dialect {
  readonly #config: ArcDialectConfig

  constructor(config: ArcDialectConfig) {
    this.#config = { ...config }
  }

  createDriver(): Driver {
    return new ArcDriver(this.#config)
  }

  createQueryCompiler(): QueryCompiler {
    return new ArcQueryCompiler()
  }

  createAdapter(): DialectAdapter {
    return new ArcAdapter()
  }

  createIntrospector(_db: Kysely<unknown>): DatabaseIntrospector {
    return new ArcIntrospector(this.#config)
  }
}

class ArcAdapter extends DialectAdapterBase {
  override get supportsTransactionalDdl(): boolean {
    return false
  }

  override get supportsReturning(): boolean {
    return false
  }

  override async acquireMigrationLock(): Promise<void> {
    refuseTransactions('migrations')
  }

  override async releaseMigrationLock(): Promise<void> {}
}
