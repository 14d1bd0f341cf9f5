export { SqlFragment } from './base/sql-fragment.ts'
export { ArcClient } from './client.ts'
export * from './errors.ts'
export type { ArrowInput } from './ingest/arrow/arrow.ts'
export type {
  AppendRows,
  AppendShape,
  Column,
  Columns,
  ColumnsFor,
  ColumnsOf,
  ColumnsShape,
  DictionaryColumn,
  MaskedColumn,
  RowShape,
  RowValue,
  TimeInput,
  TypedArray,
  ValidityInput,
} from './ingest/columns.ts'
export type { BatchRow, CellValue } from './ingest/encoding/batch-reader.ts'
export type {
  CsvImportOptions,
  ImportOptions,
  LineProtocolImportOptions,
  TableImportOptions,
  TleImportOptions,
} from './ingest/file-import.ts'
export type { ImportsNamespace } from './ingest/imports.ts'
export type { MakeVisibleOptions } from './ingest/make-visible.ts'
export {
  type ColumnType,
  defineMeasurement,
  type Measurement,
  type MeasurementSchema,
  type RowOf,
} from './ingest/measurement.ts'
export type { WriteOptions, WriteResult } from './ingest/send.ts'
export { type FieldValue, type LinePoint, lineProtocol } from './ingest/text/line-protocol.ts'
export type { LineProtocolInput } from './ingest/text/text-lines.ts'
export type { Instant, Precision, TimeUnit } from './ingest/time/instants.ts'
export type { UploadProgress, UploadSource } from './ingest/upload.ts'
export type {
  ArrowWriteOptions,
  EncodedWriteOptions,
  LineProtocolOptions,
  RowFor,
  TleOptions,
  WriteNamespace,
  WriteRowsOptions,
} from './ingest/write.ts'
export type { WriterRecord } from './ingest/writer/backpressure.ts'
export type {
  DroppedBatch,
  FlushedBatch,
  WriterCallbacks,
  WriterFailure,
  WriterLatency,
  WriterStats,
} from './ingest/writer/callbacks.ts'
export type { WriterWaitOptions } from './ingest/writer/clock.ts'
export type { AppendOptions, WriterOptions } from './ingest/writer/options.ts'
export type { SpoolOptions } from './ingest/writer/spool.ts'
export type { BufferedWriter } from './ingest/writer/writer.ts'
export type * from './management/types.ts'
export type { ArcClientOptions } from './options.ts'
export { columnOf, hasValue, type QueryColumn, type QueryColumns } from './query/columns.ts'
export { type BucketInstant, type FillBucketsOptions, type FilledRow, fillBuckets } from './query/fill-buckets.ts'
export type {
  ArrowOptions,
  ColumnsOptions,
  JsonOptions,
  JsonResult,
  MeasurementsOptions,
  MissingPolicy,
  QueryChange,
  QueryEstimate,
  QueryMeaning,
  QueryNamespace,
  QueryOptions,
  QueryRowsOptions,
  QueryStream,
  SchemaOptions,
  StreamOptions,
} from './query/query.ts'
export type { RowIssue, RowSchema, RowValidation } from './query/row-schema.ts'
export type { Int64Policy, QueryRow, QueryValue, RowOptions, TimestampPolicy } from './query/rows.ts'
export {
  type InstantLike,
  type Sql,
  type SqlInstant,
  type SqlScalar,
  type SqlValue,
  sql,
} from './query/sql/sql.ts'
export type { Compression } from './transport/compression.ts'
export type { EndpointStatus } from './transport/endpoint.ts'
export type { RetryOptions } from './transport/retry.ts'
export type { Logger, Span, Tracer } from './transport/tracing.ts'
export type { TlsOptions, Transport, TransportRequest, TransportResponse } from './transport/transport.ts'
