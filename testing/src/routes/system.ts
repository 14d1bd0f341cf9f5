/** Health and readiness, open to everyone. */
import type { TestArc } from '../arc.ts'
import { json, type Route, type TestReply, type TestRequest } from '../route.ts'
import { rfc3339 } from '../timestamps.ts'

export const systemRoutes: readonly Route[] = [
  { method: 'GET', path: '/health', permission: 'none', handle: health },
  { method: 'GET', path: '/ready', permission: 'none', handle: ready },
]

function health(_request: TestRequest, arc: TestArc): TestReply {
  const seconds = uptimeSeconds(arc)
  return json(200, {
    status: 'ok',
    time: rfc3339(),
    uptime: `${seconds}s`,
    uptime_sec: seconds,
    storage: { hot: { backend: 'local', credentials: 'none', state: 'ok' } },
  })
}

function ready(_request: TestRequest, arc: TestArc): TestReply {
  if (arc.isStopping) {
    const reason = 'server is starting up or shutting down; load balancer should not route traffic here'
    return json(503, { status: 'not_ready', time: rfc3339(), reason })
  }
  return json(200, { status: 'ready', time: rfc3339(), uptime_sec: uptimeSeconds(arc) })
}

function uptimeSeconds({ startedAt }: TestArc): number {
  return (Date.now() - startedAt.getTime()) / 1_000
}
