/** What a program does with a writer, run as a process of its own: `lifecycle.ts <story> <url> [spool directory]`. */
import { resolveConfig } from '../../../../src/config.ts'
import { WriteNamespace } from '../../../../src/ingest/write.ts'
import { ArcHttp } from '../../../../src/transport/http.ts'

const [story, url = '', directory = ''] = process.argv.slice(2)
process.on('unhandledRejection', (reason) => {
  console.log(`unhandled rejection: ${reason}`)
  process.exit(3)
})

const write = new WriteNamespace(new ArcHttp(resolveConfig({ url }), undefined))
const writer = write.buffered({
  maxRows: 2,
  baseRetryDelayMs: 5,
  maxRetryDelayMs: 50,
  ...(directory ? { spool: { directory } } : {}),
})
for (let v = 0; v < 5; v++) writer.append('cpu', { time: 1_700_000_000_000, v })

switch (story) {
  case 'forgets the writer':
    break
  case 'forgets it after waiting':
    await writer.flush({ timeoutMs: 100 }).catch(() => {})
    break
  case 'closes':
    await writer.close()
    break
  case 'flushes':
    await writer.flush()
    break
  default:
    throw new Error(`no such story: ${story}`)
}
console.log('the program ended')
