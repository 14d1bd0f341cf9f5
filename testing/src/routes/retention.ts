/**
 * `/api/v1/retention`: policies, and executing them over the stored files.
 *
 * A policy deletes whole Parquet files whose newest row is older than `retention_days + buffer_days`; a file with one newer
 * row stays as it is, and so do rows that are still buffered. Replacing a policy wipes every field that is left out.
 */
import { rm, rmdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { TestArc } from '../arc.ts'
import { type FieldValues, readBody } from '../json-body.ts'
import { NamedTable, newestFirst } from '../named-table.ts'
import { quoteLiteral } from '../parquet-files.ts'
import { json, type Route, type TestReply, type TestRequest } from '../route.ts'
import type { StoredFile } from '../storage.ts'
import { nowNanos, rfc3339 } from '../timestamps.ts'
import { ExecutionHistory, type RecordedExecution } from './execution-history.ts'
import { errorReply, nullIfEmpty, withIntegerId } from './replies.ts'

const BASE = '/api/v1/retention'
const when = (options: TestArc['options']) => options.retention

export const retentionRoutes: readonly Route[] = [
  { method: 'GET', path: BASE, permission: 'any', newerPermission: 'admin', when, handle: listPolicies },
  { method: 'POST', path: BASE, permission: 'admin', when, handle: createPolicy },
  {
    method: 'GET',
    path: `${BASE}/:id`,
    permission: 'any',
    newerPermission: 'admin',
    when,
    handle: withPolicyId(getPolicy),
  },
  { method: 'PUT', path: `${BASE}/:id`, permission: 'admin', when, handle: withPolicyId(replacePolicy) },
  { method: 'DELETE', path: `${BASE}/:id`, permission: 'admin', when, handle: withPolicyId(deletePolicy) },
  { method: 'POST', path: `${BASE}/:id/execute`, permission: 'admin', when, handle: withPolicyId(executePolicy) },
  {
    method: 'GET',
    path: `${BASE}/:id/executions`,
    permission: 'any',
    newerPermission: 'admin',
    when,
    handle: withPolicyId(listExecutions),
  },
]

const policyRequest = {
  name: 'text',
  database: 'text',
  measurement: 'text?',
  retention_days: 'integer',
  buffer_days: 'integer',
  is_active: 'boolean',
} as const

interface Policy extends FieldValues<typeof policyRequest> {
  readonly id: number
  readonly created_at: string
  readonly updated_at: string
}

interface Execution extends RecordedExecution {
  readonly policy_id: number
  readonly status: 'completed'
  readonly deleted_count: number
  readonly cutoff_date: string
  readonly execution_duration_ms: number
  readonly error_message: string
}

function retentionState() {
  return { policies: new NamedTable<Policy>(), history: new ExecutionHistory<Execution>() }
}

function listPolicies(_request: TestRequest, arc: TestArc): TestReply {
  const { policies } = arc.state(retentionState)
  const newest = newestFirst(policies.rows, (policy) => policy.created_at)
  return json(200, nullIfEmpty(newest.map((policy) => shownPolicy(arc, policy))))
}

function createPolicy(request: TestRequest, arc: TestArc): TestReply {
  const body = readBody(request, policyRequest)
  if (body.error !== undefined) return errorReply(400, `Invalid request body: ${body.error}`)
  const policy = body.value
  if (policy.name === '') return errorReply(400, 'name is required')
  if (policy.database === '') return errorReply(400, 'database is required')
  if (policy.retention_days <= 0) return errorReply(400, 'retention_days must be greater than 0')
  if (policy.retention_days <= policy.buffer_days) return bufferTooLong()
  const now = rfc3339()
  const created = arc
    .state(retentionState)
    .policies.insert((id) => ({ id, ...policy, created_at: now, updated_at: now }))
  if (created === 'duplicate') return errorReply(400, `Retention policy with name '${policy.name}' already exists`)
  return json(201, shownPolicy(arc, created))
}

function getPolicy(id: number, _request: TestRequest, arc: TestArc): TestReply {
  const policy = arc.state(retentionState).policies.get(id)
  return policy === undefined ? policyNotFound() : json(200, shownPolicy(arc, policy))
}

function replacePolicy(id: number, request: TestRequest, arc: TestArc): TestReply {
  const body = readBody(request, policyRequest)
  if (body.error !== undefined) return errorReply(400, `Invalid request body: ${body.error}`)
  if (body.value.retention_days <= body.value.buffer_days) return bufferTooLong()
  const replaced = arc.state(retentionState).policies.update(id, { ...body.value, updated_at: rfc3339() })
  if (replaced === 'duplicate') return errorReply(500, 'Failed to update retention policy')
  if (replaced === 'missing') return policyNotFound()
  return json(200, shownPolicy(arc, replaced))
}

function deletePolicy(id: number, _request: TestRequest, arc: TestArc): TestReply {
  const { policies, history } = arc.state(retentionState)
  history.forget(id)
  if (!policies.delete(id)) return policyNotFound()
  return json(200, { message: 'Retention policy deleted successfully' })
}

const executeRequest = { dry_run: 'boolean', confirm: 'boolean' } as const

async function executePolicy(id: number, request: TestRequest, arc: TestArc): Promise<TestReply> {
  const started = performance.now()
  const body = readBody(request, executeRequest)
  if (body.error !== undefined) return errorReply(400, `Invalid request body: ${body.error}`)
  const { dry_run: dryRun, confirm } = body.value
  if (!dryRun && !confirm) {
    return errorReply(400, 'Confirmation required for retention policy execution. Set confirm=true')
  }
  const { policies, history } = arc.state(retentionState)
  const policy = policies.get(id)
  if (policy === undefined) return policyNotFound()
  if (!policy.is_active) return errorReply(400, 'Retention policy is not active')

  const days = BigInt(policy.retention_days + policy.buffer_days)
  const cutoffNanos = nowNanos() - days * 86_400_000_000_000n
  const cutoff = rfc3339(cutoffNanos)
  const executionTime = rfc3339()
  const measurements = await measurementsOf(arc, policy)
  const files = (
    await Promise.all(measurements.map((measurement) => arc.storage.files(policy.database, measurement)))
  ).flat()
  const expired = await expiredFiles(arc, files, cutoffNanos / 1_000n)
  if (!dryRun) await deleteFiles(expired.map(({ file }) => file))

  const deletedCount = expired.reduce((sum, { rows }) => sum + rows, 0)
  const durationMs = Math.floor(performance.now() - started)
  if (!dryRun) {
    history.record(id, (execution) => ({
      id: execution,
      policy_id: id,
      execution_time: executionTime,
      status: 'completed',
      deleted_count: deletedCount,
      cutoff_date: cutoff,
      execution_duration_ms: durationMs,
      error_message: '',
    }))
  }
  return json(200, {
    policy_id: id,
    policy_name: policy.name,
    deleted_count: deletedCount,
    files_deleted: expired.length,
    execution_time_ms: durationMs,
    dry_run: dryRun,
    cutoff_date: cutoff,
    affected_measurements: nullIfEmpty(measurements),
  })
}

function listExecutions(id: number, request: TestRequest, arc: TestArc): TestReply {
  return json(200, { policy_id: id, executions: arc.state(retentionState).history.list(id, request) })
}

/** A policy as the API shows it, with the outcome of its last execution. */
function shownPolicy(arc: TestArc, policy: Policy) {
  const last = arc.state(retentionState).history.last(policy.id)
  return {
    ...policy,
    last_execution_time: last?.execution_time ?? null,
    last_execution_status: last?.status ?? null,
    last_deleted_count: last?.deleted_count ?? null,
  }
}

/** The measurement of a policy, or every one of its database that has files. */
async function measurementsOf(arc: TestArc, policy: Policy): Promise<readonly string[]> {
  if (policy.measurement !== null && policy.measurement !== '') return [policy.measurement]
  const files = await arc.storage.files(policy.database)
  return [...new Set(files.map((file) => file.relativePath.slice(policy.database.length + 1).split('/')[0] ?? ''))]
}

/** The files whose newest row is older than the cutoff; a file that cannot be read is passed over. */
async function expiredFiles(
  { engine }: TestArc,
  files: readonly StoredFile[],
  cutoffMicros: bigint,
): Promise<readonly { readonly file: StoredFile; readonly rows: number }[]> {
  const expired: { file: StoredFile; rows: number }[] = []
  for (const file of files) {
    const sql = `SELECT epoch_us(max(time)) AS newest, count(*) AS row_count FROM read_parquet(${quoteLiteral(file.path)})`
    const [row] = await engine.rows(sql).catch(() => [])
    if (typeof row?.newest === 'bigint' && row.newest < cutoffMicros) {
      expired.push({ file, rows: Number(row.row_count) })
    }
  }
  return expired
}

/** Deletes files and the hour, day, month and year directories that they leave empty. */
async function deleteFiles(files: readonly StoredFile[]): Promise<void> {
  for (const file of files) {
    await rm(file.path, { force: true })
    let directory = dirname(file.path)
    // Database and measurement directories stay, so an emptied measurement is still listed.
    for (let level = 0; level < 4; level++) {
      const removed = await rmdir(directory).then(
        () => true,
        () => false,
      )
      if (!removed) break
      directory = dirname(directory)
    }
  }
}

function withPolicyId(handle: Parameters<typeof withIntegerId>[1]): Route['handle'] {
  return withIntegerId(() => errorReply(400, 'Invalid policy ID'), handle)
}

function policyNotFound(): TestReply {
  return errorReply(404, 'Retention policy not found')
}

function bufferTooLong(): TestReply {
  return errorReply(400, 'retention_days must be greater than buffer_days')
}
