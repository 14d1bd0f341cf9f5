/** Text made of what means something to a SQL lexer, or to the rewriting of the server, and of anything at all. */
import fc from 'fast-check'

/** Well-formed text of any kind. */
export const anyText = fc.string({ unit: 'binary', maxLength: 20 }).filter((text) => !/\p{Surrogate}/u.test(text))

const pieces = [
  ...["'", "''", '"', '\\', "\\'", '\0', '--', '/*', '*/', ';', '$$', '$a$', '`', '_', '\n', "e'"],
  ...['__STR_0__', '__STR_1__', '__STR_2__', '__IDENT_0__', 'WHERE ', ' LIKE ', ' LIMIT ', " AND x <> '", 'time >= '],
  ...[' OR 1=1 ', 'read_parquet(', "date_trunc('hour', x)", 'DROP TABLE x', 'ATTACH', ' JOIN cpu ', ' FROM cpu '],
]

/** Hostile text. */
export const hostileText = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...pieces) }, anyText), { maxLength: 8 })
  .map((parts) => parts.join(''))
