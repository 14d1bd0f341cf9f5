import { ArcValidationError, type RowValue } from 'arc-tsdb-client'
import type { InsertQueryNode, OperationNode, ValuesItemNode } from 'kysely'
import { ValueNode } from 'kysely'

/** The rows of an INSERT. */
export interface Insert {
  readonly database: string | undefined
  readonly measurement: string
  readonly rows: readonly Readonly<Record<string, RowValue>>[]
}

/** Reads what an INSERT inserts; refuses clauses that Arc has nothing for. */
export function readInsert(node: InsertQueryNode): Insert {
  const { kind: _, into, columns, values, ...clauses } = node
  for (const [clause, value] of Object.entries(clauses))
    if (value !== undefined && value !== false) refuseClause(clause)
  if (into === undefined) throw new ArcValidationError('kysely: the INSERT names no measurement')
  if (values?.kind !== 'ValuesNode') {
    throw new ArcValidationError(
      'kysely: INSERT takes rows, not a query. Read the rows and insert them, or let the server do it with a continuous query (docs/continuous-queries.md)',
    )
  }
  const names = (columns ?? []).map(({ column }) => column.name)
  const { values: items } = values as OperationNode & { readonly values: readonly ValuesItemNode[] }
  return {
    database: into.table.schema?.name,
    measurement: into.table.identifier.name,
    rows: items.map((item, row) => {
      const cells = cellsOf(item, row)
      return Object.fromEntries(names.map((name, column) => [name, cells[column] as RowValue]))
    }),
  }
}

function cellsOf(item: ValuesItemNode, row: number): readonly unknown[] {
  if (item.kind === 'PrimitiveValueListNode') return item.values
  return item.values.map((cell) => {
    if (ValueNode.is(cell)) return cell.value
    if (cell.kind === 'DefaultInsertValueNode') return undefined
    throw new ArcValidationError(
      `kysely: row ${row} of the INSERT holds an expression; Arc stores values, so compute it in JavaScript first`,
    )
  })
}

function refuseClause(clause: string): never {
  throw new ArcValidationError(
    clause === 'returning' || clause === 'output'
      ? 'kysely: an INSERT into Arc returns nothing but the number of its rows; leave RETURNING out'
      : `kysely: an INSERT into Arc only adds rows; leave "${clause}" out`,
  )
}
