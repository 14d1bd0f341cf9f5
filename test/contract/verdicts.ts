/**
 * Where a recorded request and the server's answer do not tell the same story as the document, and why. Everything not
 * listed here must agree: what the server accepted, the document accepts; what it refused for its form, the document refuses.
 */

/** Accepted by the server, refused by the document on purpose. */
export const strictOnPurpose: Readonly<Record<string, string>> = {
  'auth: token create defaults': 'without permissions the server grants read and write',
  'continuous-queries: create minimal': 'without is_active the query never runs',
  'continuous-queries: update partial wipes': 'PUT replaces everything',
  'retention: create minimal': 'without is_active and buffer_days the policy never runs',
  'retention: update partial wipes': 'PUT replaces everything',
}

/** Refused by the server with 400 or 422 for a reason that no schema of the request can express. */
export const beyondSchemas: Readonly<Record<string, string>> = {
  'continuous-queries: create: duplicate': 'the name is taken',
  'continuous-queries: create: forbidden sql': 'schemas do not read SQL',
  'continuous-queries: execute: reversed': 'schemas do not compare two fields',
  'continuous-queries: execute: inactive': 'depends on the stored query',
  'delete: keyword in literal': 'since 27.01.1 the server takes it',
  'delete: semicolon': 'since 27.01.1 the server takes it',
  'query: db.table with header': 'schemas do not compare SQL and headers',
  'query: two statements': 'schemas do not read SQL',
  'query: forbidden': 'schemas do not read SQL',
  'query: io function': 'schemas do not read SQL',
  'query: string in table position': 'schemas do not read SQL',
  'query: reserved word column': 'schemas do not read SQL',
  'query: arrow show tables': 'schemas do not read SQL',
  'query: estimate show': 'schemas do not read SQL',
  'retention: execute: inactive': 'depends on the stored policy',
  'write: not msgpack': 'schemas do not read MessagePack',
  'write: scalar': 'schemas do not read MessagePack',
  'write: bad gzip': 'schemas do not unpack bodies',
  'write: bad measurement': 'schemas do not read MessagePack',
  'write: unequal lengths': 'schemas do not read MessagePack',
  'write: string time': 'schemas do not read MessagePack',
  'write: line protocol: nothing parses': 'schemas do not read line protocol',
  'write: tle: bad': 'schemas do not read TLE',
  'write: import csv: no time column': 'schemas do not read CSV',
  'write: import csv: bad time': 'schemas do not read CSV',
  'write: import parquet: bad': 'schemas do not read Parquet',
}
