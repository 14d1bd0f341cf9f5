// Written by `npm run generate` from openapi/. Edit the YAML instead.
export interface paths {
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reports that the process is alive.
         * @description Always 200 while the process runs; use `ready` to ask whether it takes traffic.
         */
        get: operations["system.health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reports whether the server takes traffic.
         * @description Answers 503 while it starts, replays its write-ahead log or shuts down.
         */
        get: operations["system.ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns every metric in the Prometheus text format. */
        get: operations["system.prometheus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns every metric as one flat object.
         * @description Counters are 64-bit on the server; byte and nanosecond totals can in theory exceed 2^53.
         */
        get: operations["system.metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/metrics/memory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns the memory and runtime statistics of the server process. */
        get: operations["system.memory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/metrics/query-pool": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns the state of the query connection pool. */
        get: operations["system.queryPool"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/metrics/endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns request, ingestion, query and storage counters since boot. */
        get: operations["system.endpoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/metrics/timeseries/{type}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns the recent history of one family of metrics.
         * @description `data` is empty for the first seconds after boot.
         */
        get: operations["system.timeseries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns recent log lines of the server, newest first.
         * @description From a ring in memory that holds the last 10,000 lines. Values out of range silently become the default.
         */
        get: operations["system.logs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Checks the token this client sends.
         * @description Needs no permission, but says `valid: true` only for a known, enabled, unexpired token.
         */
        get: operations["auth.verify"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists all tokens, without their secrets. */
        get: operations["auth.listTokens"];
        put?: never;
        /**
         * Creates a token and returns its secret, which is shown this once.
         * @description The answer carries neither id nor permissions. Left-out permissions mean `read` and `write`; an empty list means none.
         */
        post: operations["auth.createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns one token, without its secret. */
        get: operations["auth.getToken"];
        put?: never;
        post?: never;
        /**
         * Deletes a token.
         * @description Nothing protects the last admin token, nor the one that asks.
         */
        delete: operations["auth.deleteToken"];
        options?: never;
        head?: never;
        /**
         * Changes what is sent of a token.
         * @description An empty body is 200 even for an id that does not exist. Browsers cannot call it cross-origin: the server allows no PATCH. In a cluster an unknown id is 200, too.
         */
        patch: operations["auth.updateToken"];
        trace?: never;
    };
    "/api/v1/auth/tokens/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replaces a token's secret and returns the new one, which is shown this once.
         * @description The old secret is dead at once. Never retried: a second rotation would kill the secret the first one handed out.
         */
        post: operations["auth.rotateToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/tokens/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Disables a token for good. */
        post: operations["auth.revokeToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/cache/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns the statistics of the token cache of this node. */
        get: operations["auth.cacheStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/cache/invalidate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Empties the token cache of this node. */
        post: operations["auth.invalidateCache"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/tokens/{id}/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the RBAC teams a token belongs to. */
        get: operations["auth.listTokenTeams"];
        put?: never;
        /** Adds a token to an RBAC team. */
        post: operations["auth.addTokenToTeam"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/tokens/{id}/teams/{team_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes a token out of an RBAC team. */
        delete: operations["auth.removeTokenFromTeam"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/tokens/{id}/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns what a token may do in effect: its own permissions and those of its RBAC roles. */
        get: operations["auth.tokenPermissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/databases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists all databases, sorted by name.
         * @description Names that start with `.` or `_` are hidden. Any valid token sees all of them.
         */
        get: operations["databases.list"];
        put?: never;
        /** Creates an empty database. */
        post: operations["databases.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/databases/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns one database. */
        get: operations["databases.get"];
        put?: never;
        post?: never;
        /**
         * Deletes a database with all its files.
         * @description Rows that still wait in the server's ingest buffer survive and create the database again when they are flushed.
         */
        delete: operations["databases.delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/databases/{name}/measurements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the measurements of a database. */
        get: operations["databases.measurements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Runs one SQL statement and returns its rows as JSON.
         * @description A measurement that does not exist is an empty result, not an error. A stream cut by the server's own time limit looks complete.
         */
        post: operations["query.json"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/query/msgpack": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Runs one SQL statement and returns its columns as MessagePack.
         * @description The one format whose end is always provable: lengths come first.
         */
        post: operations["query.msgpack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/query/arrow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Runs one SQL statement and returns an Arrow IPC stream.
         * @description A measurement that does not exist is a 500 here. Trailers carry the execution time and, on newer servers, truncation.
         */
        post: operations["query.arrow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/query/estimate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Counts the rows a statement would return.
         * @description Really runs `SELECT COUNT(*) FROM (<sql>)`. SQL that fails is 200 with `success: false`.
         */
        post: operations["query.estimate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/query/{measurement}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns rows of one measurement, newest first.
         * @description Takes SQL fragments in its parameters; the request line and headers together are limited to 4,096 bytes.
         */
        get: operations["query.measurement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/measurements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists measurements with their file counts and sizes.
         * @description Local storage only: empty on S3 and Azure, where `databases.measurements` still works.
         */
        get: operations["query.measurements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/write/msgpack": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Writes rows as MessagePack.
         * @description One map `{m, columns}` is all or nothing. gzip and zstd are recognised by their magic bytes.
         */
        post: operations["write.columns"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/write/line-protocol": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Writes rows as InfluxDB line protocol.
         * @description Lines that do not parse are dropped without a word as long as one line does.
         */
        post: operations["write.lineProtocol"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/write": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes line protocol, at the address of InfluxDB 1. */
        post: operations["write.influxV1"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/write": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes line protocol, at the address of InfluxDB 2. */
        post: operations["write.influxV2"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/write/tle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Writes satellite orbits from two-line elements.
         * @description Entries that do not parse are skipped without a word as long as one does.
         */
        post: operations["write.tle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/write/line-protocol/flush": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Writes every buffered row of this node to storage, whatever protocol it came by.
         * @description Makes acknowledged rows visible to queries, deletes and retention. Batches already queued for writing are not awaited.
         */
        post: operations["system.flush"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/write/line-protocol/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns the counters of the line-protocol writer. */
        get: operations["system.lineProtocolStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/write/line-protocol/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reports that the line-protocol writer is there. */
        get: operations["system.lineProtocolHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/write/tle/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns the counters of the TLE writer. */
        get: operations["system.tleStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/write/msgpack/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns the counters of the MessagePack decoder and of the ingest buffers. */
        get: operations["system.msgpackStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/write/msgpack/spec": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns the server's own description of the MessagePack format, which is partly out of date. */
        get: operations["system.msgpackSpec"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import/csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Imports a CSV file.
         * @description Judge by the status: a 400 can carry a result, when a name was invalid and the rows went nowhere.
         */
        post: operations["imports.csv"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import/parquet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Imports a Parquet file.
         * @description Judge by the status: a 400 can carry a result, when a name was invalid and the rows went nowhere.
         */
        post: operations["imports.parquet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import/lp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Imports a file of line protocol, plain or gzip. */
        post: operations["imports.lineProtocol"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import/tle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Imports a file of two-line elements, plain or gzip. */
        post: operations["imports.tle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns the counters of the imports. */
        get: operations["system.importStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists all retention policies, newest first. */
        get: operations["retention.list"];
        put?: never;
        /** Creates a retention policy. */
        post: operations["retention.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/retention/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns one retention policy. */
        get: operations["retention.get"];
        /**
         * Replaces the whole policy.
         * @description Send every field: what is left out becomes empty, zero or false. `patch` changes single fields.
         */
        put: operations["retention.update"];
        post?: never;
        /** Deletes a policy and its history; the data stays. */
        delete: operations["retention.delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/retention/{id}/execute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Runs a policy now, and waits until it is done.
         * @description Only whole files whose newest row is older than the cutoff go; rows still in the ingest buffer stay. Dry runs leave no trace in the history.
         */
        post: operations["retention.execute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/retention/{id}/executions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the past runs of a policy, newest first.
         * @description An unknown id is an empty list. A run that is still going is not in it.
         */
        get: operations["retention.executions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/continuous_queries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists continuous queries, newest first. */
        get: operations["continuousQueries.list"];
        put?: never;
        /** Creates a continuous query. */
        post: operations["continuousQueries.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/continuous_queries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns one continuous query. */
        get: operations["continuousQueries.get"];
        /**
         * Replaces the whole continuous query.
         * @description Send every field: what is left out becomes empty, null or false, and the server does not look for the placeholders again. `patch` changes single fields.
         */
        put: operations["continuousQueries.update"];
        post?: never;
        /** Deletes a continuous query and its history; the data it wrote stays. */
        delete: operations["continuousQueries.delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/continuous_queries/{id}/execute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Runs a continuous query now over one window, and waits until it is done.
         * @description Running the same window twice writes its rows twice. The next window starts where this one ends, even if that is further back. The server stops after ten minutes.
         */
        post: operations["continuousQueries.execute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/continuous_queries/{id}/executions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the past runs of a continuous query, newest first.
         * @description An unknown id is an empty list.
         */
        get: operations["continuousQueries.executions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deletes the rows of a measurement that match a condition, or counts them.
         * @description A condition that is wrong (an unknown column, bad syntax) answers 200 with zero rows, exactly like one that matches nothing. Only rows that were flushed to storage are seen.
         */
        post: operations["delete.rows"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/delete/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns whether deleting is switched on, and its limits. */
        get: operations["delete.config"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AuthCounters: {
            requests_total: number;
            cache_hits: number;
            cache_misses: number;
            failures_total: number;
        };
        BufferCounters: {
            records_buffered: number;
            records_written: number;
            flushes_total: number;
            errors_total: number;
            flush_failures_total: number;
            queue_depth: number;
        };
        CompactionCounters: {
            jobs_total: number;
            jobs_success: number;
            jobs_failed: number;
            files_compacted: number;
            bytes_read: number;
            bytes_written: number;
        };
        /** @description A continuous query as the server stores it. */
        ContinuousQuery: {
            /** Format: int64 */
            id: number;
            name: string;
            description: string | null;
            database: string;
            source_measurement: string;
            destination_measurement: string;
            /** @description The SQL, with its placeholders. */
            query: string;
            interval: string;
            tag_columns: string[] | null;
            /** @description Stored, never acted on. */
            retention_days: number | null;
            /** @description Stored, never acted on. */
            delete_source_after_days: number | null;
            is_active: boolean;
            /** Format: date-time */
            last_execution_time: string | null;
            /** @enum {string|null} */
            last_execution_status: "completed" | "failed" | null;
            /**
             * Format: date-time
             * @description Where the next run starts.
             */
            last_processed_time: string | null;
            /** Format: int64 */
            last_records_written: number | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        ContinuousQueryExecuteRequest: {
            /**
             * Format: date-time
             * @description With a zone. Left out: where the last run ended, or an hour ago.
             */
            start_time?: string | null;
            /**
             * Format: date-time
             * @description With a zone. Left out: now.
             */
            end_time?: string | null;
            /** @description Returns the SQL and runs nothing. */
            dry_run?: boolean;
        };
        ContinuousQueryExecuteResult: {
            /** Format: int64 */
            query_id: number;
            query_name: string;
            execution_id: string;
            /** @enum {string} */
            status: "completed" | "dry_run";
            /** Format: date-time */
            start_time: string;
            /** Format: date-time */
            end_time: string;
            records_read: null;
            /** Format: int64 */
            records_written: number;
            execution_time_seconds: number;
            destination_measurement: string;
            dry_run: boolean;
            /** Format: date-time */
            executed_at: string;
            /** @description The SQL that would run; dry runs only. */
            executed_query?: string;
        };
        ContinuousQueryExecution: {
            /** Format: int64 */
            id: number;
            /** Format: int64 */
            query_id: number;
            execution_id: string;
            /** Format: date-time */
            execution_time: string;
            /** @enum {string} */
            status: "completed" | "failed";
            /** Format: date-time */
            start_time: string;
            /** Format: date-time */
            end_time: string;
            records_read: null;
            /** Format: int64 */
            records_written: number;
            execution_duration_seconds: number;
            error_message: string | null;
        };
        ContinuousQueryExecutions: {
            /** Format: int64 */
            query_id: number;
            executions: components["schemas"]["ContinuousQueryExecution"][] | null;
        };
        /** @description A whole continuous query. */
        ContinuousQueryRequest: {
            /** @description Unique. */
            name: string;
            description?: string | null;
            database: string;
            source_measurement: string;
            destination_measurement: string;
            /** @description One SELECT with both `{start_time}` and `{end_time}`, unquoted: the server puts quoted UTC literals there. Only `FROM <database>.<source_measurement>` is found. */
            query: string;
            /** @description Go duration such as `5m` or `24h`. The server stores `1d`, too, and then never schedules it. */
            interval: string;
            /** @description Columns of the result that identify a row besides `time`. */
            tag_columns?: string[];
            /** @description Stored, never acted on. */
            retention_days?: number | null;
            /** @description Stored, never acted on. */
            delete_source_after_days?: number | null;
            /** @description The server takes `false` when it is left out, and an inactive query never runs. */
            is_active: boolean;
        };
        DatabaseCreateRequest: {
            /** @description Starts with a letter; letters, digits, `_` and `-`. `system`, `internal` and `_internal` are reserved. */
            name: string;
        };
        DatabaseCreated: {
            name: string;
            measurement_count: number;
            /** Format: date-time */
            created_at: string;
        };
        DatabaseDeleted: {
            message: string;
            files_deleted: number;
        };
        DatabaseList: {
            databases: components["schemas"]["DatabaseSummary"][];
            count: number;
        };
        DatabaseMeasurements: {
            database: string;
            measurements: components["schemas"]["MeasurementName"][];
            count: number;
        };
        DatabaseSummary: {
            name: string;
            measurement_count: number;
        };
        DeleteConfig: {
            /** @description `delete.enabled` of the server. */
            enabled: boolean;
            /** @description A dry run that matches more rows than this needs `confirm`, too. */
            confirmation_threshold: number;
            /** @description More rows than this are refused. */
            max_rows_per_delete: number;
            /** @constant */
            implementation: "rewrite-based";
            performance_impact: components["schemas"]["DeletePerformanceImpact"];
        };
        /** @description The delete envelope, with what was done before it failed. */
        DeleteError: {
            /** @constant */
            success: false;
            /** Format: int64 */
            deleted_count: number;
            affected_files: number;
            rewritten_files: number;
            execution_time_ms: number;
            dry_run: boolean;
            files_processed: string[] | null;
            failed_files?: string[];
            error: string;
        };
        DeletePerformanceImpact: {
            writes: string;
            queries: string;
            deletes: string;
        };
        /** @description Either looks (`dry_run`) or deletes (`confirm`); a dry run over the threshold needs both. */
        DeleteRequest: {
            database: string;
            measurement: string;
            /** @description A SQL condition, without the word WHERE. The server refuses `;`, `--`, `/*` and the words of other statements anywhere in it, string literals included. */
            where: string;
            /** @description Counts, deletes nothing. */
            dry_run?: boolean;
            /** @description Must be `true` for anything but a small dry run. */
            confirm?: boolean;
        } & ({
            /** @constant */
            dry_run: true;
        } | {
            /** @constant */
            confirm: true;
        });
        DeleteResult: {
            /** @constant */
            success: true;
            /**
             * Format: int64
             * @description Rows; what would be deleted in a dry run.
             */
            deleted_count: number;
            affected_files: number;
            rewritten_files: number;
            execution_time_ms: number;
            dry_run: boolean;
            /** @description Names of the files. */
            files_processed: string[];
        };
        EffectivePermission: {
            /** @description `*` for all. */
            database: string;
            measurement?: string;
            permissions: components["schemas"]["Permission"][];
            /** @enum {string} */
            source: "token" | "rbac";
        };
        EffectivePermissions: {
            /** @constant */
            success: true;
            permissions: components["schemas"]["EffectivePermission"][] | null;
            rbac_enabled: boolean;
        };
        /** @description Counters since boot, by area. */
        EndpointMetrics: {
            /** Format: date-time */
            timestamp: string;
            http: components["schemas"]["HttpCounters"];
            ingestion: components["schemas"]["IngestionCounters"];
            msgpack: components["schemas"]["ProtocolCounters"];
            lineprotocol: components["schemas"]["ProtocolCounters"];
            query: components["schemas"]["QueryCounters"];
            buffer: components["schemas"]["BufferCounters"];
            storage: components["schemas"]["StorageCounters"];
            compaction: components["schemas"]["CompactionCounters"];
            auth: components["schemas"]["AuthCounters"];
        };
        /** @description What most routes, and the HTTP layer itself, answer when something went wrong. */
        ErrorBody: {
            /** @description What went wrong, in words. There are no error codes. */
            error: string;
        };
        Estimate: {
            /** @constant */
            success: true;
            /** Format: int64 */
            estimated_rows: number;
            /** @enum {string} */
            warning_level: "none" | "low" | "medium" | "high";
            warning_message?: string;
            execution_time_ms: number;
        };
        /** @description Comes with 200 when the SQL itself fails. */
        EstimateError: {
            /** @constant */
            success: false;
            estimated_rows: null;
            /** @constant */
            warning_level: "error";
            warning_message?: string;
            execution_time_ms: number;
            error: string;
        };
        FileImport: {
            database: string;
            measurement: string;
            rows_imported: number;
            partitions_created: number;
            /** Format: date-time */
            time_range_min?: string;
            /** Format: date-time */
            time_range_max?: string;
            columns: string[];
            duration_ms: number;
        };
        FileImportEnvelope: {
            /** @constant */
            status: "ok";
            result: components["schemas"]["FileImport"];
        };
        /** @description What the authentication layer answers on every route, and all errors of the auth, RBAC, governance, query management, audit and MQTT routes. */
        FlaggedError: {
            /** @constant */
            success: false;
            /** @description What went wrong, in words. */
            error: string;
        };
        FlushResult: {
            /** @constant */
            status: "success";
            message: string;
        };
        /** @description The process is alive; says nothing about readiness. */
        Health: {
            /** @constant */
            status: "ok";
            /** Format: date-time */
            time: string;
            /** @description Go duration, such as `1h2m3.456s`. */
            uptime: string;
            uptime_sec: number;
            storage?: components["schemas"]["StorageHealth"];
            license?: components["schemas"]["LicenseHealth"];
        };
        HttpCounters: {
            requests_total: number;
            requests_success: number;
            requests_error: number;
            latency_avg_ms: number;
            latency_sum_us: number;
            latency_count: number;
        };
        ImportForm: {
            /**
             * Format: binary
             * @description The file; at most 500 MB.
             */
            file: string;
        };
        ImportStats: {
            total_requests: number;
            total_records: number;
            total_errors: number;
        };
        ImportStatsEnvelope: {
            /** @constant */
            status: "success";
            stats: components["schemas"]["ImportStats"];
        };
        /** @description Counts rows, and the state of the ingest buffers. */
        IngestBufferStats: {
            total_records_buffered: number;
            total_records_written: number;
            total_flushes: number;
            total_errors: number;
            total_wal_errors: number;
            total_wal_dropped: number;
            total_schema_churn_exceeded: number;
            active_buffers: number;
            flush_queue_depth: number;
            flush_workers: number;
        };
        IngestionCounters: {
            records_total: number;
            bytes_total: number;
            batches_total: number;
            errors_total: number;
        };
        InvalidToken: {
            /** @constant */
            valid: false;
            error: string;
        };
        /** @description Present where a licence is configured. */
        LicenseHealth: {
            /** @enum {string} */
            tier: "starter" | "professional" | "enterprise" | "unlimited" | "oss";
            /** @enum {string} */
            status: "active" | "grace_period" | "read_only" | "expired" | "unlicensed";
            /** @enum {string} */
            source: "server" | "cache" | "file" | "none";
            /** Format: date-time */
            expires_at?: string;
            days_remaining?: number;
            site_license?: boolean;
        };
        LineProtocolHealth: {
            /** @constant */
            status: "healthy";
            /** @constant */
            service: "line_protocol_writer";
        };
        LineProtocolImport: {
            database: string;
            measurements: string[];
            rows_imported: number;
            /** @enum {string} */
            precision: "ns" | "us" | "ms" | "s";
            duration_ms: number;
        };
        LineProtocolImportEnvelope: {
            /** @constant */
            status: "ok";
            result: components["schemas"]["LineProtocolImport"];
        };
        LineProtocolStats: {
            total_requests: number;
            total_records: number;
            total_bytes: number;
            total_bytes_gzipped: number;
            total_errors: number;
        };
        LineProtocolStatsEnvelope: {
            /** @constant */
            status: "success";
            stats: components["schemas"]["LineProtocolStats"];
        };
        LogEntry: {
            /** Format: date-time */
            timestamp: string;
            /** @description Upper case, such as `INFO`. */
            level: string;
            component?: string;
            message: string;
            caller?: string;
        };
        LogList: {
            /** Format: date-time */
            timestamp: string;
            count: number;
            limit: number;
            level_filter: string;
            since_minutes: number;
            logs: components["schemas"]["LogEntry"][] | null;
        };
        /** @description A measurement and its files. Local storage only: empty on S3 and Azure. */
        MeasurementInfo: {
            database: string;
            measurement: string;
            file_count: number;
            total_size_mb: number;
            storage_path: string;
        };
        MeasurementList: {
            /** @constant */
            success: true;
            measurements: components["schemas"]["MeasurementInfo"][];
            count: number;
            execution_time_ms: number;
        };
        MeasurementName: {
            name: string;
        };
        MeasurementPermission: {
            /** Format: int64 */
            id: number;
            /** Format: int64 */
            role_id: number;
            measurement_pattern: string;
            permissions: components["schemas"]["Permission"][];
            /** Format: date-time */
            created_at: string;
        };
        MemoryMetrics: {
            /** Format: date-time */
            timestamp: string;
            memory: components["schemas"]["MemoryStats"];
            runtime: components["schemas"]["RuntimeStats"];
        };
        /** @description The Go runtime's memory, in bytes where the name says so. */
        MemoryStats: {
            alloc_bytes: number;
            total_alloc_bytes: number;
            sys_bytes: number;
            lookups: number;
            mallocs: number;
            frees: number;
            heap_alloc_bytes: number;
            heap_sys_bytes: number;
            heap_idle_bytes: number;
            heap_inuse_bytes: number;
            heap_released_bytes: number;
            heap_objects: number;
            stack_inuse_bytes: number;
            stack_sys_bytes: number;
            mspan_inuse_bytes: number;
            mspan_sys_bytes: number;
            mcache_inuse_bytes: number;
            mcache_sys_bytes: number;
            buck_hash_sys_bytes: number;
            gc_sys_bytes: number;
            other_sys_bytes: number;
            gc_cycles: number;
            gc_pause_total_ns: number;
            gc_pause_ns: number;
            gc_cpu_fraction: number;
            next_gc_bytes: number;
            /** Format: date-time */
            last_gc_time: string;
        };
        /** @description A success without data. */
        MessageBody: {
            message: string;
        };
        MetricsPoint: {
            /** Format: date-time */
            timestamp: string;
            values: {
                [key: string]: number;
            };
        };
        /** @description Every counter and gauge of the server, flat. */
        MetricsSnapshot: {
            audit_events_total: number;
            audit_write_errors: number;
            auth_cache_hits: number;
            auth_cache_misses: number;
            auth_failures_total: number;
            auth_requests_total: number;
            buffer_errors_total: number;
            buffer_flush_failures_total: number;
            buffer_flushes_total: number;
            buffer_queue_depth: number;
            buffer_records_buffered: number;
            buffer_records_written: number;
            cluster_auth_apply_create_total: number;
            cluster_auth_apply_delete_total: number;
            cluster_auth_apply_revoke_total: number;
            cluster_auth_apply_rotate_total: number;
            cluster_auth_apply_update_total: number;
            cluster_auth_rejected_total: number;
            cluster_manifest_rejected_paths_total: number;
            cluster_rbac_apply_add_token_to_team_total: number;
            cluster_rbac_apply_create_measurement_permission_total: number;
            cluster_rbac_apply_create_organization_total: number;
            cluster_rbac_apply_create_role_total: number;
            cluster_rbac_apply_create_team_total: number;
            cluster_rbac_apply_delete_measurement_permission_total: number;
            cluster_rbac_apply_delete_organization_total: number;
            cluster_rbac_apply_delete_role_total: number;
            cluster_rbac_apply_delete_team_total: number;
            cluster_rbac_apply_remove_token_from_team_total: number;
            cluster_rbac_apply_update_organization_total: number;
            cluster_rbac_apply_update_role_total: number;
            cluster_rbac_apply_update_team_total: number;
            cluster_rbac_cascade_rejected_total: number;
            cluster_rbac_rejected_total: number;
            compaction_bytes_read: number;
            compaction_bytes_written: number;
            compaction_files_compacted: number;
            compaction_jobs_failed: number;
            compaction_jobs_success: number;
            compaction_jobs_total: number;
            compaction_manifests_recovered: number;
            db_connections_idle: number;
            db_connections_in_use: number;
            db_connections_open: number;
            db_queries_total: number;
            db_query_errors_total: number;
            decomp_buffer_discards: number;
            gc_cycles: number;
            gc_pause_total_ns: number;
            go_version: string;
            gomaxprocs: number;
            goroutines: number;
            governance_policies_active: number;
            governance_quota_exhausted_total: number;
            governance_rate_limited_total: number;
            http_latency_count: number;
            http_latency_sum_us: number;
            http_requests_error: number;
            http_requests_success: number;
            http_requests_total: number;
            ingest_batches_total: number;
            ingest_bytes_total: number;
            ingest_errors_total: number;
            ingest_records_total: number;
            lineprotocol_bytes_total: number;
            lineprotocol_records_total: number;
            lineprotocol_requests_total: number;
            memory_alloc_bytes: number;
            memory_heap_alloc_bytes: number;
            memory_heap_inuse_bytes: number;
            memory_heap_sys_bytes: number;
            memory_stack_inuse_bytes: number;
            memory_sys_bytes: number;
            memory_total_alloc_bytes: number;
            mqtt_bytes_received: number;
            mqtt_connected: number;
            mqtt_decode_errors: number;
            mqtt_decode_success: number;
            mqtt_messages_failed: number;
            mqtt_messages_received: number;
            mqtt_reconnects: number;
            msgpack_bytes_total: number;
            msgpack_records_total: number;
            msgpack_requests_total: number;
            num_cpu: number;
            query_client_disconnects_arrow_ipc_total: number;
            query_client_disconnects_arrow_json_total: number;
            query_client_disconnects_sql_json_total: number;
            query_errors_total: number;
            query_latency_count: number;
            query_latency_sum_us: number;
            query_mgmt_active_queries: number;
            query_mgmt_cancelled_total: number;
            query_mgmt_history_size: number;
            query_requests_total: number;
            query_rows_total: number;
            query_slow_total: number;
            query_success_total: number;
            query_timeouts_total: number;
            replication_entries_dropped_total: number;
            replication_sequence_gaps_total: number;
            storage_errors_total: number;
            storage_read_bytes_total: number;
            storage_reads_total: number;
            storage_write_bytes_total: number;
            storage_writes_total: number;
            /** Format: date-time */
            timestamp: string;
            uptime_seconds: number;
            wal_dropped_entries: number;
            wal_failed_writes: number;
            wal_records_preserved: number;
            wal_recovery_records: number;
            wal_recovery_total: number;
        };
        MetricsTimeseries: {
            /** Format: date-time */
            timestamp: string;
            /** @enum {string} */
            type: "system" | "application" | "api";
            duration_minutes: number;
            points_count: number;
            data: components["schemas"]["MetricsPoint"][] | null;
        };
        /** @description Counts payload items: one columnar request is one. */
        MsgpackDecoderStats: {
            total_decoded: number;
            total_errors: number;
            error_rate: number;
            /** @description Requests that took the fast path. */
            typed_decode_hits: number;
            typed_decode_misses: number;
        };
        MsgpackStats: {
            decoder: components["schemas"]["MsgpackDecoderStats"];
            buffer: components["schemas"]["IngestBufferStats"];
        };
        NotReady: {
            /** @constant */
            status: "not_ready";
            /** Format: date-time */
            time: string;
            reason: string;
            /** @enum {string} */
            tier?: "hot" | "cold";
        };
        PartialDatabaseDeletion: {
            error: string;
            deleted_count: number;
            errors: string[];
        };
        /**
         * @description What a token may do. `admin` implies the others; `delete` is accepted and stored but no route asks for it (deleting needs `admin`).
         * @enum {string}
         */
        Permission: "read" | "write" | "delete" | "admin";
        ProtocolCounters: {
            requests_total: number;
            records_total: number;
            bytes_total: number;
        };
        QueryCounters: {
            requests_total: number;
            success_total: number;
            errors_total: number;
            rows_total: number;
            latency_avg_ms: number;
        };
        /** @description The query envelope with nothing in it but the error. */
        QueryError: {
            /** @constant */
            success: false;
            columns: null;
            data: null;
            row_count: number;
            execution_time_ms: number;
            /** Format: date-time */
            timestamp: string;
            error: string;
        };
        /** @description The pool of DuckDB connections and the totals of the queries it ran. */
        QueryPool: {
            connections_open: number;
            connections_in_use: number;
            connections_idle: number;
            queries_total: number;
            query_errors: number;
            query_errors_total: number;
            query_requests: number;
            query_success: number;
            query_rows_returned: number;
            query_latency_sum_us: number;
            query_latency_count: number;
        };
        QueryPoolMetrics: {
            /** Format: date-time */
            timestamp: string;
            pool: components["schemas"]["QueryPool"];
        };
        QueryProfile: {
            total_ms: number;
            planner_ms: number;
            execution_ms: number;
            rows_scanned: number;
            latency_ms: number;
        };
        /** @description Rows in row-major order. Sums of integers and decimals are strings, NaN and infinities are `null`. */
        QueryResult: {
            /** @constant */
            success: true;
            /** @description May repeat a name. */
            columns: string[];
            data: unknown[][];
            row_count: number;
            execution_time_ms: number;
            /** Format: date-time */
            timestamp: string;
            profile?: components["schemas"]["QueryProfile"];
            /** @description Newer servers: the result was cut short. */
            truncated?: boolean;
            truncation_reason?: string;
            /** @description Newer servers: a row limit of the server cut the result. */
            rows_capped?: boolean;
            row_cap?: number;
        };
        Ready: {
            /** @constant */
            status: "ready";
            /** Format: date-time */
            time: string;
            uptime_sec: number;
        };
        /** @description A node that is catching up refuses to read for a while. Comes with `Retry-After`. */
        ReplicationGateError: {
            /** @constant */
            success: false;
            /** @constant */
            error: "replication_catch_up_in_progress";
            message: string;
            catchup_status?: {
                [key: string]: number;
            };
        };
        /** @description Either looks (`dry_run`) or deletes (`confirm`). */
        RetentionExecuteRequest: {
            /** @description Counts, deletes nothing. */
            dry_run?: boolean;
            /** @description Must be `true` for anything but a dry run. */
            confirm?: boolean;
        } & ({
            /** @constant */
            dry_run: true;
        } | {
            /** @constant */
            confirm: true;
        });
        RetentionExecuteResult: {
            /** Format: int64 */
            policy_id: number;
            policy_name: string;
            /**
             * Format: int64
             * @description Rows.
             */
            deleted_count: number;
            files_deleted: number;
            execution_time_ms: number;
            dry_run: boolean;
            /** Format: date-time */
            cutoff_date: string;
            /** @description All measurements that were looked at, not only those that lost rows. */
            affected_measurements: string[] | null;
        };
        RetentionExecution: {
            /** Format: int64 */
            id: number;
            /** Format: int64 */
            policy_id: number;
            /** Format: date-time */
            execution_time: string;
            /** @enum {string} */
            status: "completed" | "failed";
            /** Format: int64 */
            deleted_count: number;
            /** Format: date-time */
            cutoff_date: string | null;
            execution_duration_ms: number;
            /** @description Empty, not `null`, on success. */
            error_message: string | null;
        };
        RetentionExecutions: {
            /** Format: int64 */
            policy_id: number;
            executions: components["schemas"]["RetentionExecution"][] | null;
        };
        /** @description A retention policy as the server stores it. */
        RetentionPolicy: {
            /** Format: int64 */
            id: number;
            name: string;
            database: string;
            /** @description `null`: every measurement of the database. */
            measurement: string | null;
            retention_days: number;
            buffer_days: number;
            is_active: boolean;
            /** Format: date-time */
            last_execution_time: string | null;
            /** @enum {string|null} */
            last_execution_status: "running" | "completed" | "failed" | null;
            /** Format: int64 */
            last_deleted_count: number | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        /** @description A whole policy. Rows older than `retention_days + buffer_days` go; `retention_days` must be greater than `buffer_days`. */
        RetentionPolicyRequest: {
            /** @description Unique. */
            name: string;
            database: string;
            /** @description Left out, `null` or empty: every measurement of the database. */
            measurement?: string | null;
            /** @description Days to keep. */
            retention_days: number;
            /** @description Days of grace on top. The server takes 0 when it is left out. */
            buffer_days: number;
            /** @description The server takes `false` when it is left out, and an inactive policy never runs. */
            is_active: boolean;
        };
        Role: {
            /** Format: int64 */
            id: number;
            /** Format: int64 */
            team_id: number;
            database_pattern: string;
            permissions: components["schemas"]["Permission"][];
            /** Format: date-time */
            created_at: string;
            /** @description In a single role only, absent when empty. */
            measurement_permissions?: components["schemas"]["MeasurementPermission"][];
        };
        RuntimeStats: {
            goroutines: number;
            num_cpu: number;
            gomaxprocs: number;
            go_version: string;
            go_os: string;
            go_arch: string;
            cgo_calls: number;
            uptime_secs: number;
        };
        SqlRequest: {
            /** @description One statement, at most 10,000 bytes of UTF-8. There are no bind parameters. */
            sql: string;
        };
        StorageCounters: {
            writes_total: number;
            write_bytes_total: number;
            reads_total: number;
            read_bytes_total: number;
            errors_total: number;
        };
        StorageHealth: {
            hot: components["schemas"]["StorageTierHealth"];
            cold?: components["schemas"]["StorageTierHealth"];
        };
        /** @description The credentials of one storage tier. */
        StorageTierHealth: {
            /** @enum {string} */
            backend: "local" | "s3" | "azure";
            /** @enum {string} */
            credentials: "none" | "static_keys" | "sas" | "sdk_managed" | "credential_chain";
            /** @enum {string} */
            state: "ok" | "degraded" | "expired" | "fallback" | "unknown";
            /** Format: date-time */
            expires_at?: string;
            source?: string;
            /** Format: date-time */
            last_refresh?: string;
            consecutive_errors?: number;
        };
        /** @description A success without data, on the routes that flag it. */
        SuccessMessage: {
            /** @constant */
            success: true;
            message: string;
        };
        Team: {
            /** Format: int64 */
            id: number;
            /** Format: int64 */
            organization_id: number;
            name: string;
            description?: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            enabled: boolean;
            /** @description In a single team only, absent when empty. */
            roles?: components["schemas"]["Role"][];
        };
        TeamMembership: {
            /** Format: int64 */
            id: number;
            /** Format: int64 */
            token_id: number;
            /** Format: int64 */
            team_id: number;
            /** Format: date-time */
            created_at: string;
        };
        TeamMembershipEnvelope: {
            /** @constant */
            success: true;
            membership: components["schemas"]["TeamMembership"];
        };
        TeamMembershipRequest: {
            /** Format: int64 */
            team_id: number;
        };
        TleImport: {
            database: string;
            measurement: string;
            satellite_count: number;
            rows_imported: number;
            parse_warnings?: string[];
            duration_ms: number;
        };
        TleImportEnvelope: {
            /** @constant */
            status: "ok";
            result: components["schemas"]["TleImport"];
        };
        TleStats: {
            total_requests: number;
            total_records: number;
            total_bytes: number;
            total_errors: number;
        };
        TleStatsEnvelope: {
            /** @constant */
            status: "success";
            stats: components["schemas"]["TleStats"];
        };
        /** @description The cache of verified tokens of this node. */
        TokenCacheStats: {
            cache_size: number;
            max_cache_size: number;
            cache_ttl_seconds: number;
            utilization_percent: number;
            hit_rate_percent: number;
            total_requests: number;
            cache_hits: number;
            cache_misses: number;
            cache_evictions: number;
        };
        TokenCacheStatsEnvelope: {
            /** @constant */
            success: true;
            stats: components["schemas"]["TokenCacheStats"];
        };
        TokenCreateRequest: {
            /** @description Must not be taken. */
            name: string;
            description?: string;
            /** @description Left out, the server grants `read` and `write`. An empty list grants nothing. */
            permissions?: components["schemas"]["Permission"][];
            /** @description Go duration such as `24h` or `1h30m`, or whole days such as `7d`. Left out: never expires. */
            expires_in?: string;
        };
        TokenCreated: {
            /** @constant */
            success: true;
            /** @description The token itself, shown this once. */
            token: string;
            message: string;
        };
        TokenEnvelope: {
            /** @constant */
            success: true;
            token: components["schemas"]["TokenInfo"];
        };
        /** @description A token, without its secret. */
        TokenInfo: {
            /** Format: int64 */
            id: number;
            /** @description Unique. */
            name: string;
            description?: string;
            /** @description Empty: the token passes only routes that need any valid token. */
            permissions: components["schemas"]["Permission"][];
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description Absent until the token is used. May carry the server's own UTC offset and nanoseconds.
             */
            last_used_at?: string;
            /** @description `false` after `revokeToken`; it cannot be enabled again. */
            enabled: boolean;
            /**
             * Format: date-time
             * @description `null`: never.
             */
            expires_at: string | null;
        };
        TokenList: {
            /** @constant */
            success: true;
            tokens: components["schemas"]["TokenInfo"][] | null;
            count: number;
        };
        TokenRotated: {
            /** @constant */
            success: true;
            /** @description The new token, shown this once. */
            new_token: string;
            message: string;
        };
        TokenTeamList: {
            /** @constant */
            success: true;
            teams: components["schemas"]["Team"][] | null;
            count: number;
        };
        /** @description Only what is sent changes. */
        TokenUpdateRequest: {
            name?: string;
            description?: string;
            /** @description `null` or left out keeps them; an empty list takes all away. */
            permissions?: components["schemas"]["Permission"][] | null;
            /** @description A new expiry from now. An expiry cannot be removed. */
            expires_in?: string;
        };
        TokenVerification: {
            /** @constant */
            valid: true;
            token_info: components["schemas"]["TokenInfo"];
            permissions: components["schemas"]["Permission"][];
        };
        UnknownMetricType: {
            error: string;
            valid_types: string[];
        };
    };
    responses: {
        /** @description The feature is not available on this server: `Cannot <method> <path>`. */
        FeatureMissing: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The HTTP layer itself: 405, 408, 413, 431, or 500 after a recovered panic. */
        HttpLayer: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The token lacks the `admin` permission. */
        NeedsAdmin: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["FlaggedError"];
            };
        };
        /** @description The token lacks the `read` permission. */
        NeedsRead: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["FlaggedError"];
            };
        };
        /** @description No token was sent, or it is unknown, revoked or expired. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["FlaggedError"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "system.health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `Health`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "system.ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `Ready`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ready"];
                };
            };
            /** @description The server is starting up or shutting down, or its storage credentials have expired. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotReady"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "system.prometheus": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Prometheus exposition format 0.0.4. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "system.metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `MetricsSnapshot`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MetricsSnapshot"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "system.memory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `MemoryMetrics`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemoryMetrics"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "system.queryPool": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `QueryPoolMetrics`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueryPoolMetrics"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "system.endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An `EndpointMetrics`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndpointMetrics"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "system.timeseries": {
        parameters: {
            query?: {
                /** @description How far back, in minutes. A value out of range silently means 30. */
                duration_minutes?: number;
            };
            header?: never;
            path: {
                /** @description The family of metrics; case-sensitive. */
                type: "system" | "application" | "api";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `MetricsTimeseries`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MetricsTimeseries"];
                };
            };
            /** @description The family does not exist. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnknownMetricType"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "system.logs": {
        parameters: {
            query?: {
                /** @description At most this many lines. */
                limit?: number;
                /** @description This level or higher. */
                level?: "debug" | "info" | "warn" | "error" | "fatal";
                /** @description How far back, in minutes. */
                since_minutes?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `LogList`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogList"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            default: components["responses"]["HttpLayer"];
        };
    };
    "auth.verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token is valid. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenVerification"];
                };
            };
            /** @description No token was sent, or it is unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvalidToken"];
                };
            };
            404: components["responses"]["FeatureMissing"];
            default: components["responses"]["HttpLayer"];
        };
    };
    "auth.listTokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `TokenList`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenList"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            404: components["responses"]["FeatureMissing"];
            /** @description The token store could not be read. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "auth.createToken": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenCreateRequest"];
            };
        };
        responses: {
            /** @description A `TokenCreated`. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenCreated"];
                };
            };
            /** @description The name is missing, a permission is unknown, or `expires_in` is not a duration. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            404: components["responses"]["FeatureMissing"];
            /** @description A token of that name exists (`token with name 'x' already exists`), or the store failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "auth.getToken": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The token's id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `TokenEnvelope`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenEnvelope"];
                };
            };
            /** @description The id is not a number. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description No token has this id. Or the feature is not available on this server: `Cannot GET …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["ErrorBody"];
                };
            };
            /** @description The token store could not be read. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "auth.deleteToken": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The token's id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuccessMessage"];
                };
            };
            /** @description The id is not a number. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description No token has this id. Or the feature is not available on this server: `Cannot DELETE …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["ErrorBody"];
                };
            };
            /** @description The token store failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "auth.updateToken": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The token's id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenUpdateRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuccessMessage"];
                };
            };
            /** @description The id, a permission or `expires_in` is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description No token has this id. Or the feature is not available on this server: `Cannot PATCH …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["ErrorBody"];
                };
            };
            /** @description Another token has that name, or the store failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "auth.rotateToken": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The token's id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `TokenRotated`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenRotated"];
                };
            };
            /** @description The id is not a number. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description No token has this id. Or the feature is not available on this server: `Cannot POST …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["ErrorBody"];
                };
            };
            /** @description The token store failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "auth.revokeToken": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The token's id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuccessMessage"];
                };
            };
            /** @description The id is not a number. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description No token has this id. Or the feature is not available on this server: `Cannot POST …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["ErrorBody"];
                };
            };
            /** @description The token store failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "auth.cacheStats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `TokenCacheStatsEnvelope`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenCacheStatsEnvelope"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            404: components["responses"]["FeatureMissing"];
            default: components["responses"]["HttpLayer"];
        };
    };
    "auth.invalidateCache": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuccessMessage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            404: components["responses"]["FeatureMissing"];
            default: components["responses"]["HttpLayer"];
        };
    };
    "auth.listTokenTeams": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The token's id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `TokenTeamList`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenTeamList"];
                };
            };
            /** @description The id is not a number. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description No token has this id. Or the feature is not available on this server: `Cannot GET …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["ErrorBody"];
                };
            };
            /** @description The token store failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "auth.addTokenToTeam": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The token's id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TeamMembershipRequest"];
            };
        };
        responses: {
            /** @description A `TeamMembershipEnvelope`. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamMembershipEnvelope"];
                };
            };
            /** @description The team does not exist (`team not found`), or the token is already in it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The server has no licence for RBAC. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description No token has this id. Or the feature is not available on this server: `Cannot POST …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["ErrorBody"];
                };
            };
            /** @description The token store failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "auth.removeTokenFromTeam": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The token's id. */
                id: number;
                /** @description The team's id. */
                team_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuccessMessage"];
                };
            };
            /** @description An id is not a number. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The server has no licence for RBAC. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description The token is not in this team. Or the feature is not available on this server: `Cannot DELETE …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["ErrorBody"];
                };
            };
            /** @description The token store failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "auth.tokenPermissions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The token's id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An `EffectivePermissions`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EffectivePermissions"];
                };
            };
            /** @description The id is not a number. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description No token has this id. Or the feature is not available on this server: `Cannot GET …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["ErrorBody"];
                };
            };
            /** @description The token store failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "databases.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `DatabaseList`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatabaseList"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The storage could not be listed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "databases.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DatabaseCreateRequest"];
            };
        };
        responses: {
            /** @description A `DatabaseCreated`. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatabaseCreated"];
                };
            };
            /** @description The name is missing, malformed or reserved. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description The database exists. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description The storage failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "databases.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The database's name. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `DatabaseSummary`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatabaseSummary"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The database does not exist. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description The storage failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "databases.delete": {
        parameters: {
            query: {
                /** @description Must be `true`: there is no undo. */
                confirm: true;
            };
            header?: never;
            path: {
                /** @description The database's name. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `DatabaseDeleted`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatabaseDeleted"];
                };
            };
            /** @description `confirm=true` is missing. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description Deleting is switched off (`delete.enabled`), or the name is reserved. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"] | components["schemas"]["FlaggedError"];
                };
            };
            /** @description The database does not exist. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description Some files could not be deleted. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"] | components["schemas"]["PartialDatabaseDeletion"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "databases.measurements": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The database's name. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `DatabaseMeasurements`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatabaseMeasurements"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The database does not exist. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description The storage failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "query.json": {
        parameters: {
            query?: never;
            header?: {
                /** @description The database of unqualified names. Any value, `default` included, forbids `db.table`. */
                "x-arc-database"?: string;
                /** @description Adds a profile to the result. */
                "x-arc-profile"?: "true";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SqlRequest"];
            };
        };
        responses: {
            /** @description A `QueryResult`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueryResult"];
                };
            };
            /** @description The statement is empty, too long, forbidden or more than one; or a header is invalid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueryError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description A measurement may not be read by this token. Or the token lacks the `read` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueryError"] | components["schemas"]["FlaggedError"];
                };
            };
            /** @description The rate limit or quota of the token is used up. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueryError"];
                };
            };
            /** @description DuckDB refused or failed: `arrow query failed: <class> Error: …`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueryError"];
                };
            };
            /** @description The node is catching up, or no reader is available. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplicationGateError"] | components["schemas"]["ErrorBody"];
                };
            };
            /** @description The server's query timeout passed. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueryError"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "query.msgpack": {
        parameters: {
            query?: never;
            header?: {
                /** @description The database of unqualified names. Any value, `default` included, forbids `db.table`. */
                "x-arc-database"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SqlRequest"];
            };
        };
        responses: {
            /** @description A map of 7 or 8 keys; see the wire notes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/msgpack": string;
                };
            };
            /** @description The statement is empty, too long, forbidden or more than one. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/msgpack": string;
                    "application/json": components["schemas"]["QueryError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsRead"];
            /** @description DuckDB refused or failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/msgpack": string;
                };
            };
            /** @description The node is catching up, or no reader is available. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplicationGateError"] | components["schemas"]["ErrorBody"];
                };
            };
            /** @description The server's query timeout passed. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/msgpack": string;
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "query.arrow": {
        parameters: {
            query?: never;
            header?: {
                /** @description The database of unqualified names. Any value, `default` included, forbids `db.table`. */
                "x-arc-database"?: string;
                /** @description Sends low-cardinality strings as dictionaries. */
                "x-arc-arrow-dictionary"?: "true";
                /** @description Compresses the buffers. */
                "x-arc-arrow-compression"?: "zstd" | "lz4";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SqlRequest"];
            };
        };
        responses: {
            /** @description Record batches of at most 2,048 rows. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.apache.arrow.stream": string;
                };
            };
            /** @description The statement is empty, too long, forbidden or more than one; or a header is invalid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsRead"];
            /** @description DuckDB refused or failed, or the measurement does not exist. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description The node is catching up, or no reader is available. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplicationGateError"] | components["schemas"]["ErrorBody"];
                };
            };
            /** @description The server's query timeout passed. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "query.estimate": {
        parameters: {
            query?: never;
            header?: {
                /** @description The database of unqualified names. Any value, `default` included, forbids `db.table`. */
                "x-arc-database"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SqlRequest"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Estimate"] | components["schemas"]["EstimateError"];
                };
            };
            /** @description The statement is empty, too long, forbidden or a SHOW. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EstimateError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description A measurement may not be read by this token. Or the token lacks the `read` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EstimateError"] | components["schemas"]["FlaggedError"];
                };
            };
            /** @description The node is catching up. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplicationGateError"];
                };
            };
            /** @description The server's query timeout passed. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EstimateError"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "query.measurement": {
        parameters: {
            query?: {
                /** @description Its database. */
                database?: string;
                /** @description At most this many rows. */
                limit?: number;
                /** @description Skips this many rows. */
                offset?: number;
                /** @description Column names with ASC or DESC. */
                order_by?: string;
                /** @description A SQL condition. */
                where?: string;
            };
            header?: never;
            path: {
                /** @description The measurement's name. */
                measurement: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `QueryResult`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueryResult"];
                };
            };
            /** @description A parameter is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueryError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The measurement may not be read by this token. Or the token lacks the `read` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueryError"] | components["schemas"]["FlaggedError"];
                };
            };
            /** @description DuckDB refused or failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueryError"];
                };
            };
            /** @description The node is catching up. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplicationGateError"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "query.measurements": {
        parameters: {
            query?: {
                /** @description Only this database. */
                database?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `MeasurementList`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeasurementList"];
                };
            };
            /** @description The database name is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The database may not be read by this token. Or the token lacks the `read` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description The storage could not be listed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description The node is catching up. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplicationGateError"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "write.columns": {
        parameters: {
            query?: never;
            header?: {
                /** @description The database to write to; left out: `default`. */
                "x-arc-database"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/msgpack": string;
            };
        };
        responses: {
            /** @description Accepted: the rows are in the server's memory. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The payload cannot be decoded, or a name is invalid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The measurement may not be written by this token. Or the token lacks the `write` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"] | components["schemas"]["FlaggedError"];
                };
            };
            /** @description The body did not arrive within 30 seconds. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description The payload is larger than `server.max_payload_size`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description A column cannot be stored (`failed to convert columns`): permanent, the data is wrong. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description The node could not reach a writer; it may have been written nevertheless. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description No writer is available, or the shape of the measurement changes too fast. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description The request was forwarded in a circle. */
            508: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "write.lineProtocol": {
        parameters: {
            query?: {
                /** @description The unit of the timestamps. */
                precision?: "ns" | "us" | "ms" | "s";
            };
            header?: {
                /** @description The database to write to; left out: `default`. */
                "x-arc-database"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/plain": string;
            };
        };
        responses: {
            /** @description Accepted: the rows are in the server's memory. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing parses, the body is empty, or the precision is unknown. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The measurement may not be written by this token. Or the token lacks the `write` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"] | components["schemas"]["FlaggedError"];
                };
            };
            /** @description The payload is larger than `server.max_payload_size`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description A column cannot be stored. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description No writer is available, or the shape of the measurement changes too fast. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "write.influxV1": {
        parameters: {
            query?: {
                /** @description The database to write to. */
                db?: string;
                /** @description Ignored. */
                rp?: string;
                /** @description The unit of the timestamps. */
                precision?: "ns" | "us" | "ms" | "s";
            };
            header?: {
                /** @description The database to write to; wins over `db`. */
                "x-arc-database"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/plain": string;
            };
        };
        responses: {
            /** @description Accepted: the rows are in the server's memory. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing parses, the body is empty, or the precision is unknown. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The measurement may not be written by this token. Or the token lacks the `write` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"] | components["schemas"]["FlaggedError"];
                };
            };
            /** @description A column cannot be stored. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description No writer is available, or the shape of the measurement changes too fast. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "write.influxV2": {
        parameters: {
            query?: {
                /** @description The database to write to. */
                bucket?: string;
                /** @description Ignored. */
                org?: string;
                /** @description The unit of the timestamps. */
                precision?: "ns" | "us" | "ms" | "s";
            };
            header?: {
                /** @description The database to write to; wins over `bucket`. */
                "x-arc-database"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/plain": string;
            };
        };
        responses: {
            /** @description Accepted: the rows are in the server's memory. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing parses, the body is empty, or the precision is unknown. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The measurement may not be written by this token. Or the token lacks the `write` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"] | components["schemas"]["FlaggedError"];
                };
            };
            /** @description A column cannot be stored. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description No writer is available, or the shape of the measurement changes too fast. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "write.tle": {
        parameters: {
            query?: never;
            header?: {
                /** @description The database to write to; left out: `default`. */
                "x-arc-database"?: string;
                /** @description The measurement to write to. */
                "x-arc-measurement"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/plain": string;
            };
        };
        responses: {
            /** @description Accepted: the rows are in the server's memory. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing parses, or the body is larger than 100 MB. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The measurement may not be written by this token. Or the token lacks the `write` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"] | components["schemas"]["FlaggedError"];
                };
            };
            /** @description A malformed entry, or the storage failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description No writer is available. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "system.flush": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `FlushResult`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlushResult"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description A buffer could not be written. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "system.lineProtocolStats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `LineProtocolStatsEnvelope`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LineProtocolStatsEnvelope"];
                };
            };
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["HttpLayer"];
        };
    };
    "system.lineProtocolHealth": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `LineProtocolHealth`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LineProtocolHealth"];
                };
            };
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["HttpLayer"];
        };
    };
    "system.tleStats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `TleStatsEnvelope`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TleStatsEnvelope"];
                };
            };
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["HttpLayer"];
        };
    };
    "system.msgpackStats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `MsgpackStats`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MsgpackStats"];
                };
            };
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["HttpLayer"];
        };
    };
    "system.msgpackSpec": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["HttpLayer"];
        };
    };
    "imports.csv": {
        parameters: {
            query: {
                /** @description The database to import into. */
                db?: string;
                /** @description The measurement to import into. */
                measurement: string;
                /** @description The column that holds the time. */
                time_column?: string;
                /** @description The unit of a numeric time; left out: guessed row by row. */
                time_format?: "epoch_s" | "epoch_ms" | "epoch_us" | "epoch_ns";
                /** @description One character. */
                delimiter?: string;
                /** @description Lines to skip before the header. */
                skip_rows?: number;
            };
            header?: {
                /** @description The database to import into; this header or `db` is required. */
                "x-arc-database"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["ImportForm"];
            };
        };
        responses: {
            /** @description A `FileImportEnvelope`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileImportEnvelope"];
                };
            };
            /** @description The form, a name, the header line or a time is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"] | components["schemas"]["FileImportEnvelope"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The measurement may not be written by this token. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"] | components["schemas"]["FileImportEnvelope"] | components["schemas"]["FlaggedError"];
                };
            };
            /** @description The file is larger than 500 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description A line is malformed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description The rows could not be stored. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "imports.parquet": {
        parameters: {
            query: {
                /** @description The database to import into. */
                db?: string;
                /** @description The measurement to import into. */
                measurement: string;
                /** @description The column that holds the time. */
                time_column?: string;
                /** @description The unit of a numeric time. */
                time_format?: "epoch_s" | "epoch_ms" | "epoch_us" | "epoch_ns";
            };
            header?: {
                /** @description The database to import into; this header or `db` is required. */
                "x-arc-database"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["ImportForm"];
            };
        };
        responses: {
            /** @description A `FileImportEnvelope`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileImportEnvelope"];
                };
            };
            /** @description The form, a name or a time is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"] | components["schemas"]["FileImportEnvelope"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The measurement may not be written by this token. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"] | components["schemas"]["FileImportEnvelope"] | components["schemas"]["FlaggedError"];
                };
            };
            /** @description The file is larger than 500 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description The file is not Parquet, or has a column of an unsupported type. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description The rows could not be stored. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "imports.lineProtocol": {
        parameters: {
            query?: {
                /** @description The database to import into. */
                db?: string;
                /** @description Only lines of this measurement. */
                measurement?: string;
                /** @description The unit of the timestamps. */
                precision?: "ns" | "us" | "ms" | "s";
            };
            header?: {
                /** @description The database to import into; this header or `db` is required. */
                "x-arc-database"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["ImportForm"];
            };
        };
        responses: {
            /** @description A `LineProtocolImportEnvelope`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LineProtocolImportEnvelope"];
                };
            };
            /** @description The form or a name is wrong, or nothing parses. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The measurement may not be written by this token. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"] | components["schemas"]["FlaggedError"];
                };
            };
            /** @description The file is larger than 500 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description The rows could not be stored. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "imports.tle": {
        parameters: {
            query?: {
                /** @description The database to import into. */
                db?: string;
            };
            header?: {
                /** @description The database to import into; this header or `db` is required. */
                "x-arc-database"?: string;
                /** @description The measurement to import into. */
                "x-arc-measurement"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["ImportForm"];
            };
        };
        responses: {
            /** @description A `TleImportEnvelope`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TleImportEnvelope"];
                };
            };
            /** @description The form or a name is wrong, or nothing parses. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The measurement may not be written by this token. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"] | components["schemas"]["FlaggedError"];
                };
            };
            /** @description The file is larger than 500 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description The rows could not be stored. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "system.importStats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An `ImportStatsEnvelope`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportStatsEnvelope"];
                };
            };
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["HttpLayer"];
        };
    };
    "retention.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list of `RetentionPolicy`, which arrives as `null` when it is empty. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionPolicy"][] | null;
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["FeatureMissing"];
            /** @description The policies could not be read. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "retention.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetentionPolicyRequest"];
            };
        };
        responses: {
            /** @description A `RetentionPolicy`. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionPolicy"];
                };
            };
            /** @description A field is missing or out of range, or the name is taken (`Retention policy with name 'x' already exists`). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            404: components["responses"]["FeatureMissing"];
            /** @description The policy could not be stored. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "retention.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The policy's id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `RetentionPolicy`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionPolicy"];
                };
            };
            /** @description The id is not a number. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description No policy has this id. Or the feature is not available on this server: `Cannot GET …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "retention.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The policy's id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetentionPolicyRequest"];
            };
        };
        responses: {
            /** @description A `RetentionPolicy`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionPolicy"];
                };
            };
            /** @description `retention_days` is not greater than `buffer_days`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description No policy has this id. Or the feature is not available on this server: `Cannot PUT …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description Another policy has that name, or the policy could not be stored. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "retention.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The policy's id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageBody"];
                };
            };
            /** @description The id is not a number. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description No policy has this id. Or the feature is not available on this server: `Cannot DELETE …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "retention.execute": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The policy's id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetentionExecuteRequest"];
            };
        };
        responses: {
            /** @description A `RetentionExecuteResult`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionExecuteResult"];
                };
            };
            /** @description Neither `dry_run` nor `confirm` is true, or the policy is not active. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description No policy has this id. Or the feature is not available on this server: `Cannot POST …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description The run stopped at a measurement. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description This node is not the primary writer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "retention.executions": {
        parameters: {
            query?: {
                /** @description At most this many; 0 is none, negative is all. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The policy's id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `RetentionExecutions`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionExecutions"];
                };
            };
            /** @description The id is not a number. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["FeatureMissing"];
            /** @description The history could not be read. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "continuousQueries.list": {
        parameters: {
            query?: {
                /** @description Only those of this database. */
                database?: string;
                /** @description Only active or only inactive ones. */
                is_active?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list of `ContinuousQuery`, which arrives as `null` when it is empty. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContinuousQuery"][] | null;
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            404: components["responses"]["FeatureMissing"];
            /** @description The queries could not be read. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "continuousQueries.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContinuousQueryRequest"];
            };
        };
        responses: {
            /** @description A `ContinuousQuery`. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContinuousQuery"];
                };
            };
            /** @description A field is missing or malformed, a placeholder is missing, the SQL is forbidden, or the name is taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            404: components["responses"]["FeatureMissing"];
            /** @description The query could not be stored. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "continuousQueries.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The query's id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `ContinuousQuery`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContinuousQuery"];
                };
            };
            /** @description The id is not a number. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description No continuous query has this id. Or the feature is not available on this server: `Cannot GET …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "continuousQueries.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The query's id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContinuousQueryRequest"];
            };
        };
        responses: {
            /** @description A `ContinuousQuery`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContinuousQuery"];
                };
            };
            /** @description The destination, a tag column or the SQL is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description No continuous query has this id. Or the feature is not available on this server: `Cannot PUT …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description Another query has that name, or the query could not be stored. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "continuousQueries.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The query's id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageBody"];
                };
            };
            /** @description The id is not a number. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description No continuous query has this id. Or the feature is not available on this server: `Cannot DELETE …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "continuousQueries.execute": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The query's id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContinuousQueryExecuteRequest"];
            };
        };
        responses: {
            /** @description A `ContinuousQueryExecuteResult`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContinuousQueryExecuteResult"];
                };
            };
            /** @description A time lacks its zone, the window is reversed, or the query is not active. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description No continuous query has this id. Or the feature is not available on this server: `Cannot POST …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description The SQL failed; the history has it, too. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description This node is not the primary writer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "continuousQueries.executions": {
        parameters: {
            query?: {
                /** @description At most this many; 0 is none, negative is all. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The query's id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `ContinuousQueryExecutions`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContinuousQueryExecutions"];
                };
            };
            /** @description The id is not a number. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            404: components["responses"]["FeatureMissing"];
            /** @description The history could not be read. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "delete.rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeleteRequest"];
            };
        };
        responses: {
            /** @description A `DeleteResult`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeleteResult"];
                };
            };
            /** @description Some files could not be rewritten; the rest was deleted. */
            207: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeleteError"];
                };
            };
            /** @description A field is missing, the condition is forbidden, `confirm` is missing, or too many rows match. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeleteError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description Deleting is switched off (`delete.enabled`). Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeleteError"] | components["schemas"]["FlaggedError"];
                };
            };
            /** @description The deletion was aborted. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeleteError"];
                };
            };
            /** @description This node is not the primary writer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeleteError"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "delete.config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `DeleteConfig`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeleteConfig"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            default: components["responses"]["HttpLayer"];
        };
    };
}
