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
import { type ArcDialectConfig, ArcDriver } from './driver.ts'
import { ArcIntrospector } from './introspector.ts'
import { refuseTransactions } from './refusals.ts'

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
