/**
 * The Arrow types that a Parquet file says its columns had. Writers built on Arrow (pyarrow, pandas, polars) keep their
 * schema in the file, and the server's reader restores it: a text column of a pandas categorical or a large string is
 * then of a type that an import refuses (docs/wire-notes.md#imports).
 */
import type { DuckDBConnection } from '@duckdb/node-api'
import type { DataType } from 'apache-arrow'

/** The types to refuse, as the server names them, by the index of the column. */
export async function refusedArrowTypes(
  connection: DuckDBConnection,
  source: string,
  columns: number,
): Promise<ReadonlyMap<number, string>> {
  const sql = `SELECT decode(value) FROM parquet_kv_metadata(${source}) WHERE decode(key) = 'ARROW:schema'`
  const [row] = await (await connection.run(sql)).getRows()
  const types = row === undefined ? [] : await readSchema(String(row[0]))
  if (types.length !== columns) return new Map()
  const refused = types.flatMap((type, index) => {
    const name = refusedName(type)
    return name === undefined ? [] : [[index, name] as const]
  })
  return new Map(refused)
}

/** With types that `apache-arrow` does not know, nothing is refused. */
async function readSchema(base64: string): Promise<readonly DataType[]> {
  try {
    const { MessageReader } = await import('apache-arrow')
    const schema = new MessageReader(Buffer.from(base64, 'base64')).readSchema()
    return schema?.fields.map(({ type }) => type) ?? []
  } catch {
    return []
  }
}

const REFUSED_NAMES: Readonly<Record<string, string>> = { LargeUtf8: 'large_utf8', LargeBinary: 'large_binary' }

function refusedName(type: DataType): string | undefined {
  const dictionary = /^Dictionary<(\w+), (\w+)>$/.exec(String(type))
  if (dictionary === null) return REFUSED_NAMES[String(type)]
  const [, indices = '', values = ''] = dictionary
  return `dictionary<values=${values.toLowerCase()}, indices=${indices.toLowerCase()}, ordered=false>`
}
