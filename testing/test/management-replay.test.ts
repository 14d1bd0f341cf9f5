import { describe, expect, it } from 'vitest'
import { EXCHANGE_FILES } from '../../test/recordings.ts'
import { replayFile } from '../fidelity/replay.ts'

/** Writing and querying have suites of their own. */
const FILES = EXCHANGE_FILES.filter((file) => file !== 'write' && file !== 'query')

describe('the embedded Arc answers as the recorded server did', () => {
  it.each(FILES)('%s', async (file) => {
    const outcomes = await replayFile(file)
    expect(outcomes.length).toBeGreaterThan(0)
    expect(outcomes.filter((outcome) => outcome.differences.length > 0)).toEqual([])
  })
})
