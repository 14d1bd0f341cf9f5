import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { EXCHANGE_FILES } from '../../test/recordings.ts'
import { replayFile } from '../fidelity/replay.ts'

/** Names of what agrees on the wire; the rest is answered as recorded under other circumstances. */
const baseline: Record<string, string[]> = JSON.parse(
  readFileSync(new URL('../fidelity/baseline.json', import.meta.url), 'utf8'),
)

/** Writing and querying have suites of their own. */
const FILES = EXCHANGE_FILES.filter((file) => file !== 'write' && file !== 'query')

describe('the embedded Arc answers as the recorded server did', () => {
  it.each(FILES)('%s', async (file) => {
    const outcomes = await replayFile(file)
    expect(outcomes.length).toBeGreaterThan(0)
    const differing = outcomes.filter(
      ({ name, differences }) => differences.length > 0 && baseline[file]?.includes(name),
    )
    expect(differing).toEqual([])
  })
})
