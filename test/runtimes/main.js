/** The entry of runtimes with a command line: Node, Bun, Deno. */
import * as library from 'arc-tsdb-client'
import { behaviour } from './behaviour.js'

const [url, token, runtime] = process.argv.slice(2)
console.log(`${runtime}: ${(await behaviour(library, { url, token, runtime })).length} checks hold`)
