/**
 * Appends rows to a spooled writer whose server is down, and prints how many `sync()` has confirmed, until it is
 * killed.
 */
import { writeSync } from 'node:fs'
import { ArcClient } from '../../src/client.ts'
import { defineMeasurement } from '../../src/ingest/measurement.ts'

const [directory = '', database = '', firstId = '0'] = process.argv.slice(2)
const readings = defineMeasurement('readings', { id: 'int64', value: 'float64' })
// Nothing listens on the discard port.
const arc = new ArcClient({ url: 'http://127.0.0.1:9', database })
const writer = arc.write.buffered({
  maxRows: 40,
  retry: { baseDelayMs: 5, maxDelayMs: 20 },
  highWaterMark: 64 * 1024,
  spool: { directory },
  onError: () => {}, // there is no server
})
await writer.ready()
writeSync(1, '0\n')
for (let id = Number(firstId), confirmed = 0; ; ) {
  for (let i = 0; i < 100; i++, id++) {
    if (!writer.append(readings, { time: Date.now(), id, value: id / 3 })) await writer.ready()
  }
  await writer.sync()
  confirmed += 100
  writeSync(1, `${confirmed}\n`)
}
