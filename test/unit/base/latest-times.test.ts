import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type LatestTime, LatestTimes } from '../../../src/base/latest-times.ts'

const DAY = 86_400
let times: LatestTimes
let asked: number
let answer: (answer: LatestTime) => void

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'Date', 'setTimeout'] })
  times = new LatestTimes()
  asked = 0
})
afterEach(() => {
  vi.useRealTimers()
})

const ask = () => {
  asked++
  return new Promise<LatestTime>((resolve) => {
    answer = resolve
  })
}
const latest = () => times.latestAhead('db', 'cpu', ask)
const seconds = () => Math.floor(Date.now() / 1000)

it('asks once for all that wait, and again after a minute; from half of it on, nobody waits', async () => {
  const [first, second] = [latest(), latest()]
  answer({ latest: 5, now: 5 })
  expect([await first, await second, await latest(), asked]).toEqual([undefined, undefined, undefined, 1])
  vi.advanceTimersByTime(31_000)
  expect(await latest()).toBeUndefined()
  expect(await latest()).toBeUndefined()
  expect(asked).toBe(2)
  answer({ latest: 2 * DAY, now: 0 })
  await vi.advanceTimersByTimeAsync(0)
  expect(await latest()).toBe(2 * DAY * 1e6)
  vi.advanceTimersByTime(61_000)
  const third = latest()
  expect(asked).toBe(3)
  answer({ latest: undefined, now: 0 })
  expect(await third).toBeUndefined()
})

it('asks less often where asking takes long', async () => {
  const first = latest()
  vi.advanceTimersByTime(5_000)
  answer({ latest: 1, now: 1 })
  await first
  vi.advanceTimersByTime(200_000)
  await latest()
  expect(asked).toBe(1)
})

it('a failure holds for seconds only', async () => {
  const failing = () => {
    asked++
    return Promise.reject(new Error('no'))
  }
  await expect(times.latestAhead('db', 'cpu', failing)).rejects.toThrow('no')
  await expect(times.latestAhead('db', 'cpu', failing)).rejects.toThrow('no')
  expect(asked).toBe(1)
  vi.advanceTimersByTime(6_000)
  await expect(times.latestAhead('db', 'cpu', failing)).rejects.toThrow('no')
  expect(asked).toBe(2)
})

it('knows what this client writes, as long as it is ahead, and of which measurement', async () => {
  times.written('db', 'cpu', (seconds() + DAY) * 1e6)
  times.written('db', 'mem', (seconds() + 9 * DAY) * 1e6)
  times.written('db', 'cpu', (seconds() + 3_600) * 1e6)
  const first = latest()
  answer({ latest: 1, now: 1 })
  expect(await first).toBe((seconds() + DAY) * 1e6)
  times.written('db', undefined, (seconds() + 3 * DAY) * 1e6)
  expect(await latest()).toBe((seconds() + 3 * DAY) * 1e6)
  times.forget()
  vi.advanceTimersByTime(4 * DAY * 1000)
  const later = latest()
  answer({ latest: 1, now: 1 })
  expect(await later).toBeUndefined()
  expect(asked).toBe(2)
})
