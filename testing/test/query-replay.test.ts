import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { EXCHANGE_FILES, type ExchangeFile, loadExchanges } from '../../test/recordings.ts'
import { compareBinary } from '../fidelity/binary.ts'
import { replayFile } from '../fidelity/replay.ts'

describe('the embedded Arc answers as the recorded server did, bodies of every format included', () => {
  it.each(['query', 'write'] satisfies ExchangeFile[])('%s', async (file) => {
    const outcomes = await replayFile(file, compareBinary)
    expect(outcomes).toHaveLength(loadExchanges(file).length)
    expect(
      outcomes
        .filter((outcome) => outcome.differences.length > 0)
        .map(({ name, differences }) => ({ name, differences })),
    ).toEqual([])
  })

  it('notices a body that differs', async () => {
    const [exchange] = loadExchanges('query').filter(({ name }) => name === 'arrow select')
    const [other] = loadExchanges('query').filter(({ name }) => name === 'arrow zero rows')
    if (exchange === undefined || other === undefined) throw new Error('the recording lacks its Arrow exchanges')
    const body = Buffer.from(other.response.base64 ?? '', 'base64')
    expect(compareBinary(exchange, { status: 200, headers: {}, trailers: {}, body })).not.toEqual([])
  })
})

describe('the baseline of the fidelity report', () => {
  const baseline: Record<string, string[]> = JSON.parse(
    readFileSync(new URL('../fidelity/baseline.json', import.meta.url), 'utf8'),
  )

  it('holds every recorded exchange but three, which ask recorded answers for something else', () => {
    const missing = EXCHANGE_FILES.flatMap((file) =>
      loadExchanges(file).flatMap(({ name }) => (baseline[file]?.includes(name) ? [] : [name])),
    )
    expect(missing).toEqual(['timeseries: bad type', 'logs: none', 'free-os-memory throttled'])
  })

  it('holds every ingest vector', () => {
    const vectors: { name: string }[] = JSON.parse(
      readFileSync(new URL('../../test/fixtures/ingest-vectors.json', import.meta.url), 'utf8'),
    )
    expect(baseline['ingest-vectors']).toEqual(vectors.map(({ name }) => name))
  })
})
