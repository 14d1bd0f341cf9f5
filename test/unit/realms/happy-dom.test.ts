// @vitest-environment happy-dom
import { declareCalls } from './calls.ts'

declareCalls(
  (text) => new TextEncoder().encode(text),
  (millis) => new Date(millis),
)
