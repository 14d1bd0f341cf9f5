import { type SqlValue, sql } from 'arc-tsdb-client'
import {
  type CompiledQuery,
  DefaultQueryCompiler,
  type FromNode,
  type IdentifierNode,
  type InsertQueryNode,
  type OperationNode,
  type PrimitiveValueListNode,
  type QueryId,
  type RootOperationNode,
  type TableNode,
  type ValueListNode,
} from 'kysely'
import { refuseStatement } from './refusals.ts'

/**
 * Kysely's tree as one `sql` template of the client: names and values are written by the client, which refuses a value
 * inside quotes or a comment of a raw piece as well. Arc has no bind parameters, so `parameters` is always empty.
 */
export class ArcQueryCompiler extends DefaultQueryCompiler {
  #texts: string[] = ['']
  #values: SqlValue[] = []

  override compileQuery(node: RootOperationNode, queryId: QueryId): CompiledQuery {
    refuseStatement(node)
    this.#texts = ['']
    this.#values = []
    return super.compileQuery(node, queryId)
  }

  protected override getSql(): string {
    return sql(Object.assign([...this.#texts], { raw: this.#texts }), ...this.#values).text
  }

  protected override append(text: string): void {
    this.#texts.push(this.#texts.pop() + text)
  }

  protected override appendValue(value: unknown): void {
    // The tag refuses what has no literal.
    this.#values.push(value as SqlValue)
    this.#texts.push('')
  }

  protected override appendImmediateValue(value: unknown): void {
    this.appendValue(value)
  }

  protected override visitIdentifier(node: IdentifierNode): void {
    this.append(sql.id(node.name).text)
  }

  // `IN ()` is not SQL; the tag writes an empty list as a sub-query without rows.
  protected override visitPrimitiveValueList(node: PrimitiveValueListNode): void {
    if (node.values.length === 0) this.appendValue([])
    else super.visitPrimitiveValueList(node)
  }

  protected override visitValueList(node: ValueListNode): void {
    if (node.values.length === 0) this.appendValue([])
    else super.visitValueList(node)
  }

  // Behind a comma Arc does not look for a measurement.
  protected override visitFrom(node: FromNode): void {
    this.append('from ')
    this.compileList(node.froms, ' cross join ')
  }

  // Arc puts files in the place of a measurement, so it needs an alias to be referred to by, and loses its database.
  protected override visitTable(node: TableNode): void {
    const isSource = isSourceOfRows(this.parentNode)
    this.visitNode(isSource ? node.table : node.table.identifier)
    if (!isSource) return
    this.append(' as ')
    this.visitNode(node.table.identifier)
  }

  // The rows go to `write.rows`, which takes values that have no literal, such as NaN.
  protected override visitInsertQuery(node: InsertQueryNode): void {
    this.append('insert into ')
    if (node.into !== undefined) this.visitNode(node.into.table)
    this.append(' (')
    this.compileList(node.columns ?? [])
    this.append(') /* the rows go to arc.write.rows */')
  }
}

function isSourceOfRows(parent: OperationNode | undefined): boolean {
  return parent?.kind === 'FromNode' || parent?.kind === 'JoinNode'
}
