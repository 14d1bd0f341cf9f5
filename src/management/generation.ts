/**
 * Which generation of the server answers. It tells its version nowhere, so only what it can do tells: each release has a sign,
 * which is looked for. What is found proves something; a sign that is not found proves nothing.
 */
import { ArcError } from '../errors.ts'
import type { MsgpackStats } from '../generated/models.ts'
import type { CallOptions, OperationCaller } from './operation.ts'

/** The releases that can be told apart. */
export type Release = '26.09.2' | '26.09.3' | '27.01.1'

/** What is known about the release of a server. */
export interface Generation {
  /** It is this release or a newer one. `undefined`: no sign was found, as on 26.09.1 and older. */
  readonly atLeast: Release | undefined
  /** What was looked for, and what was found. */
  readonly evidence: readonly string[]
}

interface Sign {
  readonly release: Release
  readonly operation: string
  readonly query?: object
  readonly what: string
  /** Whether an answer shows it; any does by default. */
  readonly isIn?: (answer: unknown) => boolean
  /** The refusal that shows it, too: a route that does not exist refuses with 404. */
  readonly refusal?: number
}

/** Newest first (docs/servers.md#which-one-is-it). */
const signs: readonly Sign[] = [
  {
    release: '27.01.1',
    operation: 'compaction.cycles',
    query: { limit: 1 },
    what: 'GET /api/v1/compaction/cycles',
    refusal: 403,
  },
  {
    release: '26.09.3',
    operation: 'system.msgpackStats',
    what: 'deferred_buffers in GET /api/v1/write/msgpack/stats',
    isIn: (answer) => (answer as MsgpackStats).buffer?.deferred_buffers !== undefined,
  },
  { release: '26.09.2', operation: 'system.readyForWrites', what: 'GET /ready/write', refusal: 503 },
]

/**
 * Looks for the signs of the releases.
 *
 * @throws ArcError The server cannot be reached, or something else answers: that says nothing about its release.
 */
export async function probeGeneration(call: OperationCaller, options: CallOptions): Promise<Generation> {
  const found = await Promise.all(signs.map((sign) => look(sign, call, options)))
  return {
    atLeast: found.find(({ isShown }) => isShown)?.release,
    evidence: found.map(({ release, isShown, said }) => `${isShown ? '' : 'no '}sign of ${release}: ${said}`),
  }
}

async function look(
  { release, operation, query, what, isIn, refusal }: Sign,
  call: OperationCaller,
  options: CallOptions,
) {
  try {
    const answer = await call<unknown>(operation, { query }, options)
    const isShown = isIn?.(answer) ?? true
    return { release, isShown, said: `${what} ${isShown ? 'is there' : 'is not there'}` }
  } catch (error) {
    if (!(error instanceof ArcError) || !isArcs(error)) throw error
    return { release, isShown: error.status === refusal, said: `${what} is answered with ${error.status}` }
  }
}

/** Whether Arc refused; the release notes do not say what `GET /ready/write` refuses with, but for a body that says why. */
function isArcs({ origin, status, body }: ArcError): boolean {
  return origin === 'arc' || (status === 503 && typeof (body as { status?: unknown } | undefined)?.status === 'string')
}
