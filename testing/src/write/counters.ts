/** What the ingest endpoints count, under the names their stats endpoints print. */

export interface IngestCounters {
  readonly decoder: { decoded: number; errors: number; typedHits: number; typedMisses: number }
  /** Refused MessagePack writes; line protocol does not count here. */
  readonly buffer: { errors: number }
  readonly lineProtocol: { requests: number; records: number; bytes: number; bytesGzipped: number; errors: number }
  readonly tle: { requests: number; records: number; bytes: number; errors: number }
  readonly imports: { requests: number; records: number; errors: number }
  /** Accepted MessagePack writes; a columnar record counts one, whatever its rows. */
  readonly msgpack: { requests: number; records: number; bytes: number }
  /** Accepted writes of every kind. */
  readonly ingestion: { batches: number; records: number; bytes: number; errors: number }
}

/** The counters of one Arc: `arc.state(ingestCounters)`. */
export function ingestCounters(): IngestCounters {
  return {
    decoder: { decoded: 0, errors: 0, typedHits: 0, typedMisses: 0 },
    buffer: { errors: 0 },
    lineProtocol: { requests: 0, records: 0, bytes: 0, bytesGzipped: 0, errors: 0 },
    tle: { requests: 0, records: 0, bytes: 0, errors: 0 },
    imports: { requests: 0, records: 0, errors: 0 },
    msgpack: { requests: 0, records: 0, bytes: 0 },
    ingestion: { batches: 0, records: 0, bytes: 0, errors: 0 },
  }
}

/** Counts one accepted write. */
export function countIngested({ ingestion }: IngestCounters, records: number, bytes: number): void {
  ingestion.batches++
  ingestion.records += records
  ingestion.bytes += bytes
}
