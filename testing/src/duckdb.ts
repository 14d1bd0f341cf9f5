/** Loads DuckDB and the raw vector access that its high-level API does not offer. */
import { createRequire } from 'node:module'
import type * as DuckDB from '@duckdb/node-api'

export type DuckDBModule = typeof DuckDB

/** An opaque vector handle of the bindings. */
export type RawVector = { readonly __duckdb_type: 'duckdb_vector' }

/** The part of `@duckdb/node-bindings` used here: whole vectors are copied in and out, never value by value. */
export interface DuckDBBindings {
  data_chunk_get_vector(chunk: unknown, column: number): RawVector
  vector_get_data(vector: RawVector, bytes: number): Uint8Array
  vector_get_validity(vector: RawVector, bytes: number): Uint8Array | null
  vector_ensure_validity_writable(vector: RawVector): void
  vector_assign_string_element_len(vector: RawVector, index: number, data: Uint8Array): void
  copy_data_to_vector(vector: RawVector, at: number, source: ArrayBufferLike, offset: number, bytes: number): void
  copy_data_to_vector_validity(
    vector: RawVector,
    at: number,
    source: ArrayBufferLike,
    offset: number,
    bytes: number,
  ): void
  get_data_from_pointer(buffer: ArrayBufferLike, offset: number, bytes: number): Uint8Array
  list_vector_get_child(vector: RawVector): RawVector
  struct_vector_get_child(vector: RawVector, index: number): RawVector
  array_vector_get_child(vector: RawVector): RawVector
}

/** Both layers of DuckDB's package. */
export interface LoadedDuckDB {
  readonly api: DuckDBModule
  readonly bindings: DuckDBBindings
}

let loaded: LoadedDuckDB | undefined

/** Loads `@duckdb/node-api` and the bindings it brings along: on first use, since that takes longer than all else. */
export function loadDuckDB(): LoadedDuckDB {
  if (loaded !== undefined) return loaded
  const require = createRequire(import.meta.url)
  const api = require('@duckdb/node-api') as DuckDBModule
  // Resolved from the API's own place: the two must be the same build.
  const bindings = createRequire(require.resolve('@duckdb/node-api'))('@duckdb/node-bindings') as DuckDBBindings
  loaded = { api, bindings }
  return loaded
}
