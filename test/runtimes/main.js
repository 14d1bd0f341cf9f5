/** The entry of runtimes with a command line: Node, Bun, Deno. On Node the Arc is one of the installed test kit. */
import * as library from 'arc-tsdb-client'
import { behaviour } from './behaviour.js'

const [url, token, runtime] = process.argv.slice(2)
const kit = runtime.startsWith('node') ? await import('arc-tsdb-testing') : undefined
const server = await kit?.startTestServer()
const checks = await behaviour(library, { url: server?.url ?? url, token: server?.token ?? token, runtime })
console.log(`${runtime}: ${checks.length} checks hold`)
await server?.close()
