/** What `reader.ts` finds in a query. Numbers are indexes of tokens, comments not counted. */
import { partners, type Token } from '../../base/sql-lexer.ts'

/** Tokens from `start` up to, but without, `end`. */
export interface Region {
  readonly start: number
  readonly end: number
}

/** A name in a FROM or JOIN that is not defined by WITH. */
export interface Measurement {
  readonly first: number
  readonly last: number
  readonly parts: readonly string[]
  /** Whether FROM or JOIN stands right before it, which is where Arc looks for measurements. */
  readonly followsKeyword: boolean
  readonly alias: string | undefined
  readonly renamesColumns: boolean
  readonly select: Select
}

/** How a table was joined to those before it. */
export interface Join {
  /** `outer` keeps rows of the right side, `nearest` picks among them. */
  readonly kind: 'inner' | 'left' | 'outer' | 'nearest'
  /** Its name in the query, if it is a measurement. */
  readonly table: string | undefined
  on?: Region
  /** Whether USING or NATURAL makes its `time` that of the table before. */
  sharesTime?: boolean
}

/** One SELECT with its FROM and WHERE. */
export interface Select {
  readonly measurements: Measurement[]
  readonly joins: Join[]
  /** Everything in FROM, sub-queries and functions included. */
  sources: number
  where?: Region
}

/** A name that WITH defines. */
export interface WithName {
  readonly token: number
  readonly name: string
  /** Whether Arc recognises the definition by its pattern. */
  readonly isPlain: boolean
}

export class Reading {
  readonly measurements: Measurement[] = []
  /** All tokens of the names of measurements. */
  readonly measurementTokens = new Set<number>()
  readonly withNames: WithName[] = []
  /** The references to names of WITH. */
  readonly withReferences = new Set<string>()
  /** The tokens of WITH itself. */
  readonly withs: number[] = []
  /** The FROM of `IS DISTINCT FROM`. */
  readonly operatorFroms: number[] = []
  /** Tokens that stand where a table does without naming one: literals and functions. */
  readonly tableLiterals = new Set<number>()
  selects = 0
  isSure = true
  /** For every parenthesis or bracket the other one; -1 where there is none. */
  readonly partner: Int32Array

  /** @param code The tokens of the query without comments. */
  constructor(code: readonly Token[]) {
    this.partner = partners(code)
  }
}
