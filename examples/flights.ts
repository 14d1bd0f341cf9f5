/** The flights of the demo, read from their Parquet file with DuckDB: the source that Arc is compared with. */
import { DuckDBInstance } from '@duckdb/node-api'

/** Columns of equal length: microseconds, minutes, miles, and airports as positions in a list of their codes. */
export interface FlightBatch {
  readonly time: BigInt64Array
  readonly delay: BigInt64Array
  readonly distance: BigInt64Array
  readonly origin: { readonly codes: Uint16Array; readonly dictionary: readonly string[] }
  readonly destination: { readonly codes: Uint16Array; readonly dictionary: readonly string[] }
}

/** What must come back for one origin; times are RFC 3339. */
export interface OriginTotals {
  readonly flights: number
  readonly delay: number
  readonly distance: number
  readonly first: string
  readonly last: string
}

/** The file, open. */
export interface Flights extends AsyncDisposable {
  readonly rows: number
  batches(rowsPerBatch: number): AsyncGenerator<FlightBatch>
  totalsByOrigin(): Promise<ReadonlyMap<string, OriginTotals>>
}

export async function openFlights(path: string): Promise<Flights> {
  const instance = await DuckDBInstance.create()
  const db = await instance.connect()
  await db.run('CREATE VIEW flights AS SELECT * FROM read_parquet($1)'.replace('$1', `'${path.replaceAll("'", "''")}'`))
  const read = async (query: string) => (await db.runAndReadAll(query)).getRows()
  const [[count] = [0n]] = await read('SELECT count(*) FROM flights')
  const airports = (await read('SELECT DISTINCT unnest([origin, destination]) AS code FROM flights ORDER BY code')).map(
    String,
  )

  return {
    rows: Number(count),

    async *batches(rowsPerBatch) {
      const position = new Map(airports.map((code, i) => [code, i]))
      const codeOf = (airport: unknown) => position.get(airport as string) ?? 0
      const empty = () => ({
        time: new BigInt64Array(rowsPerBatch),
        delay: new BigInt64Array(rowsPerBatch),
        distance: new BigInt64Array(rowsPerBatch),
        origin: new Uint16Array(rowsPerBatch),
        destination: new Uint16Array(rowsPerBatch),
      })
      let batch = empty()
      let rows = 0
      const take = (): FlightBatch => ({
        time: batch.time.subarray(0, rows),
        delay: batch.delay.subarray(0, rows),
        distance: batch.distance.subarray(0, rows),
        origin: { codes: batch.origin.subarray(0, rows), dictionary: airports },
        destination: { codes: batch.destination.subarray(0, rows), dictionary: airports },
      })
      const result = await db.stream('SELECT epoch_us(date), delay, distance, origin, destination FROM flights')
      for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
        const [time = [], delay = [], distance = [], origin = [], destination = []] = chunk.getColumns()
        for (let i = 0; i < chunk.rowCount; i++) {
          batch.time[rows] = time[i] as bigint
          batch.delay[rows] = delay[i] as bigint
          batch.distance[rows] = distance[i] as bigint
          batch.origin[rows] = codeOf(origin[i])
          batch.destination[rows] = codeOf(destination[i])
          if (++rows === rowsPerBatch) {
            yield take()
            batch = empty()
            rows = 0
          }
        }
      }
      if (rows > 0) yield take()
    },

    async totalsByOrigin() {
      const rows = await read(`
        SELECT origin, count(*), sum(delay), sum(distance), strftime(min(date), '%Y-%m-%dT%H:%M:%SZ'), strftime(max(date), '%Y-%m-%dT%H:%M:%SZ')
        FROM flights GROUP BY origin`)
      return new Map(
        rows.map(([origin, flights, delay, distance, first, last]) => [
          String(origin),
          {
            flights: Number(flights),
            delay: Number(delay),
            distance: Number(distance),
            first: String(first),
            last: String(last),
          },
        ]),
      )
    },

    async [Symbol.asyncDispose]() {
      db.closeSync()
      instance.closeSync()
    },
  }
}
