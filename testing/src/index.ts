/**
 * An Arc for tests: `startTestServer()` serves one over HTTP, `arcHandlers()` answers for one inside MSW.
 *
 * @packageDocumentation
 */
export { type Fault, faults } from './faults.ts'
export { type ArcHandlers, type ArcHandlersOptions, arcHandlers } from './handlers.ts'
export type { TestArcOptions, TestToken } from './options.ts'
export type { TestRequestRecord } from './request-log.ts'
export { startTestServer, type TestServer, type TestServerOptions, type TestServerStats } from './server.ts'
export type { ArcVersion } from './versions.ts'
