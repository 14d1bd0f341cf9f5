/** What Kysely can say and Arc cannot do, each with the way out. */
import { ArcValidationError } from 'arc-tsdb-client'
import type { RootOperationNode } from 'kysely'

const WAY_OUT: Readonly<Record<string, string>> = {
  SelectQueryNode: '',
  InsertQueryNode: '',
  RawNode: '',
  UpdateQueryNode:
    'Arc has no UPDATE: rows are facts of an instant. Delete the rows with arc.delete.rows and insert them again',
  DeleteQueryNode: 'Arc deletes by its own route: use arc.delete.rows({ database, measurement, where, confirm: true })',
  MergeQueryNode: 'Arc has no MERGE: delete rows with arc.delete.rows, then insert them',
}

/** Throws for a statement that is neither a query nor an INSERT. */
export function refuseStatement(node: RootOperationNode): void {
  const wayOut =
    WAY_OUT[node.kind] ??
    'Arc makes databases and measurements with the first write, and their columns with the first row that has them: leave this statement out'
  if (wayOut !== '') throw new ArcValidationError(`kysely: ${wayOut}`)
}

/** @throws ArcValidationError always. */
export function refuseTransactions(what: 'transactions' | 'migrations'): never {
  throw new ArcValidationError(
    what === 'transactions'
      ? 'kysely: Arc has no transactions; one INSERT of at most 2^20 rows is written as a whole, so put the rows that belong together into one'
      : 'kysely: Arc has nothing to migrate; measurements and columns come with the first rows that have them',
  )
}
