/** The two error bodies that most management routes use (docs/wire-notes.md#error-envelopes), and what handlers share. */
import { json, type TestReply } from '../route.ts'

/** `{"error": …}`: the framework's own errors, retention, continuous queries, databases, backup, compaction, edge sync … */
export function errorReply(status: number, error: string): TestReply {
  return json(status, { error })
}

/** `{"success": false, "error": …}`: everything about tokens and permissions, MQTT, and every missing licence. */
export function failureReply(status: number, error: string): TestReply {
  return json(status, { success: false, error })
}
