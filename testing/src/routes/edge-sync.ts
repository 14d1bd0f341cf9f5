/** `/api/v1/sync-spokes`: the hub's registry of edge-sync spokes. Everything needs `admin`; nothing is ever received. */
import { randomBytes } from 'node:crypto'
import type { TestArc } from '../arc.ts'
import { goStruct, readBody } from '../go-json.ts'
import { json, type Route, type TestReply, type TestRequest } from '../route.ts'
import { rfc3339Nano } from '../timestamps.ts'
import { goQuote } from '../write/go-values.ts'
import { errorReply } from './replies.ts'

const BASE = '/api/v1/sync-spokes'
const SPOKE = `${BASE}/:spokeID`
const when = (options: TestArc['options']) => options.edgeSync

export const edgeSyncRoutes: readonly Route[] = [
  { method: 'GET', path: BASE, permission: 'admin', when, handle: list },
  { method: 'POST', path: BASE, permission: 'admin', when, handle: register },
  { method: 'GET', path: SPOKE, permission: 'admin', when, handle: withSpoke((spoke) => json(200, spoke)) },
  { method: 'DELETE', path: SPOKE, permission: 'admin', when, handle: withSpoke(remove) },
  { method: 'POST', path: `${SPOKE}/rotate`, permission: 'admin', when, handle: withSpoke(rotate) },
  { method: 'POST', path: `${SPOKE}/enable`, permission: 'admin', when, handle: withSpoke(setEnabled(true)) },
  { method: 'POST', path: `${SPOKE}/disable`, permission: 'admin', when, handle: withSpoke(setEnabled(false)) },
]

interface Spoke {
  readonly spoke_id: string
  readonly name: string
  readonly enabled: boolean
  readonly files_received: number
  readonly bytes_received: number
  readonly registered_at: string
}

/** Spokes by id, oldest first. */
function edgeSyncState(): Map<string, Spoke> {
  return new Map()
}

function list(_request: TestRequest, arc: TestArc): TestReply {
  return json(200, { spokes: [...arc.state(edgeSyncState).values()].reverse() })
}

const registerRequest = goStruct('api.registerSpokeRequest', { spoke_id: 'string', name: 'string' })

function register(request: TestRequest, arc: TestArc): TestReply {
  const body = readBody(request, registerRequest)
  if (body.error !== undefined) return errorReply(400, 'malformed request body')
  const { spoke_id: id, name } = body.value
  const problem = idProblem(id) ?? nameProblem(name)
  if (problem !== undefined) return errorReply(400, `edgesync: ${problem}`)
  const spokes = arc.state(edgeSyncState)
  if (spokes.has(id)) return errorReply(409, `${goQuote(id)}: edgesync: spoke already registered`)
  spokes.set(id, {
    spoke_id: id,
    name,
    enabled: true,
    files_received: 0,
    bytes_received: 0,
    registered_at: rfc3339Nano(),
  })
  return json(201, {
    spoke_id: id,
    name,
    secret: newSecret(),
    warning: 'This secret is shown once and cannot be retrieved. Store it now; if it is lost, rotate.',
  })
}

function rotate({ spoke_id }: Spoke): TestReply {
  return json(200, {
    spoke_id,
    secret: newSecret(),
    warning: 'The previous secret no longer authenticates. Reconfigure the spoke before its next contact window.',
  })
}

function setEnabled(enabled: boolean) {
  return (spoke: Spoke, arc: TestArc): TestReply => {
    arc.state(edgeSyncState).set(spoke.spoke_id, { ...spoke, enabled })
    return json(200, { spoke_id: spoke.spoke_id, enabled })
  }
}

function remove({ spoke_id }: Spoke, arc: TestArc): TestReply {
  arc.state(edgeSyncState).delete(spoke_id)
  return json(200, {
    spoke_id,
    deleted: true,
    note: 'Files already received from this spoke are retained; delete them separately if you want the storage back.',
  })
}

function withSpoke(handle: (spoke: Spoke, arc: TestArc) => TestReply): Route['handle'] {
  return (request, arc) => {
    const spoke = arc.state(edgeSyncState).get(request.params.spokeID ?? '')
    return spoke === undefined ? errorReply(404, 'spoke not registered') : handle(spoke, arc)
  }
}

function idProblem(id: string): string | undefined {
  if (id === '') return 'spoke ID is required'
  if (/[/\\]/.test(id)) return `spoke ID ${goQuote(id)} contains a path separator`
  if (id.startsWith('.')) return `spoke ID ${goQuote(id)} may not start with a dot`
  return id.includes('\0') ? 'spoke ID contains a NUL byte' : undefined
}

function nameProblem(name: string): string | undefined {
  const bytes = Buffer.byteLength(name)
  if (name.trim() === '') return 'spoke name is required'
  if (bytes > 128) return `spoke name is ${bytes} bytes; the maximum is 128`
  return /\p{Cc}/u.test(name.replaceAll(/[\u0080-\u009f]/g, ''))
    ? 'spoke name may not contain control characters'
    : undefined
}

function newSecret(): string {
  return randomBytes(32).toString('hex')
}
