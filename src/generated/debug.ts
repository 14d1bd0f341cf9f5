// Written by `npm run generate` from openapi/. Edit the YAML instead.
import type { CallOptions, OperationCaller } from '../management/operation.ts'
import type { DebugMemory, DuckDbMemory, FreedMemory } from './models.ts'

/** Memory of the server process. */
export class DebugOperations {
  protected readonly call: OperationCaller

  constructor(call: OperationCaller) {
    this.call = call
  }

  /**
   * Returns the memory of the Go runtime, the process and DuckDB.
   *
   * Needs the `admin` permission.
   *
   * @see GET /api/v1/debug/memstats
   */
  memory(options?: CallOptions): Promise<DebugMemory> {
    return this.call('debug.memory', {}, options)
  }

  /**
   * Returns the memory of DuckDB, by tag.
   *
   * Needs the `admin` permission.
   *
   * @throws `ArcServerError` (500) DuckDB could not be asked.
   * @throws `ArcTimeoutError` (504) DuckDB did not answer in time.
   *
   * @see GET /api/v1/debug/duckdb-memory
   */
  duckdbMemory(options?: CallOptions): Promise<DuckDbMemory> {
    return this.call('debug.duckdbMemory', {}, options)
  }

  /**
   * Gives unused memory back to the operating system.
   *
   * Once in 30 seconds.
   *
   * Needs the `admin` permission.
   *
   * @throws `ArcRateLimitError` (429) Called less than 30 seconds ago.
   *
   * @see POST /api/v1/debug/free-os-memory
   */
  freeMemory(options?: CallOptions): Promise<FreedMemory> {
    return this.call('debug.freeMemory', {}, options)
  }
}
