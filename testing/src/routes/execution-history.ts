/** What a retention policy or a continuous query has done, as its `/executions` route lists it. */
import { parseGoInt } from '../json-body.ts'
import { newestFirst, sqlLimit } from '../named-table.ts'
import type { TestRequest } from '../route.ts'
import { nullIfEmpty } from './replies.ts'

/** One recorded execution. */
export interface RecordedExecution {
  readonly id: number
  /** In whole seconds. */
  readonly execution_time: string
}

/** Executions by the id of what was executed. */
export class ExecutionHistory<E extends RecordedExecution> {
  readonly #executions = new Map<number, E[]>()
  #lastId = 0

  record(owner: number, make: (id: number) => E): void {
    const executions = this.#executions.get(owner) ?? []
    executions.push(make(++this.#lastId))
    this.#executions.set(owner, executions)
  }

  last(owner: number): E | undefined {
    return this.#executions.get(owner)?.at(-1)
  }

  /** Newest first, as many as `?limit` asks for; an owner that never existed has none either. */
  list(owner: number, request: TestRequest): readonly E[] | null {
    const newest = newestFirst(this.#executions.get(owner) ?? [], (execution) => execution.execution_time)
    return nullIfEmpty(sqlLimit(newest, parseGoInt(request.query.get('limit')) ?? 50))
  }

  forget(owner: number): void {
    this.#executions.delete(owner)
  }
}
