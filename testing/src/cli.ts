#!/usr/bin/env node
/** `arc-test-server`: an embedded Arc from the command line. */
import { parseArgs } from 'node:util'
import { startTestServer, type TestServerOptions } from './server.ts'
import type { ArcVersion } from './versions.ts'

const HELP = `Usage: arc-test-server [options]

Serves an Arc for tests over HTTP on 127.0.0.1, until Ctrl+C.

  --port <port>            where to listen (default 8000; 0 takes a free port)
  --token <token>          the admin token (default: a random one, which is printed)
  --no-auth                ask for no token at all
  --data-dir <directory>   keep the Parquet files here (default: a temporary directory)
  --flush-age-ms <ms>      when written rows become visible (default 5000, as on the server)
  --flush-rows <rows>      … or after how many rows of a measurement (default 50000)
  --query-timeout-ms <ms>  the server's own query deadline (default 300000)
  --mqtt                   serve MQTT subscriptions
  --version <version>      the release of Arc to be: 26.09.1 or 26.09.3 (default)
  --help                   this text
`

try {
  const values = readArguments()
  if (values.help) process.stdout.write(HELP)
  else await serve(values)
} catch (error) {
  // A missing package, a port in use, a wrong option: the message says it all.
  process.stderr.write(`arc-test-server: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

function readArguments() {
  return parseArgs({
    options: {
      port: { type: 'string', default: '8000' },
      token: { type: 'string' },
      'no-auth': { type: 'boolean', default: false },
      'data-dir': { type: 'string' },
      'flush-age-ms': { type: 'string' },
      'flush-rows': { type: 'string' },
      'query-timeout-ms': { type: 'string' },
      mqtt: { type: 'boolean', default: false },
      version: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  }).values
}

async function serve(values: ReturnType<typeof readArguments>): Promise<void> {
  const server = await startTestServer({
    ...whole('port', 'port', values.port),
    auth: !values['no-auth'],
    mqtt: values.mqtt,
    // Checked with the other options.
    ...(values.version === undefined ? {} : { version: values.version as ArcVersion }),
    ...(values.token === undefined ? {} : { token: values.token }),
    ...(values['data-dir'] === undefined ? {} : { dataDir: values['data-dir'] }),
    ...whole('flushAgeMs', 'flush-age-ms', values['flush-age-ms']),
    ...whole('flushRows', 'flush-rows', values['flush-rows']),
    ...whole('queryTimeoutMs', 'query-timeout-ms', values['query-timeout-ms']),
  })
  process.stdout.write(`Arc for tests at ${server.url}\n`)
  process.stdout.write(values['no-auth'] ? 'No token needed\n' : `Token: ${server.token}\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => server.close())
}

/** The option under the name that `startTestServer` has for it, if it was given. */
function whole(option: keyof TestServerOptions, name: string, text: string | undefined): TestServerOptions {
  if (text === undefined) return {}
  if (!/^\d+$/.test(text)) throw new Error(`--${name} takes a whole number, not ${JSON.stringify(text)}`)
  return { [option]: Number(text) }
}
