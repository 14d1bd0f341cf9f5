/** Values of another realm of the same process, as a sandbox or a test runner has them. */
import { runInNewContext } from 'node:vm'
import { declareCalls } from './calls.ts'

const { bytes, date } = runInNewContext(
  '({ bytes: (codes) => Uint8Array.from(codes), date: (millis) => new Date(millis) })',
) as { bytes(codes: readonly number[]): Uint8Array; date(millis: number): Date }

declareCalls((text) => bytes([...Buffer.from(text)]), date)
