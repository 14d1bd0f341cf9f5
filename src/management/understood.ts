/** Requests that an older server takes for other ones: it ignores what it does not know, and does more than it was asked. */
import { ArcServerError } from '../errors.ts'

/**
 * Holds the answer of a server to what it was asked: newer ones repeat it.
 *
 * @param instead - What an older server does, to end the sentence with.
 * @throws ArcServerError The answer does not repeat what was asked.
 */
export function requireRepeated<Answer extends object>(
  operation: string,
  asked: { readonly [Name in keyof Answer]?: unknown },
  answer: Answer,
  instead: string,
): Answer {
  for (const [name, value] of Object.entries(asked)) {
    if (value === undefined || value === null || name in answer) continue
    throw new ArcServerError(`${operation}: this server is too old for "${name}", and ${instead}`, {
      origin: 'arc',
      body: answer,
      mayHaveArrived: true,
    })
  }
  return answer
}
