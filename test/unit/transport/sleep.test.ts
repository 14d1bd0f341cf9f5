import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { sleep } from '../../../src/base/sleep.ts'

test('a hundred sleeps with one signal listen once', async () => {
  const controller = new AbortController()
  const sleeps = Array.from({ length: 100 }, () => sleep(60_000, controller.signal))
  expect(getEventListeners(controller.signal, 'abort').length).toBe(1)
  controller.abort('enough')
  const outcomes = await Promise.allSettled(sleeps)
  expect(outcomes.every((outcome) => outcome.status === 'rejected' && outcome.reason === 'enough')).toBe(true)
  expect(getEventListeners(controller.signal, 'abort').length).toBe(0)
})

test('sleep ends with the abort reason and leaves no listener behind', async () => {
  const controller = new AbortController()
  const slept = sleep(60_000, controller.signal)
  controller.abort('enough')
  await expect(slept).rejects.toBe('enough')
  await expect(sleep(1, controller.signal)).rejects.toBe('enough')
  await expect(sleep(1, new AbortController().signal)).resolves.toBeUndefined()
})

test('a pause too long for a timer is long, not nothing', async () => {
  const controller = new AbortController()
  const slept = sleep(1e12, controller.signal)
  setTimeout(() => controller.abort('still asleep'), 20)
  await expect(slept).rejects.toBe('still asleep')
})
