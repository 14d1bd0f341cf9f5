import type { DatabaseIntrospector, DatabaseMetadata, SchemaMetadata, TableMetadata } from 'kysely'
import { readSchema } from '../schema.ts'
import type { ArcDialectConfig } from './driver.ts'

/** Databases are Kysely's schemas, measurements its tables. */
export class ArcIntrospector implements DatabaseIntrospector {
  readonly #config: ArcDialectConfig

  constructor(config: ArcDialectConfig) {
    this.#config = config
  }

  async getSchemas(): Promise<SchemaMetadata[]> {
    const databases = await this.#config.client.databases.list()
    return databases.map(({ name }) => ({ name }))
  }

  async getTables(): Promise<TableMetadata[]> {
    const { client, database } = this.#config
    const measurements = await readSchema(client, database ?? undefined)
    return measurements.map(({ name, columns }) => ({
      name,
      isView: false,
      columns: columns.map((column) => ({
        name: column.name,
        dataType: column.type,
        isAutoIncrementing: false,
        isNullable: column.name !== 'time',
        hasDefaultValue: column.name === 'time',
      })),
    }))
  }

  async getMetadata(): Promise<DatabaseMetadata> {
    return { tables: await this.getTables() }
  }
}
