import { describe, expect, it } from 'vitest'
import type { ExchangeFile } from '../../fidelity/exchanges.ts'
import { replayFile } from '../../fidelity/replay.ts'

const FILES: readonly ExchangeFile[] = [
  'system',
  'auth',
  'databases',
  'continuous-queries',
  'delete',
  'retention',
  'operations',
  'mqtt-and-edge-sync',
  'disabled-features',
  'limits',
]

describe('the embedded Arc answers as the recorded server did', () => {
  it.each(FILES)('%s', async (file) => {
    const outcomes = await replayFile(file)
    expect(outcomes.length).toBeGreaterThan(0)
    expect(outcomes.filter((outcome) => outcome.differences.length > 0)).toEqual([])
  })
})
