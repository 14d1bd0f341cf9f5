/** `/api/v1/schedulers`: both need a licence, so they say that they do not run. */
import { json, type Route } from '../route.ts'
import { errorReply } from './replies.ts'

const OFF = { enabled: false, reason: 'Enterprise license required' }

export const schedulerRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/v1/schedulers',
    permission: 'any',
    handle: () => json(200, { cq_scheduler: OFF, retention_scheduler: OFF }),
  },
  {
    method: 'POST',
    path: '/api/v1/schedulers/cq/reload',
    permission: 'admin',
    handle: () => errorReply(503, 'CQ scheduler is not running - enterprise license required'),
  },
  {
    method: 'POST',
    path: '/api/v1/schedulers/retention/trigger',
    permission: 'admin',
    handle: () => errorReply(503, 'Retention scheduler is not running - enterprise license required'),
  },
]
