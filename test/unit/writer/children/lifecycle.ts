/** What a program does with a writer, run as a process of its own: `lifecycle.ts <story> <url,…> [spool directory]`. */
import { ArcClient } from '../../../../src/index.ts'

const [story, url = '', directory = ''] = process.argv.slice(2)
process.on('unhandledRejection', (reason) => {
  console.log(`unhandled rejection: ${reason}`)
  process.exit(3)
})

const arc = new ArcClient({ url: url.split(',') })
if (story === 'writes once') {
  await arc.write.columns('cpu', { time: [1_700_000_000_000], v: [1] })
  console.log('the program ended')
} else {
  await run()
}

async function run() {
  const writer = arc.write.buffered({
    maxRows: 2,
    retry: { baseDelayMs: 5, maxDelayMs: 50 },
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
}
