// Written by `npm run generate` from openapi/. Edit the YAML instead.
import type { CallOptions, OperationCaller } from '../management/operation.ts'
import type {
  DatabaseCreated,
  DatabaseCreateRequest,
  DatabaseDeleted,
  DatabaseSummary,
  MeasurementName,
  SchemaRebuildQueued,
  StoredSchema,
} from './models.ts'

/** The parameters of `databases.delete`. */
export interface DatabasesDeleteQuery {
  /** Must be `true`: there is no undo. */
  readonly confirm: true
}

/** Databases and the measurements in them. Writing to a database creates it, too. */
export class DatabasesOperations {
  protected readonly call: OperationCaller

  constructor(call: OperationCaller) {
    this.call = call
  }

  /**
   * Lists all databases, sorted by name.
   *
   * Names that start with `.` or `_` are hidden.
   *
   * Needs any valid token, the `read` permission since Arc 26.09.3.
   *
   * @throws `ArcPermissionError` (403) The token lacks the `read` permission, or may read some databases only: `get`
   * asks for one by name. Since Arc 26.09.3.
   * @throws `ArcServerError` (500) The storage could not be listed.
   *
   * @see GET /api/v1/databases
   */
  list(options?: CallOptions): Promise<DatabaseSummary[]> {
    return this.call('databases.list', {}, options)
  }

  /**
   * Creates an empty database.
   *
   * Needs the `admin` permission.
   *
   * @param body - The name of the new database.
   *
   * @throws `ArcValidationError` (400) The name is missing, malformed or reserved.
   * @throws `ArcConflictError` (409) The database exists.
   * @throws `ArcServerError` (500) The storage failed.
   *
   * @see POST /api/v1/databases
   */
  create(body: DatabaseCreateRequest, options?: CallOptions): Promise<DatabaseCreated> {
    return this.call('databases.create', { body }, options)
  }

  /**
   * Returns one database.
   *
   * Needs any valid token, the `read` permission since Arc 26.09.3.
   *
   * @param name - The database's name.
   *
   * @throws `ArcValidationError` (400) The name is malformed. Since Arc 26.09.2.
   * @throws `ArcPermissionError` (403) The database may not be read by this token. Since Arc 26.09.3.
   * @throws `ArcNotFoundError` (404) The database does not exist.
   * @throws `ArcServerError` (500) The storage failed.
   *
   * @see GET /api/v1/databases/{name}
   */
  get(name: string, options?: CallOptions): Promise<DatabaseSummary> {
    return this.call('databases.get', { path: { name } }, options)
  }

  /**
   * Deletes a database with all its files.
   *
   * Rows that still wait in the server's ingest buffer survive and create the database again when they are flushed.
   *
   * Needs the `admin` permission, and `delete.enabled` on the server. May take minutes.
   *
   * @param name - The database's name.
   *
   * @throws `ArcValidationError` (400) `confirm=true` is missing; or, since Arc 26.09.2, the name is malformed.
   * @throws `ArcFeatureUnavailableError` (403) Deleting is switched off (`delete.enabled`), or the name is reserved.
   * Or the token lacks the `admin` permission.
   * @throws `ArcNotFoundError` (404) The database does not exist.
   * @throws `ArcServerError` (500) Some files could not be deleted.
   *
   * @see DELETE /api/v1/databases/{name}
   */
  delete(name: string, query: DatabasesDeleteQuery, options?: CallOptions): Promise<DatabaseDeleted> {
    return this.call('databases.delete', { path: { name }, query }, options)
  }

  /**
   * Lists the measurements of a database.
   *
   * Since Arc 26.09.3 only those that the token may read.
   *
   * Needs any valid token, the `read` permission since Arc 26.09.3.
   *
   * @param name - The database's name.
   *
   * @throws `ArcValidationError` (400) The name is malformed. Since Arc 26.09.2.
   * @throws `ArcPermissionError` (403) The database may not be read by this token. Since Arc 26.09.3.
   * @throws `ArcNotFoundError` (404) The database does not exist.
   * @throws `ArcServerError` (500) The storage failed.
   *
   * @see GET /api/v1/databases/{name}/measurements
   */
  measurements(name: string, options?: CallOptions): Promise<MeasurementName[]> {
    return this.call('databases.measurements', { path: { name } }, options)
  }

  /**
   * Returns the columns that a measurement has in queries over any range of time.
   *
   * A column without values in the range is NULL there, instead of an error. Since Arc 26.09.2.
   *
   * Needs the `read` permission.
   *
   * @param name - The database's name.
   * @param measurement - The measurement's name.
   *
   * @throws `ArcValidationError` (400) A name is malformed.
   * @throws `ArcPermissionError` (403) The measurement may not be read by this token. Or it lacks the `read`
   * permission.
   * @throws `ArcNotFoundError` (404) Nothing is registered for the measurement, or `query.stable_schema` is off.
   * @throws `ArcServerError` (503) What is registered cannot be read.
   *
   * @see GET /api/v1/databases/{name}/measurements/{measurement}/schema
   */
  schema(name: string, measurement: string, options?: CallOptions): Promise<StoredSchema> {
    return this.call('databases.schema', { path: { name, measurement } }, options)
  }

  /**
   * Starts to register the columns of a measurement anew, from its files.
   *
   * Runs in the background. Columns are added, never removed. Since Arc 26.09.2.
   *
   * Needs the `admin` permission.
   *
   * @param name - The database's name.
   * @param measurement - The measurement's name.
   *
   * @throws `ArcValidationError` (400) A name is malformed.
   * @throws `ArcNotFoundError` (404) `query.stable_schema` is off.
   * @throws `ArcConflictError` (409) It is queued or running.
   * @throws `ArcServerError` (503) Too many wait, or this node does not do it.
   *
   * @see POST /api/v1/databases/{name}/measurements/{measurement}/schema/rebuild
   */
  rebuildSchema(name: string, measurement: string, options?: CallOptions): Promise<SchemaRebuildQueued> {
    return this.call('databases.rebuildSchema', { path: { name, measurement } }, options)
  }
}
