// Written by `npm run generate` from openapi/. Edit the YAML instead.
/** The routes whose answer may take minutes. */
export const longRunningRoutes = [
  'DELETE /api/v1/databases/{name}',
  'POST /api/v1/import/csv',
  'POST /api/v1/import/parquet',
  'POST /api/v1/import/lp',
  'POST /api/v1/import/tle',
  'POST /api/v1/retention/{id}/execute',
  'POST /api/v1/continuous_queries/{id}/execute',
  'POST /api/v1/delete',
  'POST /api/v1/schedulers/retention/trigger',
  'POST /api/v1/tiering/migrate',
  'POST /api/v1/tiering/scan',
  'POST /api/v1/reconciliation/trigger',
  'POST /api/v1/bundle-import',
  'POST /api/v1/spoke-sync/run',
  'POST /api/v1/spoke-sync/export',
]
