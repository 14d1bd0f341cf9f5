/** What an error says about a missing feature, and what the document says about its operations, are the same thing. */
import { expect, test } from 'vitest'
import { featureGateOf } from '../../src/transport/feature-gates.ts'
import { Validator } from './validator.ts'

const validator = await Validator.load()
const gated = validator.operations.filter((operation) => operation['x-arc-config'] ?? operation['x-arc-license'])

test.each(gated.map((operation) => ({ id: operation.operationId, operation })))('$id', ({ operation }) => {
  const gate = featureGateOf(operation.path.replace(/\{\w+\}/g, '1'))
  expect(gate?.configKey).toBe(operation['x-arc-config'])
  // Listing the teams of a token works without the licence that changing them needs.
  if (operation['x-arc-license']) expect(gate?.license).toBe(operation['x-arc-license'])
})
