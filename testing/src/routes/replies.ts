/** The two error bodies that most management routes use (docs/wire-notes.md#error-envelopes), and what handlers share. */
import type { TestArc } from '../arc.ts'
import { parseGoInt } from '../json-body.ts'
import { json, type Route, type TestReply, type TestRequest } from '../route.ts'

/** `{"error": …}`: the framework's own errors, retention, continuous queries, databases, backup, compaction, edge sync … */
export function errorReply(status: number, error: string): TestReply {
  return json(status, { error })
}

/** `{"success": false, "error": …}`: everything about tokens and permissions, MQTT, and every missing licence. */
export function failureReply(status: number, error: string): TestReply {
  return json(status, { success: false, error })
}

/** The server's lists are `null` when they are empty, unless it says otherwise (docs/wire-notes.md#empty-lists). */
export function nullIfEmpty<T>(list: readonly T[]): readonly T[] | null {
  return list.length === 0 ? null : list
}

/** A handler of `/:id`; an id that is no integer is answered by `invalid`. */
export function withIntegerId(
  invalid: () => TestReply,
  handle: (id: number, request: TestRequest, arc: TestArc) => TestReply | Promise<TestReply>,
): Route['handle'] {
  return (request, arc) => {
    const id = parseGoInt(request.params.id)
    return id === undefined ? invalid() : handle(id, request, arc)
  }
}
