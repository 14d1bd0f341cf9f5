/**
 * What no test of an application depends on: the counters of a Go process, schedulers, clusters and licences. Each route
 * gives the answer that a real server once gave, whatever the request says (docs/testing-management.md#recorded-answers).
 */
import type { TestArc } from '../arc.ts'
import { json, type Permission, type Route, type TestReply, type TestRequest } from '../route.ts'
import answers from './recorded.json' with { type: 'json' }

interface RecordedAnswer {
  /** `GET /api/v1/schedulers` and the like. */
  readonly routes: readonly string[]
  readonly permission: Permission
  readonly newerPermission?: Permission
  readonly status: number
  readonly body: unknown
  /** The option without which the server does not register these routes. */
  readonly when?: 'auth' | 'compaction'
}

export const recordedRoutes: readonly Route[] = [
  ...(answers as readonly RecordedAnswer[]).flatMap(({ routes, permission, newerPermission, status, body, when }) =>
    routes.map((route): Route => {
      const [method, path = ''] = route.split(' ')
      return {
        method: method as Route['method'],
        path,
        permission,
        ...(newerPermission === undefined ? {} : { newerPermission }),
        ...(when === undefined ? {} : { when: (options: TestArc['options']) => options[when] }),
        handle: () => json(status, body),
      }
    }),
  ),
  { method: 'GET', path: '/metrics', permission: 'none', handle: metrics },
]

/** Prometheus text, unless JSON is all that is accepted. */
function metrics({ headers }: TestRequest): TestReply {
  const { body } = answers.find(({ routes }) => routes.includes('GET /api/v1/metrics')) ?? { body: {} }
  if (headers.get('accept') === 'application/json') return json(200, body)
  const lines = Object.entries(body).flatMap(([name, value]) =>
    typeof value === 'number' ? [`# TYPE arc_${name} untyped`, `arc_${name} ${value}`] : [],
  )
  return {
    status: 200,
    headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
    body: new TextEncoder().encode(`${lines.join('\n')}\n`),
  }
}
