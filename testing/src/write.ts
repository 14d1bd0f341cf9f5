/**
 * The write side of the embedded Arc. A request becomes rows in four steps, each with the server's own oddities:
 *
 * 1. decompress by magic bytes (`write/compression.ts`),
 * 2. decode: MessagePack (`write/records.ts`, the fast way in `write/typed-columns.ts`), line protocol, TLE, files,
 * 3. type each column by its first value (`write/column-typing.ts`),
 * 4. buffer; rows become visible to queries with a flush (`storage.ts`).
 */
import type { Route } from './route.ts'
import { importRoutes } from './write/import-routes.ts'
import { lineProtocolRoutes } from './write/line-protocol-routes.ts'
import { msgpackRoutes } from './write/msgpack-route.ts'
import { tleRoutes } from './write/tle-routes.ts'

export const writeRoutes: readonly Route[] = [...msgpackRoutes, ...lineProtocolRoutes, ...tleRoutes, ...importRoutes]
