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
    "/ready/write": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reports whether this node is the one to send writes to.
         * @description On a single server, whenever `ready` is. In a cluster, 200 on the writers of a shared storage and on the primary writer of local ones, 503 elsewhere, where writes are taken all the same and sent on. Since Arc 26.09.2.
         */
        get: operations["system.readyForWrites"];
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
         * @description The server's own answer is the secret alone. Without `permissions` it would grant `read` and `write`, so they are required here.
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
         * @description The server deletes the last admin token, and even the one that asks, if told to.
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
         * @description The old secret stops working at once. Never retried: a second rotation would void the secret the first one handed out.
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
        /**
         * Takes a token out of an RBAC team.
         * @description Up to Arc 26.09.2 it needs an enterprise license with `rbac`.
         */
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
         * @description Names that start with `.` or `_` are hidden.
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
        /**
         * Lists the measurements of a database.
         * @description Since Arc 26.09.3 only those that the token may read.
         */
        get: operations["databases.measurements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/databases/{name}/measurements/{measurement}/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns the columns that a measurement has in queries over any range of time.
         * @description A column without values in the range is NULL there, instead of an error. Since Arc 26.09.2.
         */
        get: operations["databases.schema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/databases/{name}/measurements/{measurement}/schema/rebuild": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Starts to register the columns of a measurement anew, from its files.
         * @description Runs in the background. Columns are added, never removed. Since Arc 26.09.2.
         */
        post: operations["databases.rebuildSchema"];
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
         * @description A measurement that does not exist is an empty result, not an error. A stream cut by the server's own time limit looks complete up to Arc 26.09.1; since 26.09.2 it says `truncated`.
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
         * @description A measurement that does not exist is a 500 here up to Arc 26.09.3. Trailers carry the execution time and, since Arc 26.09.2, that the stream was cut short: `Arc-Stream-Truncated`, `Arc-Rows-Capped`.
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
         * @description Lines that do not parse are silently dropped, as long as at least one line does.
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
         * @description Entries that do not parse are silently skipped, as long as at least one does.
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
        post: operations["write.flush"];
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
         * @description An unknown id is an empty list. A run in progress is not listed.
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
    "/api/v1/backup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns all backups, in no particular order, and what is known of those that are not complete. */
        get: operations["backup.list"];
        put?: never;
        /**
         * Starts a backup.
         * @description The answer names no backup: `status` does, and `startAndWait` waits for it. Rows that still wait in the ingest buffer are not in it.
         */
        post: operations["backup.start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backup/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns the progress of the last backup or restore.
         * @description `idle` only while nothing has run since boot. Just after a start it may still show the operation before.
         */
        get: operations["backup.status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backup/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns what a backup holds. */
        get: operations["backup.get"];
        put?: never;
        post?: never;
        /**
         * Deletes a backup.
         * @description An id that does not exist is a 500.
         */
        delete: operations["backup.delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backup/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Starts a restore, which overwrites what is there.
         * @description An id that does not exist is accepted all the same, and fails in `status`.
         */
        post: operations["backup.restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compaction/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns the state of the schedulers. */
        get: operations["compaction.status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compaction/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns totals, the running cycle and the last ten jobs. */
        get: operations["compaction.stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compaction/candidates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the partitions that are due.
         * @description Walks the storage, for 30 seconds at most.
         */
        get: operations["compaction.candidates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compaction/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Counts the running jobs.
         * @description Up to Arc 26.09.3 the count is always 0; `stats` has `cycle_running`.
         */
        get: operations["compaction.jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compaction/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns the last jobs, or those of one cycle.
         * @description A job is one attempt; a batch that failed and was split leaves several. Kept in memory, a hundred at most.
         */
        get: operations["compaction.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compaction/cycles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns the last cycles of this node, newest first.
         * @description Kept in memory, and forgotten on a restart, which starts the numbers at 1 again. Since Arc 27.01.1.
         */
        get: operations["compaction.cycles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compaction/cycles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns one cycle, running or ended.
         * @description Since Arc 27.01.1.
         */
        get: operations["compaction.cycle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compaction/trigger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Starts a compaction cycle.
         * @description Runs in the background; `triggerAndWait` waits for it.
         */
        post: operations["compaction.trigger"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedulers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns the state of both schedulers.
         * @description A scheduler that is off says `enabled: false` and why; one that is on has no `enabled` at all.
         */
        get: operations["schedulers.status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedulers/cq/reload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes the scheduler read the continuous queries again. */
        post: operations["schedulers.reloadContinuousQueries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedulers/retention/trigger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Runs all active retention policies now, and waits until they are done. */
        post: operations["schedulers.triggerRetention"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mqtt/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns the counters of all subscriptions. */
        get: operations["mqtt.stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mqtt/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns how the subscriptions are doing, or that MQTT is switched off. */
        get: operations["mqtt.health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mqtt/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists all subscriptions. */
        get: operations["mqtt.list"];
        put?: never;
        /**
         * Creates a subscription, stopped.
         * @description `auto_start` acts when the server boots; call `start` to begin.
         */
        post: operations["mqtt.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mqtt/subscriptions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns one subscription. */
        get: operations["mqtt.get"];
        /**
         * Changes what is sent of a stopped subscription.
         * @description Unlike the other PUT routes this one keeps what is left out. An unknown id is a 500.
         */
        put: operations["mqtt.update"];
        post?: never;
        /**
         * Stops and deletes a subscription.
         * @description An unknown id is a 500.
         */
        delete: operations["mqtt.delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mqtt/subscriptions/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Starts a subscription. */
        post: operations["mqtt.start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mqtt/subscriptions/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stops a subscription. */
        post: operations["mqtt.stop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mqtt/subscriptions/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pauses a subscription. */
        post: operations["mqtt.pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mqtt/subscriptions/{id}/restart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stops and starts a subscription. */
        post: operations["mqtt.restart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mqtt/subscriptions/{id}/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns the counters of one subscription. */
        get: operations["mqtt.subscriptionStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queries/active": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists running queries. */
        get: operations["runningQueries.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queries/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists past queries, newest first. */
        get: operations["runningQueries.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns one query. */
        get: operations["runningQueries.get"];
        put?: never;
        post?: never;
        /** Cancels a running query. */
        delete: operations["runningQueries.cancel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/governance/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists all policies, in no particular order. */
        get: operations["governance.list"];
        put?: never;
        /** Creates the policy of a token. */
        post: operations["governance.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/governance/policies/{token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns the policy of a token. */
        get: operations["governance.get"];
        /**
         * Replaces all limits of a token.
         * @description Send every limit: what is left out becomes unlimited.
         */
        put: operations["governance.update"];
        post?: never;
        /** Deletes the policy of a token; 200 also when it has none. */
        delete: operations["governance.delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/governance/usage/{token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns what a token has used up, and its policy.
         * @description The policy may be the default one, with id 0.
         */
        get: operations["governance.usage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rbac/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists all organizations. */
        get: operations["rbac.listOrganizations"];
        put?: never;
        /** Creates an organization. */
        post: operations["rbac.createOrganization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rbac/organizations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns one organization with all below it. */
        get: operations["rbac.getOrganization"];
        put?: never;
        post?: never;
        /** Deletes an organization and all below it. */
        delete: operations["rbac.deleteOrganization"];
        options?: never;
        head?: never;
        /**
         * Changes what is sent of an organization.
         * @description An empty body is 200 even for an id that does not exist. Browsers cannot call it cross-origin: the server allows no PATCH.
         */
        patch: operations["rbac.updateOrganization"];
        trace?: never;
    };
    "/api/v1/rbac/organizations/{org_id}/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the teams of an organization.
         * @description An unknown organization is an empty list.
         */
        get: operations["rbac.listTeams"];
        put?: never;
        /** Creates a team in an organization. */
        post: operations["rbac.createTeam"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rbac/teams/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns one team with all below it. */
        get: operations["rbac.getTeam"];
        put?: never;
        post?: never;
        /** Deletes a team and all below it. */
        delete: operations["rbac.deleteTeam"];
        options?: never;
        head?: never;
        /**
         * Changes what is sent of a team.
         * @description An empty body is 200 even for an id that does not exist. Browsers cannot call it cross-origin: the server allows no PATCH.
         */
        patch: operations["rbac.updateTeam"];
        trace?: never;
    };
    "/api/v1/rbac/teams/{team_id}/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the roles of a team.
         * @description An unknown team is an empty list.
         */
        get: operations["rbac.listRoles"];
        put?: never;
        /** Creates a role in a team. */
        post: operations["rbac.createRole"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rbac/roles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns one role with all below it. */
        get: operations["rbac.getRole"];
        put?: never;
        post?: never;
        /** Deletes a role and all below it. */
        delete: operations["rbac.deleteRole"];
        options?: never;
        head?: never;
        /**
         * Changes what is sent of a role.
         * @description An empty body is 200 even for an id that does not exist. Browsers cannot call it cross-origin: the server allows no PATCH.
         */
        patch: operations["rbac.updateRole"];
        trace?: never;
    };
    "/api/v1/rbac/roles/{role_id}/measurements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the measurement permissions of a role. */
        get: operations["rbac.listMeasurementPermissions"];
        put?: never;
        /** Narrows a role to measurements. */
        post: operations["rbac.createMeasurementPermission"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rbac/measurement-permissions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Deletes a measurement permission. */
        delete: operations["rbac.deleteMeasurementPermission"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tiering/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns the tiers and the scheduler. */
        get: operations["tiering.status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tiering/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists files with the tier they are in. */
        get: operations["tiering.files"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tiering/migrate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Runs a full migration, and waits until it is done.
         * @description The server ignores every parameter, `dry_run` included, so there are none. May take two hours.
         */
        post: operations["tiering.migrate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tiering/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns the size of each tier and the last migrations. */
        get: operations["tiering.stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tiering/scan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Brings the catalog up to date with the storage, and waits until it is done.
         * @description May take half an hour.
         */
        post: operations["tiering.scan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tiering/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the databases that have a policy of their own. */
        get: operations["tiering.listPolicies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tiering/policies/{database}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns the policy of a database. */
        get: operations["tiering.getPolicy"];
        /** Sets the policy of a database. */
        put: operations["tiering.setPolicy"];
        post?: never;
        /** Deletes the policy of a database. */
        delete: operations["tiering.deletePolicy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tiering/policies/{database}/effective": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns the policy that applies to a database. */
        get: operations["tiering.effectivePolicy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists audit entries, newest first.
         * @description `all` walks through the pages.
         */
        get: operations["audit.logs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counts audit entries by type of event. */
        get: operations["audit.stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cluster": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns the state of the cluster, or why there is none. */
        get: operations["cluster.status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cluster/nodes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the nodes. */
        get: operations["cluster.nodes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cluster/nodes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns one node. */
        get: operations["cluster.node"];
        put?: never;
        post?: never;
        /** Takes a node out of the cluster; only the leader can. */
        delete: operations["cluster.removeNode"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cluster/local": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns the node that answers. */
        get: operations["cluster.local"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cluster/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counts healthy and unhealthy nodes. */
        get: operations["cluster.health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cluster/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns one page of the files the cluster knows, or all without `cursor` and `limit`.
         * @description `allFiles` walks through the pages.
         */
        get: operations["cluster.files"];
        put?: never;
        post?: never;
        /**
         * Takes a file out of the cluster, and deletes it on every node.
         * @description On shared storage the object itself stays until reconciliation removes it. Since Arc 26.09.2.
         */
        delete: operations["cluster.deleteFile"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cluster/voters/converge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes the vote of nodes whose role does not give them one, or says which those are.
         * @description A dry run unless `dry_run: false` is given. Too few votes leave a cluster without a leader, for good. Since Arc 26.09.2.
         */
        post: operations["cluster.convergeVoters"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cluster/compactor/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes a node the one that compacts.
         * @description Since Arc 26.09.2.
         */
        post: operations["cluster.assignCompactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cluster/writers/{id}/demote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes the role of the primary writer from a node, so that the cluster elects another.
         * @description Since Arc 26.09.2.
         */
        post: operations["cluster.demoteWriter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reconciliation/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns the state of reconciliation, or that it is off. */
        get: operations["reconciliation.status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reconciliation/trigger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Runs a reconciliation now, and waits until it is done.
         * @description A dry run unless `dry_run: false` and `act: true` are both given.
         */
        post: operations["reconciliation.trigger"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reconciliation/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns one recent run. */
        get: operations["reconciliation.run"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/debug/memstats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns the memory of the Go runtime, the process and DuckDB. */
        get: operations["debug.memory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/debug/duckdb-memory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns the memory of DuckDB, by tag. */
        get: operations["debug.duckdbMemory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/debug/free-os-memory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives unused memory back to the operating system.
         * @description Once in 30 seconds.
         */
        post: operations["debug.freeMemory"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sync-spokes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists all spokes. */
        get: operations["edgeSync.listSpokes"];
        put?: never;
        /** Registers a spoke and returns its secret, which is shown this once. */
        post: operations["edgeSync.createSpoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sync-spokes/{spoke_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns one spoke. */
        get: operations["edgeSync.getSpoke"];
        put?: never;
        post?: never;
        /** Forgets a spoke; the files it sent stay. */
        delete: operations["edgeSync.deleteSpoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sync-spokes/{spoke_id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replaces a spoke's secret and returns the new one, which is shown this once. */
        post: operations["edgeSync.rotateSpoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sync-spokes/{spoke_id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets a spoke send files again. */
        post: operations["edgeSync.enableSpoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sync-spokes/{spoke_id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuses a spoke's files from now on. */
        post: operations["edgeSync.disableSpoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bundle-import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Imports a bundle from the server's disk, and waits until it is done.
         * @description May take four hours.
         */
        post: operations["edgeSync.importBundle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bundle-import/history/{spoke_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the bundles that were imported from a spoke. */
        get: operations["edgeSync.bundleHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spoke-sync/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends everything that is pending to the hub, and waits until it is done.
         * @description May take two hours.
         */
        post: operations["edgeSync.run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spoke-sync/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counts the files of this spoke by state. */
        get: operations["edgeSync.status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spoke-sync/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the files of this spoke with their state. */
        get: operations["edgeSync.ledger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spoke-sync/ledger/requeue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a failed file, or all of them, again. */
        post: operations["edgeSync.requeue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spoke-sync/ledger/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives up on a failed file, or all of them. */
        post: operations["edgeSync.dismiss"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spoke-sync/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes pending files as a bundle to the server's disk, and waits until it is done. */
        post: operations["edgeSync.exportBundle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spoke-sync/export/{bundle_id}/revert": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes the files of a lost bundle pending again. */
        post: operations["edgeSync.revertExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spoke-sync/ack": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reads the hub's acknowledgement of a bundle from the server's disk. */
        post: operations["edgeSync.acknowledge"];
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
        /** @description What the RBAC check of a measurement answers. */
        AccessDenied: {
            error: string;
        };
        /** @description A query that runs now. */
        ActiveQuery: {
            id: string;
            /** @description The first 200 characters. */
            sql: string;
            /** Format: int64 */
            token_id?: number | undefined;
            token_name?: string | undefined;
            remote_addr?: string | undefined;
            /** @constant */
            status: "running";
            /** Format: date-time */
            start_time: string;
            duration_ms: number;
            is_parallel: boolean;
            partition_count?: number | undefined;
        };
        ActiveQueryList: {
            /** @constant */
            success: true;
            queries: components["schemas"]["ActiveQuery"][];
            count: number;
        };
        /** @description One event of the audit log, as `audit.logs` lists it. */
        AuditEntry: {
            /** Format: int64 */
            id: number;
            /** Format: date-time */
            timestamp: string;
            /** @description Such as `auth.failed`, `token.created`, `data.delete`, `api.patch`. */
            event_type: string;
            /** @description `anonymous` if there was no token. */
            actor: string;
            method: string;
            path: string;
            database?: string | undefined;
            measurement?: string | undefined;
            status_code: number;
            ip_address: string;
            user_agent: string;
            duration_ms: number;
            detail?: string | undefined;
        };
        AuditLog: {
            /** @constant */
            success: true;
            data: components["schemas"]["AuditEntry"][] | null;
            count: number;
        };
        /** @description How many events of each type the audit log has had since an instant. */
        AuditStats: {
            /** @constant */
            success: true;
            data: {
                [key: string]: number;
            };
            /** Format: date-time */
            since: string;
        };
        /** @description Checks of tokens since the server started. */
        AuthCounters: {
            requests_total: number;
            cache_hits: number;
            cache_misses: number;
            failures_total: number;
        };
        BackupBusy: {
            error: string;
            /** @constant */
            status: "running";
            /** @enum {string} */
            operation: "backup" | "restore" | "delete" | "unknown";
        };
        /** @description What a backup holds of one database. */
        BackupDatabase: {
            name: string;
            measurements: components["schemas"]["BackupMeasurement"][];
            file_count: number;
            size_bytes: number;
        };
        /** @description A backup that was deleted. */
        BackupDeleted: {
            message: string;
            backup_id: string;
        };
        /** @description The Iceberg warehouse inside a backup. */
        BackupIcebergWarehouse: {
            path: string;
            configured_path?: string | undefined;
            file_count: number;
            size_bytes: number;
            skipped_files?: number | undefined;
        };
        /** @description No backup and no restore has run since the server started. */
        BackupIdle: {
            /** @constant */
            status: "idle";
        };
        /** @description The backups, and what is known of those that are missing from the list. */
        BackupList: {
            backups: components["schemas"]["BackupSummary"][];
            count: number;
            /** @description Backups that were not written, or not yet, to every place they were to go to. Since Arc 27.01.1. */
            incomplete_runs?: components["schemas"]["IncompleteBackup"][] | undefined;
            /** @description Places that did not answer; backups that are only there are missing. Since Arc 27.01.1. */
            unreachable_targets?: string[] | undefined;
            /** @description How many backups of other instances were left out. Since Arc 27.01.1. */
            filtered_foreign?: number | undefined;
            /** @description Since Arc 27.01.1. */
            hint?: string | undefined;
        };
        /** @description All that a backup says of itself: its databases, its files and bytes, and what it skipped. */
        BackupManifest: {
            version: string;
            backup_id: string;
            /** Format: date-time */
            created_at: string;
            /** @constant */
            backup_type: "full";
            /** @description Each with its measurements. */
            databases: components["schemas"]["BackupDatabase"][] | null;
            total_files: number;
            total_size_bytes: number;
            skipped_files?: number | undefined;
            has_metadata: boolean;
            has_iceberg_catalog?: boolean | undefined;
            has_config: boolean;
            /** @description Since Arc 26.09.2. */
            skipped_metadata_files?: number | undefined;
            /** @description Since Arc 26.09.2. */
            auxiliary_files?: number | undefined;
            /** @description Since Arc 26.09.2. */
            compaction_state_files?: number | undefined;
            /** @description Since Arc 26.09.2. */
            unaddressable_files?: number | undefined;
            /** @description Since Arc 26.09.2. */
            unaddressable_sample?: string[] | undefined;
            /** @description Since Arc 26.09.2. */
            iceberg_warehouse?: components["schemas"]["BackupIcebergWarehouse"] | undefined;
            /** @description Since Arc 26.09.3. */
            skipped_sample?: string[] | undefined;
            /** @description Since Arc 26.09.3. */
            skipped_overlong_keys?: number | undefined;
            /** @description The databases it is limited to; absent for all of them. Since Arc 27.01.1. */
            scope?: string[] | undefined;
            /** @description Since Arc 27.01.1. */
            cluster_manifest_checked?: boolean | undefined;
            /** @description Since Arc 27.01.1. */
            unregistered_skipped?: number | undefined;
            /** @description Since Arc 27.01.1. */
            manifest_only_files?: number | undefined;
            /** @description Since Arc 27.01.1. */
            left_manifest_during_run?: number | undefined;
            /** @description Since Arc 27.01.1. */
            skipped_reconciled?: number | undefined;
            /** @description Since Arc 27.01.1. */
            iceberg_namespace_files_excluded?: number | undefined;
            /** @description Since Arc 27.01.1. */
            cold_files?: number | undefined;
            /** @description Since Arc 27.01.1. */
            cold_size_bytes?: number | undefined;
            /** @description Since Arc 27.01.1. */
            cold_files_excluded?: number | undefined;
            /** @description Since Arc 27.01.1. */
            cold_objects_unrecorded?: number | undefined;
            /** @description Since Arc 27.01.1. */
            cold_dedup_skipped?: number | undefined;
            /** @description Since Arc 27.01.1. */
            cold_rows_stale_but_hot?: number | undefined;
            /** @description Since Arc 27.01.1. */
            unregistered_sample?: string[] | undefined;
            /** @description Since Arc 27.01.1. */
            manifest_only_sample?: string[] | undefined;
            /** @description Since Arc 27.01.1. */
            left_manifest_sample?: string[] | undefined;
            /** @description Since Arc 27.01.1. */
            iceberg_namespaces_excluded?: string[] | undefined;
            /** @description Since Arc 27.01.1. */
            cold_files_excluded_databases?: {
                [key: string]: number;
            } | undefined;
            /** @description Since Arc 27.01.1. */
            target?: string | undefined;
            /** @description Since Arc 27.01.1. */
            run_targets?: string[] | undefined;
            /** @description Since Arc 27.01.1. */
            is_default_target?: boolean | undefined;
            /** @description Since Arc 27.01.1. */
            owner_instance_id?: string | undefined;
            /** @description By place, what is there; absent where there is one place. Since Arc 27.01.1. */
            targets?: components["schemas"]["BackupTargetSlice"][] | undefined;
            /** @description Since Arc 27.01.1. */
            unknown_targets?: string[] | undefined;
            /** @description Since Arc 27.01.1. */
            unreachable_targets?: string[] | undefined;
            /** @description Since Arc 27.01.1. */
            missing_targets?: string[] | undefined;
        };
        /** @description What a backup holds of one measurement. */
        BackupMeasurement: {
            name: string;
            file_count: number;
            size_bytes: number;
        };
        /** @description The last backup or restore since boot, also long after it ended. */
        BackupProgress: {
            /** @enum {string} */
            operation: "backup" | "restore";
            backup_id: string;
            /** @enum {string} */
            status: "running" | "completed" | "failed";
            total_files: number;
            processed_files: number;
            skipped_files: number;
            total_bytes: number;
            processed_bytes: number;
            /** Format: date-time */
            started_at: string;
            /** Format: date-time */
            completed_at?: string | undefined;
            error?: string | undefined;
            /** @description Since Arc 26.09.2. */
            unaddressable_files?: number | undefined;
            /** @description Since Arc 26.09.2. */
            consumed_inputs_skipped?: number | undefined;
            /** @description Since Arc 26.09.2. */
            compaction_state_restored?: number | undefined;
            /** @description Since Arc 26.09.2. */
            missing_files?: number | undefined;
            /** @description Since Arc 26.09.2. */
            backup_skipped_files?: number | undefined;
            /** @description Since Arc 26.09.2. */
            iceberg_warehouse_files_skipped?: number | undefined;
            /** @description Since Arc 26.09.2. */
            backup_unaddressable_files?: number | undefined;
            /** @description Since Arc 26.09.2. */
            unaddressable_sample?: string[] | undefined;
            /** @description Since Arc 26.09.3. */
            skipped_sample?: string[] | undefined;
            /** @description Since Arc 27.01.1. */
            scope?: string[] | undefined;
            /** @description By place, how far the backup has got; absent where there is one place. Since Arc 27.01.1. */
            targets?: components["schemas"]["BackupTargetProgress"][] | undefined;
            /**
             * @description Since Arc 27.01.1.
             * @enum {string}
             */
            mode?: ("merge" | "replace") | undefined;
            /**
             * @description Of a restore on a cluster: `lost` makes it fail. Since Arc 27.01.1.
             * @enum {string}
             */
            compaction_pause?: ("waiting" | "paused" | "released" | "lost") | undefined;
            /** @description Since Arc 27.01.1. */
            unregistered_skipped?: number | undefined;
            /** @description Since Arc 27.01.1. */
            manifest_only_files?: number | undefined;
            /** @description Since Arc 27.01.1. */
            left_manifest_during_run?: number | undefined;
            /** @description Since Arc 27.01.1. */
            files_registered?: number | undefined;
            /** @description Since Arc 27.01.1. */
            registration_failed?: number | undefined;
            /** @description Since Arc 27.01.1. */
            sidecar_mismatches?: number | undefined;
            /** @description Since Arc 27.01.1. */
            replaced_files?: number | undefined;
            /** @description Since Arc 27.01.1. */
            backup_unregistered_skipped?: number | undefined;
            /** @description Since Arc 27.01.1. */
            backup_manifest_only_files?: number | undefined;
            /** @description Since Arc 27.01.1. */
            cold_files_excluded?: number | undefined;
            /** @description Since Arc 27.01.1. */
            backup_cold_files_excluded?: number | undefined;
            /** @description Since Arc 27.01.1. */
            cold_files_restored_to_cold?: number | undefined;
            /** @description Since Arc 27.01.1. */
            cold_files_restored_to_hot?: number | undefined;
            /** @description Since Arc 27.01.1. */
            cold_files_skipped_already_cold?: number | undefined;
            /** @description Since Arc 27.01.1. */
            hot_backup_files_routed_to_cold?: number | undefined;
            /** @description Since Arc 27.01.1. */
            cold_rows_skipped_unverifiable?: number | undefined;
            /** @description Since Arc 27.01.1. */
            cold_restore_quarantine_skipped?: number | undefined;
            /** @description Since Arc 27.01.1. */
            cold_rows_not_recorded?: number | undefined;
            /** @description Since Arc 27.01.1. */
            unregistered_sample?: string[] | undefined;
            /** @description Since Arc 27.01.1. */
            manifest_only_sample?: string[] | undefined;
            /** @description Since Arc 27.01.1. */
            left_manifest_sample?: string[] | undefined;
            /** @description Since Arc 27.01.1. */
            registration_failed_sample?: string[] | undefined;
            /** @description Since Arc 27.01.1. */
            sidecar_mismatch_sample?: string[] | undefined;
        };
        BackupRefused: {
            error: string;
            /** @description The role of the node that answers. */
            role: string;
        };
        /** @description What to include besides the data. */
        BackupRequest: {
            /**
             * @description The metadata store: policies, continuous queries, tokens.
             * @default true
             */
            include_metadata?: boolean | undefined;
            /**
             * @description The configuration file.
             * @default true
             */
            include_config?: boolean | undefined;
            /** @description Only these databases; the metadata store cannot come along then, and the configuration file only where it is asked for. An older server ignores the list, and the method says so. Since Arc 27.01.1. */
            databases?: string[] | undefined;
        };
        BackupScopeError: {
            error: string;
            unknown_databases?: string[] | undefined;
        };
        /** @description One backup in the list: when it was made, how much it holds and what it left out. */
        BackupSummary: {
            backup_id: string;
            /** Format: date-time */
            created_at: string;
            /** @constant */
            backup_type: "full";
            total_files: number;
            total_size_bytes: number;
            database_count: number;
            /** @description Since Arc 26.09.3. */
            skipped_files?: number | undefined;
            /** @description Since Arc 26.09.3. */
            skipped_metadata_files?: number | undefined;
            /** @description Since Arc 26.09.3. */
            unaddressable_files?: number | undefined;
            /** @description The databases it is limited to; absent for all of them. Since Arc 27.01.1. */
            scope?: string[] | undefined;
            /** @description Since Arc 27.01.1. */
            unregistered_skipped?: number | undefined;
            /** @description Since Arc 27.01.1. */
            manifest_only_files?: number | undefined;
            /** @description Since Arc 27.01.1. */
            left_manifest_during_run?: number | undefined;
            /** @description Since Arc 27.01.1. */
            cold_files?: number | undefined;
            /** @description Since Arc 27.01.1. */
            cold_files_excluded?: number | undefined;
            /** @description Since Arc 27.01.1. */
            target?: string | undefined;
            /** @description Every place that holds a part of it. Since Arc 27.01.1. */
            targets?: string[] | undefined;
            /** @description Since Arc 27.01.1. */
            owner_instance_id?: string | undefined;
            /** @description Since Arc 27.01.1. */
            foreign_owner?: boolean | undefined;
            /** @description Not every place could be read: the counts are lower bounds. Since Arc 27.01.1. */
            partial_view?: boolean | undefined;
        };
        /** @description How far a running backup is at one of its places. */
        BackupTargetProgress: {
            name: string;
            is_default?: boolean | undefined;
            files: number;
            bytes: number;
            skipped: number;
            /** @enum {string} */
            status: "pending" | "copying" | "copied" | "committed" | "failed";
        };
        /** @description What one place holds of a backup. */
        BackupTargetSlice: {
            name: string;
            is_default?: boolean | undefined;
            databases?: string[] | undefined;
            total_files: number;
            total_size_bytes: number;
            skipped_files?: number | undefined;
            auxiliary_files?: number | undefined;
            compaction_state_files?: number | undefined;
            unregistered_skipped?: number | undefined;
            manifest_only_files?: number | undefined;
            unaddressable_files?: number | undefined;
            cold_files_excluded?: number | undefined;
            cold_files?: number | undefined;
        };
        BackupTargetUnreachable: {
            error: string;
            target: string;
        };
        /** @description The write buffer since the server started: rows in it, rows written, flushes that failed. */
        BufferCounters: {
            records_buffered: number;
            records_written: number;
            flushes_total: number;
            errors_total: number;
            flush_failures_total: number;
            queue_depth: number;
        };
        /** @description Where the acknowledgement is. */
        BundleAckRequest: {
            /** @description A path on the server. */
            path: string;
        };
        /** @description The acknowledgement of a bundle was applied: how many files count as sent. */
        BundleAcknowledged: {
            /** @constant */
            applied: true;
            bundle_id: string;
            hub_id: string;
            /** Format: date-time */
            imported_at: string;
            synced: number;
            already_synced?: number | undefined;
            untracked?: number | undefined;
            discrepancies?: number | undefined;
            conflicts: components["schemas"]["FileConflict"][];
            warnings?: string[] | undefined;
        };
        /** @description Where to write the bundle, and how many files it may hold. */
        BundleExportRequest: {
            /** @description A directory on the server. */
            path: string;
            /** @description At most this many files. */
            limit?: number | undefined;
        };
        /** @description A bundle that was written to a directory of the server. */
        BundleExported: {
            /** @constant */
            exported: true;
            bundle_id: string;
            dir: string;
            files: number;
            bytes: number;
            skipped: number;
            duration_ms: number;
            note: string;
        };
        BundleHistory: {
            spoke_id: string;
            bundles: components["schemas"]["ImportedBundle"][];
            limit: number;
        };
        BundleImportFailed: {
            /** @constant */
            imported: false;
            error: string;
        };
        BundleImportRefused: {
            /** @constant */
            imported: false;
            /** @enum {string} */
            reason: "import in progress" | "already imported";
            detail: string;
        };
        /** @description Where the bundle is. */
        BundleImportRequest: {
            /** @description A path on the server. */
            path: string;
        };
        /** @description A bundle that was imported: its files, what was there already, and conflicts. */
        BundleImported: {
            /** @constant */
            imported: true;
            bundle_id: string;
            spoke_id: string;
            /** Format: date-time */
            created_at: string;
            committed: number;
            already_present: number;
            bytes_written: number;
            duration_ms: number;
            conflicts: components["schemas"]["FileConflict"][];
            /** @constant */
            recorded?: false | undefined;
            warnings?: string[] | undefined;
        };
        /** @description The acknowledgement of a bundle was not applied, and why. */
        BundleNotAcknowledged: {
            /** @constant */
            applied: false;
            reason: string;
        };
        /** @description A bundle that was taken back, with the number of its files, which wait again. */
        BundleReverted: {
            bundle_id: string;
            reverted: number;
        };
        /** @description A cycle that is about to start. */
        ClaimedCompactionCycle: {
            cycle_id: number;
            /** @constant */
            status: "claimed";
            message: string;
        };
        /** @description What a node may do by its role. */
        ClusterCapabilities: {
            can_ingest: boolean;
            can_query: boolean;
            can_compact: boolean;
            can_coordinate: boolean;
        };
        /** @description One Parquet file that the cluster knows. */
        ClusterFile: {
            path: string;
            sha256: string;
            size_bytes: number;
            database: string;
            measurement: string;
            /** Format: date-time */
            partition_time: string;
            origin_node_id: string;
            tier: string;
            /** Format: date-time */
            created_at: string;
            lsn: number;
        };
        /** @description A file that was deleted on the cluster. */
        ClusterFileDeleted: {
            /** @constant */
            success: true;
            message: string;
            path: string;
        };
        ClusterFileMissing: {
            /** @constant */
            success: false;
            error: string;
            path: string;
        };
        /** @description One page of the files of the cluster, with the cursor of the next. */
        ClusterFilePage: {
            /** @description The files of this page. */
            files: components["schemas"]["ClusterFile"][] | null;
            /** @description Of this page, when one was asked for. */
            total: number;
            /** @description Empty at the end; absent when no page was asked for. */
            next_cursor?: string | undefined;
        };
        /** @description How many nodes are healthy, and how that is checked. */
        ClusterHealth: {
            healthy: number;
            unhealthy: number;
            total: number;
            health_checker: components["schemas"]["ClusterHealthChecker"];
        };
        /** @description How often nodes are asked, how long each is waited for, and after how many failures it counts as unhealthy. */
        ClusterHealthChecker: {
            running: boolean;
            check_interval_ms: number;
            check_timeout_ms: number;
            unhealthy_threshold: number;
        };
        /** @description The license that the cluster runs on. */
        ClusterLicense: {
            valid: boolean;
            tier: string;
            features: string[];
        };
        /** @description A node that never sent a heartbeat, or never joined, shows times in the year 1. */
        ClusterNode: {
            id: string;
            name: string;
            /** @enum {string} */
            role: "writer" | "reader" | "compactor" | "standalone";
            /** @enum {string} */
            state: "healthy" | "unhealthy" | "dead" | "unknown" | "joining" | "leaving";
            address: string;
            api_address: string;
            cluster_name: string;
            version: string;
            /** Format: date-time */
            started_at: string;
            /** Format: date-time */
            joined_at: string;
            /** Format: date-time */
            last_heartbeat: string;
            failed_checks: number;
            stats: components["schemas"]["ClusterNodeStats"];
            /** @description Tells the primary writer from the others; empty for other roles, and on shared storage. Since Arc 26.09.2. */
            writer_state?: string | undefined;
            /** @description Since Arc 26.09.2. */
            is_active_compactor?: boolean | undefined;
        };
        ClusterNodeList: {
            nodes: components["schemas"]["ClusterNode"][];
            total: number;
        };
        /** @description A node that was taken out of the cluster. */
        ClusterNodeRemoved: {
            /** @constant */
            success: true;
            message: string;
            node_id: string;
        };
        /** @description The load of a node: processor, memory, rows, queries, connections. */
        ClusterNodeStats: {
            cpu_usage: number;
            memory_usage: number;
            ingest_rate: number;
            query_rate: number;
            storage_used: number;
            connections: number;
            active_queries: number;
            compaction_jobs: number;
        };
        /** @description One node, as the status of the cluster lists it. */
        ClusterNodeSummary: {
            id: string;
            name: string;
            role: string;
            state: string;
            address: string;
            api_address: string;
            version: string;
            /** Format: date-time */
            last_heartbeat: string;
            stats: components["schemas"]["ClusterNodeStats"];
            /** @description Since Arc 26.09.2. */
            writer_state?: string | undefined;
            /** @description Since Arc 26.09.2. */
            is_active_compactor?: boolean | undefined;
        };
        /** @description The consensus of the cluster: who leads, and in which state this node is. */
        ClusterRaft: {
            enabled: boolean;
            is_leader?: boolean | undefined;
            leader_addr?: string | undefined;
            leader_id?: string | undefined;
            state?: string | undefined;
            stats?: {
                [key: string]: string;
            } | undefined;
            /** @description Who has a vote. The release notes do not say in which form. Since Arc 26.09.2. */
            membership?: unknown | undefined;
        };
        /** @description How this node forwards requests to readers and writers. */
        ClusterRouter: {
            strategy: string;
            timeout_ms: number;
            retries: number;
            reader_index: number;
            writer_index: number;
            active_connections: {
                [key: string]: number;
            };
        };
        /** @description The cluster as this node sees it: its nodes, its cores and its license. */
        ClusterStatus: {
            /** @constant */
            enabled: true;
            /** @constant */
            mode: "cluster";
            running: boolean;
            cluster_name: string;
            local_node_id: string;
            local_role: string;
            node_count: number;
            healthy_count: number;
            writers: number;
            readers: number;
            compactors: number;
            nodes: components["schemas"]["ClusterNodeSummary"][];
            raft: components["schemas"]["ClusterRaft"];
            router?: components["schemas"]["ClusterRouter"] | undefined;
            total_cores?: number | undefined;
            max_cores?: number | undefined;
            cores_remaining?: number | undefined;
            license?: components["schemas"]["ClusterLicense"] | undefined;
            /** @description The node that compacts. Since Arc 26.09.2. */
            active_compactor?: string | undefined;
            /** @description Since Arc 27.01.1. */
            compaction_pause?: components["schemas"]["CompactionPause"] | undefined;
        };
        CompactionBusy: {
            error: string;
            message: string;
            cycle_id: number;
            /** @constant */
            is_running: true;
        };
        /** @description A partition that the next compaction will take. */
        CompactionCandidate: {
            database: string;
            measurement: string;
            partition_path: string;
            file_count: number;
            tier: string;
        };
        CompactionCandidates: {
            count: number;
            candidates: components["schemas"]["CompactionCandidate"][];
        };
        /** @description Compaction jobs since the server started. */
        CompactionCounters: {
            jobs_total: number;
            jobs_success: number;
            jobs_failed: number;
            files_compacted: number;
            bytes_read: number;
            bytes_written: number;
        };
        /** @description A cycle and what became of its batches. */
        CompactionCycle: {
            cycle_id: number;
            /** @description `running`, `completed`, `paused` and others. */
            status: string;
            source: string;
            /** @description `null`: all of them. */
            databases: string[] | null;
            /** @description Empty: all of them. */
            measurement: string;
            /** @description `hourly`, `daily`: what the cycle compacts. */
            tiers: string[] | null;
            /** Format: date-time */
            started_at: string;
            /** Format: date-time */
            finished_at?: string | undefined;
            duration_seconds: number;
            discovered_batches: number;
            started_batches: number;
            succeeded_batches: number;
            failed_batches: number;
            interrupted_batches: number;
            unstarted_batches: number;
            discovery_errors: number;
            error?: string | undefined;
            /** @description By partition path, how many of its batches failed. Not in the list. */
            failed_partitions?: {
                [key: string]: number;
            } | undefined;
            failed_partition_count?: number | undefined;
            /** @constant */
            failed_partitions_truncated?: true | undefined;
        };
        /** @description The compaction cycles that the server still knows. */
        CompactionCycles: {
            /** @description Newest first. */
            cycles: components["schemas"]["CompactionCycle"][];
            /** @description How many this node remembers. */
            retained: number;
            oldest_retained?: number | undefined;
            newest_retained?: number | undefined;
            running_cycle_id?: number | undefined;
        };
        /** @description The compaction jobs that ended, and how many the server keeps. */
        CompactionHistory: {
            total_jobs: number;
            recent_jobs: components["schemas"]["CompactionJob"][];
            /** @description Since Arc 27.01.1. */
            matched?: number | undefined;
            /** @description Since Arc 27.01.1. */
            page_size?: number | undefined;
            /** @description Since Arc 27.01.1. */
            retained?: number | undefined;
            /** @description Since Arc 27.01.1. */
            capacity?: number | undefined;
            /** @description What is counted; `attempts`. Since Arc 27.01.1. */
            unit?: string | undefined;
            /** @description There are more than are shown. Since Arc 27.01.1. */
            truncated?: boolean | undefined;
            /**
             * @description Since Arc 27.01.1.
             * @constant
             */
            may_have_evicted_earlier_attempts?: true | undefined;
            /** @description The cycle that was asked for. Since Arc 27.01.1. */
            cycle_id?: number | undefined;
            /** @description Since Arc 27.01.1. */
            cycle_status?: string | undefined;
            /** @description Since Arc 27.01.1. */
            cycle_failed_batches?: number | undefined;
            /** @description Since Arc 27.01.1. */
            cycle_started_batches?: number | undefined;
            /** @description By partition path, how many of its batches failed. Since Arc 27.01.1. */
            cycle_failed_partitions?: {
                [key: string]: number;
            } | undefined;
            /** @description Since Arc 27.01.1. */
            cycle_failed_partition_count?: number | undefined;
            /**
             * @description Since Arc 27.01.1.
             * @constant
             */
            cycle_failed_partitions_truncated?: true | undefined;
            /**
             * @description This node has no record of the cycle: no jobs does not mean that none failed. Since Arc 27.01.1.
             * @constant
             */
            cycle_retained?: false | undefined;
            /** @description Since Arc 27.01.1. */
            oldest_retained_cycle?: number | undefined;
            /** @description Since Arc 27.01.1. */
            newest_retained_cycle?: number | undefined;
            /** @description Since Arc 27.01.1. */
            message?: string | undefined;
        };
        /** @description One compaction of one partition: its files, its bytes before and after, and its error. */
        CompactionJob: {
            database: string;
            measurement: string;
            partition_path: string;
            tier: string;
            files_compacted?: number | undefined;
            bytes_before?: number | undefined;
            bytes_after?: number | undefined;
            success?: boolean | undefined;
            compression_ratio?: number | undefined;
            error?: string | undefined;
            /** @description How often the batch was split before this attempt. Since Arc 27.01.1. */
            attempt_depth?: number | undefined;
        };
        /** @description The running jobs, counted; the server does not list them. */
        CompactionJobs: {
            active_jobs: number;
            /** @description What is counted; `attempts`. Since Arc 27.01.1. */
            unit?: string | undefined;
            /** @description Empty in every release. */
            jobs: components["schemas"]["CompactionJob"][];
        };
        /** @description How many compaction jobs run, ended and failed. */
        CompactionManager: {
            /** @description `null` up to Arc 26.09.3, where `stats` has `cycle_running`. */
            active_jobs: number | null;
            total_completed: number;
            total_failed: number;
        };
        /** @description The pause that a restore puts on compaction in the whole cluster; besides these members, who asked for it, why, and until when. */
        CompactionPause: {
            active?: boolean | undefined;
            reason?: string | undefined;
            acks?: (string[] | null) | undefined;
            pending_acks?: (string[] | null) | undefined;
        } & {
            [key: string]: unknown;
        };
        CompactionPaused: {
            error: string;
            message: string;
            /** @constant */
            paused: true;
        };
        CompactionRefused: {
            error: string;
            message: string;
            role: string;
            /** @constant */
            can_compact: false;
            /** @description Empty where the cluster manages no lease. */
            lease_holder: string;
        };
        /** @description One schedule of compaction, and when it runs next. */
        CompactionScheduler: {
            enabled: boolean;
            running: boolean;
            /** @description Cron expression. */
            schedule: string;
            /** Format: date-time */
            next_run?: string | undefined;
            role_gated?: boolean | undefined;
            gate_role?: string | undefined;
        };
        /** @description The two schedules of compaction. */
        CompactionSchedulers: {
            hourly?: components["schemas"]["CompactionScheduler"] | undefined;
            daily?: components["schemas"]["CompactionScheduler"] | undefined;
        };
        /** @description What compaction has done since the server started. */
        CompactionStats: {
            total_jobs_completed: number;
            total_jobs_failed: number;
            total_files_compacted: number;
            total_bytes_saved: number;
            total_bytes_saved_mb: number;
            total_manifests_recover: number;
            cycle_running: boolean;
            current_cycle_id: number;
            recent_jobs: components["schemas"]["CompactionJob"][];
            /** @description Since Arc 27.01.1. */
            active_jobs?: number | undefined;
            /** @description A restore has paused compaction in the whole cluster. Since Arc 27.01.1. */
            paused?: boolean | undefined;
            /** @description The cycle that ran last; `cycles` has them all. The release notes do not say what is in it. Since Arc 26.09.2. */
            last_cycle?: unknown | undefined;
            tiers?: components["schemas"]["CompactionTier"][] | undefined;
        };
        /** @description Whether compaction runs, how many jobs ended, and when it runs next. */
        CompactionStatus: {
            manager: components["schemas"]["CompactionManager"];
            schedulers: components["schemas"]["CompactionSchedulers"];
        };
        /** @description The settings and the work of one tier, such as `hourly` or `daily`. */
        CompactionTier: {
            /** @enum {string} */
            tier: "hourly" | "daily";
            enabled: boolean;
            min_age_hours: number;
            min_files: number;
            total_compactions: number;
            total_files_compacted: number;
            total_bytes_saved: number;
            total_bytes_saved_mb: number;
        };
        /** @description A compaction cycle that has begun. */
        CompactionTriggered: {
            message: string;
            /** @constant */
            status: "running";
            /** @description `hourly`, `daily`: what the cycle compacts. */
            tiers: string[] | null;
            /** @description The number of the cycle; up to Arc 26.09.3 only the one it is expected to get. */
            cycle_id: number;
            database?: string | undefined;
            /** @description Since Arc 26.09.2. */
            measurement?: string | undefined;
            /** @description What `compaction.exclude_databases` leaves out, where no database was named. Since Arc 26.09.2. */
            exclude_databases?: string[] | undefined;
        };
        /** @description The node that is to compact. */
        CompactorAssignRequest: {
            node_id: string;
        };
        /** @description The node that compacts now, and the one that did. */
        CompactorAssigned: {
            /** @constant */
            success: true;
            node_id: string;
            old_compactor: string;
            message: string;
            /** @description How long no other node takes over by itself. */
            preemption_suppressed_seconds?: number | undefined;
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
            /** @description Columns of the result that identify a row besides `time`. */
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
        /** @description The window to aggregate; `dry_run` only returns the SQL. */
        ContinuousQueryExecuteRequest: {
            /**
             * Format: date-time
             * @description With a zone. Left out: where the last run ended, or an hour ago.
             */
            start_time?: (string | null) | undefined;
            /**
             * Format: date-time
             * @description With a zone. Left out: now.
             */
            end_time?: (string | null) | undefined;
            /** @description Returns the SQL and runs nothing. */
            dry_run?: boolean | undefined;
        };
        /** @description One run of a continuous query: its window, the rows it read and wrote, and the SQL it ran. */
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
            executed_query?: string | undefined;
        };
        /** @description One run of a continuous query, as its history lists it. */
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
        /** @description A continuous query that runs by schedule. */
        ContinuousQueryJob: {
            cq_id: number;
            cq_name: string;
            /** @description Go duration, such as `1h0m0s`. */
            interval: string;
        };
        /** @description A whole continuous query. */
        ContinuousQueryRequest: {
            /** @description Unique. */
            name: string;
            description?: (string | null) | undefined;
            /** @description Up to Arc 26.09.2 the server takes any name, and the query may write where nothing finds it. */
            database: string;
            source_measurement: string;
            destination_measurement: string;
            /** @description One SELECT with both `{start_time}` and `{end_time}`, unquoted: the server puts quoted UTC literals there, and allows 10,000 bytes with them. Only `FROM <database>.<source_measurement>` is found. */
            query: string;
            /** @description Go duration such as `5m` or `24h`. The server stores `1d`, too, and then never schedules it. */
            interval: string;
            /** @description Columns of the result that identify a row besides `time`. */
            tag_columns?: string[] | undefined;
            /** @description Stored, never acted on. */
            retention_days?: (number | null) | undefined;
            /** @description Stored, never acted on. */
            delete_source_after_days?: (number | null) | undefined;
            /** @description The server takes `false` when it is left out, and an inactive query never runs. */
            is_active: boolean;
        };
        /** @description The scheduler of continuous queries, and its jobs. */
        ContinuousQueryScheduler: {
            running: boolean;
            license_valid: boolean;
            job_count: number;
            jobs: components["schemas"]["ContinuousQueryJob"][];
        };
        /** @description The name of the new database. */
        DatabaseCreateRequest: {
            /** @description Starts with a letter; letters, digits, `_` and `-`. `system`, `internal` and `_internal` are reserved. */
            name: string;
        };
        /** @description A database that was created. */
        DatabaseCreated: {
            name: string;
            measurement_count: number;
            /** Format: date-time */
            created_at: string;
        };
        /** @description A database that was deleted, with the number of its files. */
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
        /** @description A database and the number of its measurements. */
        DatabaseSummary: {
            name: string;
            measurement_count: number;
        };
        /** @description Where the memory of the server is: Go, the process, the C library, DuckDB. */
        DebugMemory: {
            /** Format: date-time */
            timestamp: string;
            go: components["schemas"]["GoMemory"];
            process?: components["schemas"]["ProcessMemory"] | undefined;
            glibc_heap?: components["schemas"]["GlibcHeap"] | undefined;
            /** @description What DuckDB holds. */
            duckdb_summary?: components["schemas"]["DuckDbMemorySummary"] | undefined;
        };
        /** @description Whether deleting is switched on, how many rows it takes without `confirm`, and how many at most. */
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
            failed_files?: string[] | undefined;
            error: string;
        };
        /** @description What deleting costs, in the server's words. */
        DeletePerformanceImpact: {
            writes: string;
            queries: string;
            deletes: string;
        };
        /** @description Either looks (`dry_run`) or deletes (`confirm`); a dry run over the threshold needs both. */
        DeleteRequest: {
            database: string;
            measurement: string;
            /** @description A SQL condition, without the word WHERE. The server refuses `;`, `--`, `/*`, the words of other statements and functions that read files; up to Arc 26.09.3 in string literals as well. */
            where: string;
            /** @description Counts, deletes nothing. */
            dry_run?: boolean | undefined;
            /** @description Must be `true` for anything but a small dry run. */
            confirm?: boolean | undefined;
        } & ({
            /** @constant */
            dry_run: true;
        } | {
            /** @constant */
            confirm: true;
        }) & unknown;
        /** @description How many rows a deletion took, or would take, and which files it rewrote. */
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
        DeletingRefused: {
            error: string;
        };
        /** @description How many files will not be sent any more. */
        Dismissed: {
            dismissed: number;
        };
        /** @description The memory that DuckDB holds, in bytes, by what for, at one instant. */
        DuckDbMemory: {
            /** Format: date-time */
            timestamp: string;
            total_bytes: number;
            by_tag: components["schemas"]["DuckDbMemoryTag"][];
        };
        /** @description The memory that DuckDB holds, in bytes, by what for. */
        DuckDbMemorySummary: {
            total_bytes: number;
            /** @description What the memory is for. */
            by_tag: components["schemas"]["DuckDbMemoryTag"][] | null;
            error?: string | undefined;
        };
        /** @description The memory that DuckDB holds for one thing, in bytes. */
        DuckDbMemoryTag: {
            tag: string;
            memory_bytes: number;
            temp_bytes: number;
        };
        /** @description What a token may do in one database or measurement, and whether the token or a role says so. */
        EffectivePermission: {
            /** @description `*` for all. */
            database: string;
            measurement?: string | undefined;
            permissions: components["schemas"]["Permission"][];
            /** @enum {string} */
            source: "token" | "rbac";
        };
        /** @description What a token may do, from its own permissions and from its teams. */
        EffectivePermissions: {
            /** @constant */
            success: true;
            /** @description One entry for each database or measurement. */
            permissions: components["schemas"]["EffectivePermission"][] | null;
            rbac_enabled: boolean;
        };
        /** @description The tiering policy that holds for a database: its own, or the server's. */
        EffectiveTieringPolicy: {
            database: string;
            hot_only: boolean;
            hot_max_age_days: number;
            /** @enum {string} */
            source: "custom" | "global";
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
        /** @description How many rows a query would return. */
        Estimate: {
            /** @constant */
            success: true;
            /** Format: int64 */
            estimated_rows: number;
            /** @enum {string} */
            warning_level: "none" | "low" | "medium" | "high";
            warning_message?: string | undefined;
            execution_time_ms: number;
        };
        /** @description Comes with 200 when the SQL itself fails. */
        EstimateError: {
            /** @constant */
            success: false;
            estimated_rows: null;
            /** @constant */
            warning_level: "error";
            warning_message?: string | undefined;
            execution_time_ms: number;
            error: string;
        };
        FailedReconciliationRun: {
            error: string;
            run: components["schemas"]["ReconciliationRun"];
        };
        /** @description HTTP 200 from a feature that is off. */
        FeatureDisabled: {
            /** @constant */
            enabled: false;
            /**
             * @description Since Arc 26.09.2.
             * @constant
             */
            success?: false | undefined;
            mode?: string | undefined;
            /** @description What is missing: a licence, or a configuration switch. */
            reason: string;
        };
        /** @description A file that both sides have, with other content. */
        FileConflict: {
            path: string;
            their_sha256: string;
        };
        /** @description An imported CSV or Parquet file: its rows, its columns and the time they span. */
        FileImport: {
            database: string;
            measurement: string;
            rows_imported: number;
            partitions_created: number;
            /** Format: date-time */
            time_range_min?: string | undefined;
            /** Format: date-time */
            time_range_max?: string | undefined;
            /** @description Names that start with `_` are listed and not stored. */
            columns: string[];
            duration_ms: number;
        };
        /** @description The answer to an import of CSV or Parquet. */
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
        /** @description The write buffer was flushed. */
        FlushResult: {
            /** @constant */
            status: "success";
            message: string;
        };
        /** @description What giving memory back to the system has changed, in bytes. */
        FreedMemory: {
            /** Format: date-time */
            timestamp: string;
            duration_ms: number;
            heap_released_before: number;
            heap_released_after: number;
            /** @description May be negative. */
            heap_released_delta: number;
            heap_idle_before: number;
            heap_idle_after: number;
            sys_before: number;
            sys_after: number;
        };
        /** @description The heap of the C library, which DuckDB uses. */
        GlibcHeap: {
            heap_start_hex: string;
            heap_end_hex: string;
            heap_size_kb: number;
        };
        /** @description The memory of Go's runtime, in bytes. */
        GoMemory: {
            heap_alloc_bytes: number;
            heap_inuse_bytes: number;
            heap_idle_bytes: number;
            heap_released_bytes: number;
            heap_sys_bytes: number;
            stack_inuse_bytes: number;
            sys_bytes: number;
            num_gc: number;
            next_gc_bytes: number;
            num_goroutine: number;
        };
        /** @description All limits of a policy; the server sets what is left out to 0, which is unlimited. */
        GovernanceLimits: {
            /** @description 0: unlimited. */
            rate_limit_per_minute: number;
            /** @description 0: unlimited. */
            rate_limit_per_hour: number;
            /** @description 0: unlimited. */
            max_queries_per_hour: number;
            /** @description 0: unlimited. */
            max_queries_per_day: number;
            /** @description 0: unlimited. */
            max_rows_per_query: number;
            /** @description Seconds; 0: unlimited. */
            max_scan_duration_sec: number;
        };
        /** @description The query limits of a token; 0 is unlimited. */
        GovernancePolicy: {
            /** Format: int64 */
            id: number;
            /** Format: int64 */
            token_id: number;
            /** @description Echoed from the request, forgotten on restart. */
            token_name?: string | undefined;
            rate_limit_per_minute: number;
            rate_limit_per_hour: number;
            max_queries_per_hour: number;
            max_queries_per_day: number;
            max_rows_per_query: number;
            max_scan_duration_sec: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        GovernancePolicyEnvelope: {
            /** @constant */
            success: true;
            policy: components["schemas"]["GovernancePolicy"];
        };
        GovernancePolicyList: {
            /** @constant */
            success: true;
            policies: components["schemas"]["GovernancePolicy"][];
            count: number;
        };
        /** @description The token and all of its limits; the server sets those left out to 0, which is unlimited. */
        GovernancePolicyRequest: {
            /** Format: int64 */
            token_id: number;
            token_name?: string | undefined;
            /** @description 0: unlimited. */
            rate_limit_per_minute: number;
            /** @description 0: unlimited. */
            rate_limit_per_hour: number;
            /** @description 0: unlimited. */
            max_queries_per_hour: number;
            /** @description 0: unlimited. */
            max_queries_per_day: number;
            /** @description 0: unlimited. */
            max_rows_per_query: number;
            /** @description Seconds; 0: unlimited. */
            max_scan_duration_sec: number;
        };
        /** @description How many queries a token has run in this hour and this day, and how many it has left. */
        GovernanceUsage: {
            /** Format: int64 */
            token_id: number;
            queries_this_hour: number;
            queries_this_day: number;
            /** Format: date-time */
            hour_reset_at: string;
            /** Format: date-time */
            day_reset_at: string;
            /** @description 0 also when there is no limit. */
            rate_limit_remaining_per_minute: number;
            /** @description 0 also when there is no limit. */
            rate_limit_remaining_per_hour: number;
        };
        /** @description What a token has used, beside its limits. */
        GovernanceUsageReport: {
            /** @constant */
            success: true;
            usage: components["schemas"]["GovernanceUsage"];
            policy: components["schemas"]["GovernancePolicy"] | null;
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
            storage?: components["schemas"]["StorageHealth"] | undefined;
            license?: components["schemas"]["LicenseHealth"] | undefined;
        };
        /** @description HTTP requests since the server started. */
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
        /** @description How many imports, rows and errors the server has had since it started. */
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
        /** @description One bundle in the history of a spoke. */
        ImportedBundle: {
            bundle_id: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            imported_at: string;
            file_count: number;
            bytes_total: number;
            conflicts: number;
        };
        /** @description A backup that is not everywhere it was to go to. */
        IncompleteBackup: {
            backup_id: string;
            /** Format: date-time */
            created_at: string;
            targets?: string[] | undefined;
            committed_targets?: string[] | undefined;
            /** @description Places that were looked at and do not have it. */
            missing_targets: string[] | null;
            /** @description Places that did not answer. */
            unknown_targets?: string[] | undefined;
            /**
             * @description `undetermined`: it may well be complete.
             * @enum {string}
             */
            state: "aborted" | "possibly_in_flight" | "undetermined";
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
            /** @description How often rows had to wait in memory because no worker was free. Up to Arc 26.09.2 they were lost. Since Arc 26.09.3. */
            total_flush_deferred?: number | undefined;
            /** @description Buffers whose rows wait now. Since Arc 26.09.3. */
            deferred_buffers?: number | undefined;
        };
        /** @description Rows, bytes and batches written since the server started. */
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
        /** @description Every file of the ledger that can be meant. */
        LedgerAll: {
            /** @constant */
            all: true;
        };
        /** @description One file of the ledger, by its path. */
        LedgerPath: {
            /** @description The file. */
            path: string;
        };
        /** @description One file, or all of them. */
        LedgerSelection: components["schemas"]["LedgerPath"] | components["schemas"]["LedgerAll"];
        /** @description Present where a licence is configured. */
        LicenseHealth: {
            /** @enum {string} */
            tier: "starter" | "professional" | "enterprise" | "unlimited" | "oss";
            /** @enum {string} */
            status: "active" | "grace_period" | "read_only" | "expired" | "unlicensed";
            /** @enum {string} */
            source: "server" | "cache" | "file" | "none";
            /** Format: date-time */
            expires_at?: string | undefined;
            days_remaining?: number | undefined;
            site_license?: boolean | undefined;
        };
        /** @description Whether the endpoint of line protocol runs. */
        LineProtocolHealth: {
            /** @constant */
            status: "healthy";
            /** @constant */
            service: "line_protocol_writer";
        };
        /** @description An imported file of line protocol: its measurements and rows. */
        LineProtocolImport: {
            database: string;
            measurements: string[];
            rows_imported: number;
            /** @enum {string} */
            precision: "ns" | "us" | "ms" | "s";
            duration_ms: number;
        };
        /** @description The answer to an import of line protocol. */
        LineProtocolImportEnvelope: {
            /** @constant */
            status: "ok";
            result: components["schemas"]["LineProtocolImport"];
        };
        /** @description Requests, rows and bytes of line protocol since the server started. */
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
        /** @description The node that answered. */
        LocalClusterNode: {
            id: string;
            name: string;
            /** @enum {string} */
            role: "writer" | "reader" | "compactor" | "standalone";
            /** @enum {string} */
            state: "healthy" | "unhealthy" | "dead" | "unknown" | "joining" | "leaving";
            address: string;
            api_address: string;
            cluster_name: string;
            version: string;
            /** Format: date-time */
            started_at: string;
            /** Format: date-time */
            joined_at: string;
            /** Format: date-time */
            last_heartbeat: string;
            failed_checks: number;
            stats: components["schemas"]["ClusterNodeStats"];
            /** @description Tells the primary writer from the others; empty for other roles, and on shared storage. Since Arc 26.09.2. */
            writer_state?: string | undefined;
            /** @description Since Arc 26.09.2. */
            is_active_compactor?: boolean | undefined;
            capabilities: components["schemas"]["ClusterCapabilities"];
            /** @constant */
            is_local: true;
        };
        /** @description One line of the server's log. */
        LogEntry: {
            /** Format: date-time */
            timestamp: string;
            /** @description Upper case, such as `INFO`. */
            level: string;
            component?: string | undefined;
            message: string;
            caller?: string | undefined;
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
        /** @description A column of a measurement, and its type in DuckDB's words. */
        MeasurementField: {
            name: string;
            /** @description A type of DuckDB, such as `DOUBLE`. */
            type: string;
        };
        /** @description A measurement and its files. Local storage only: empty on S3 and Azure. */
        MeasurementInfo: {
            database: string;
            measurement: string;
            file_count: number;
            total_size_mb: number;
            storage_path: string;
        };
        /** @description The measurements that the token may see. */
        MeasurementList: {
            /** @constant */
            success: true;
            measurements: components["schemas"]["MeasurementInfo"][];
            count: number;
            execution_time_ms: number;
        };
        /** @description A measurement of a database. */
        MeasurementName: {
            name: string;
        };
        /** @description What a role may do in the measurements that a pattern matches. */
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
        MeasurementPermissionEnvelope: {
            /** @constant */
            success: true;
            measurement_permission: components["schemas"]["MeasurementPermission"];
        };
        MeasurementPermissionList: {
            /** @constant */
            success: true;
            measurement_permissions: components["schemas"]["MeasurementPermission"][] | null;
            count: number;
        };
        /** @description What the role permits on some of the measurements in its databases. */
        MeasurementPermissionRequest: {
            /** @description A name, or one with `*` at its start or end. */
            measurement_pattern: string;
            permissions: components["schemas"]["Permission"][];
        };
        /** @description The memory and the runtime of the server at one instant. */
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
        /** @description The values of a metric at one instant. */
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
        /** @description The values of one kind of metric over the last minutes. */
        MetricsTimeseries: {
            /** Format: date-time */
            timestamp: string;
            /** @enum {string} */
            type: "system" | "application" | "api";
            duration_minutes: number;
            points_count: number;
            /** @description One entry for each instant. */
            data: components["schemas"]["MetricsPoint"][] | null;
        };
        /** @description MQTT is switched off on the server. */
        MqttDisabled: {
            /** @constant */
            status: "disabled";
            /** @constant */
            healthy: false;
        };
        /** @description Whether the subscriptions run. */
        MqttHealth: {
            /** @enum {string} */
            status: "healthy" | "degraded" | "unhealthy";
            healthy: boolean;
            subscriptions: components["schemas"]["MqttHealthCounts"];
        };
        /** @description How many subscriptions run, are stopped or have an error. */
        MqttHealthCounts: {
            total: number;
            running: number;
            stopped: number;
            errors: number;
        };
        /** @description What all subscriptions have received, each and together. */
        MqttStats: {
            subscriptions: components["schemas"]["MqttSubscriptionStats"][];
            summary: components["schemas"]["MqttSummary"];
        };
        MqttStatsEnvelope: {
            /** @constant */
            success: true;
            stats: components["schemas"]["MqttStats"];
        };
        /** @description A subscription to topics of an MQTT broker, and its state. */
        MqttSubscription: {
            id: string;
            name: string;
            broker: string;
            client_id: string;
            topics: string[];
            qos: number;
            database: string;
            username?: string | undefined;
            has_password: boolean;
            tls_enabled: boolean;
            tls_cert_path?: string | undefined;
            tls_key_path?: string | undefined;
            tls_ca_path?: string | undefined;
            tls_insecure_skip_verify: boolean;
            /** @description Starts with the server; has no effect on creation. */
            auto_start: boolean;
            /** @enum {string} */
            status: "stopped" | "running" | "error" | "paused";
            error_message?: string | undefined;
            topic_mapping?: {
                [key: string]: string;
            } | undefined;
            keep_alive_seconds: number;
            connect_timeout_seconds: number;
            reconnect_max_seconds: number;
            clean_session: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        MqttSubscriptionEnvelope: {
            /** @constant */
            success: true;
            subscription: components["schemas"]["MqttSubscription"];
        };
        MqttSubscriptionList: {
            /** @constant */
            success: true;
            subscriptions: components["schemas"]["MqttSubscription"][] | null;
            count: number;
        };
        /** @description Which broker and topics to subscribe to, and where to store the messages. */
        MqttSubscriptionRequest: {
            /** @description Unique. */
            name: string;
            /** @description Address, such as `tcp://broker:1883`. */
            broker: string;
            /** @description MQTT topic filters, with wildcards if need be. */
            topics: string[];
            /** @description The database for messages of topics that `topic_mapping` does not name. */
            database: string;
            /** @description The id the server gives the broker. Left out: `arc-` and eight digits. */
            client_id?: string | undefined;
            /**
             * @description MQTT quality of service: 0 is at most once, 1 at least once, 2 exactly once.
             * @default 1
             */
            qos?: number | undefined;
            /** @description Name to log in to the broker with. */
            username?: string | undefined;
            /** @description Needs the environment variable `ARC_ENCRYPTION_KEY` on the server. */
            password?: string | undefined;
            /**
             * @description Connects with TLS.
             * @default false
             */
            tls_enabled?: boolean | undefined;
            /** @description Path of the client certificate on the server. */
            tls_cert_path?: string | undefined;
            /** @description Path of the client certificate's key on the server. */
            tls_key_path?: string | undefined;
            /** @description Path of the CA certificates on the server. */
            tls_ca_path?: string | undefined;
            /**
             * @description Accepts any certificate of the broker.
             * @default false
             */
            tls_insecure_skip_verify?: boolean | undefined;
            /**
             * @description Starts it when the server boots. Creating never starts it.
             * @default false
             */
            auto_start?: boolean | undefined;
            /** @description By topic, a database of its own for its messages. A topic is given in full: wildcards do not match here. */
            topic_mapping?: {
                [key: string]: string;
            } | undefined;
            /**
             * @description Interval of the keep-alive pings.
             * @default 60
             */
            keep_alive_seconds?: number | undefined;
            /**
             * @description How long to wait for a connection.
             * @default 30
             */
            connect_timeout_seconds?: number | undefined;
            /**
             * @description The longest pause between two attempts to reconnect.
             * @default 60
             */
            reconnect_max_seconds?: number | undefined;
            /**
             * @description Asks the broker to keep no session while the server is away.
             * @default false
             */
            clean_session?: boolean | undefined;
        };
        /** @description What a subscription has received, and since when it is connected. */
        MqttSubscriptionStats: {
            id: string;
            name: string;
            /** @enum {string} */
            status: "stopped" | "running" | "error" | "paused";
            messages_received: number;
            messages_failed: number;
            bytes_received: number;
            /** Format: date-time */
            last_message_at?: string | undefined;
            /** Format: date-time */
            connected_since?: string | undefined;
            reconnects: number;
        };
        MqttSubscriptionStatsEnvelope: {
            /** @constant */
            success: true;
            stats: components["schemas"]["MqttSubscriptionStats"];
        };
        /** @description Only the fields that are sent change. */
        MqttSubscriptionUpdateRequest: {
            /** @description Unique. */
            name?: string | undefined;
            /** @description Address, such as `tcp://broker:1883`. */
            broker?: string | undefined;
            /** @description MQTT topic filters, with wildcards if need be. */
            topics?: string[] | undefined;
            /** @description The database for messages of topics that `topic_mapping` does not name. */
            database?: string | undefined;
            /** @description The id the server gives the broker. */
            client_id?: string | undefined;
            /** @description MQTT quality of service: 0 is at most once, 1 at least once, 2 exactly once. */
            qos?: number | undefined;
            /** @description Name to log in to the broker with. */
            username?: string | undefined;
            /** @description Needs the environment variable `ARC_ENCRYPTION_KEY` on the server. An empty one removes the password. */
            password?: string | undefined;
            /** @description Connects with TLS. */
            tls_enabled?: boolean | undefined;
            /** @description Path of the client certificate on the server. */
            tls_cert_path?: string | undefined;
            /** @description Path of the client certificate's key on the server. */
            tls_key_path?: string | undefined;
            /** @description Path of the CA certificates on the server. */
            tls_ca_path?: string | undefined;
            /** @description Accepts any certificate of the broker. */
            tls_insecure_skip_verify?: boolean | undefined;
            /** @description Starts it when the server boots. */
            auto_start?: boolean | undefined;
            /** @description By topic, a database of its own for its messages. A topic is given in full: wildcards do not match here. */
            topic_mapping?: {
                [key: string]: string;
            } | undefined;
            /** @description Interval of the keep-alive pings. */
            keep_alive_seconds?: number | undefined;
            /** @description How long to wait for a connection. */
            connect_timeout_seconds?: number | undefined;
            /** @description The longest pause between two attempts to reconnect. */
            reconnect_max_seconds?: number | undefined;
            /** @description Asks the broker to keep no session while the server is away. */
            clean_session?: boolean | undefined;
        };
        /** @description The sums over all subscriptions. */
        MqttSummary: {
            total_subscriptions: number;
            running: number;
            stopped: number;
            error: number;
            total_messages: number;
            total_failed: number;
            total_bytes: number;
        };
        MqttUnhealthy: {
            /** @constant */
            status: "unhealthy";
            error: string;
            /** @constant */
            healthy: false;
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
        /** @description The MessagePack decoder and the write buffer since the server started. */
        MsgpackStats: {
            decoder: components["schemas"]["MsgpackDecoderStats"];
            buffer: components["schemas"]["IngestBufferStats"];
        };
        /** @description The name and description of a new organization or team. */
        NamedGroupRequest: {
            /** @description Starts with a letter; letters, digits, `_` and `-`, 64 at most. */
            name: string;
            description?: string | undefined;
        };
        /** @description Only the fields that are sent change. */
        NamedGroupUpdateRequest: {
            name?: string | undefined;
            description?: string | undefined;
            enabled?: boolean | undefined;
        };
        NoCompactionCycle: {
            error: string;
            cycle_id: number;
            message: string;
            /** @description The node that runs the cycles. */
            lease_holder?: string | undefined;
            oldest_retained?: number | undefined;
            newest_retained?: number | undefined;
        };
        NoTieringPolicy: {
            error: string;
            message: string;
        };
        NotReady: {
            /** @constant */
            status: "not_ready";
            /** Format: date-time */
            time: string;
            reason: string;
            /** @enum {string} */
            tier?: ("hot" | "cold") | undefined;
        };
        /** @description No bundle was written, and why. */
        NothingExported: {
            /** @constant */
            exported: false;
            reason: string;
        };
        /** @description A backup that has begun; `backup.status` tells how far it is. */
        OperationStarted: {
            message: string;
            /** @constant */
            status: "running";
            /** @description What the backup is limited to. Since Arc 27.01.1. */
            databases?: string[] | undefined;
        };
        /** @description An organization, which holds teams. */
        Organization: {
            /** Format: int64 */
            id: number;
            name: string;
            description?: string | undefined;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            enabled: boolean;
            /** @description Only for a single organization; absent when empty. */
            teams?: components["schemas"]["Team"][] | undefined;
        };
        OrganizationEnvelope: {
            /** @constant */
            success: true;
            organization: components["schemas"]["Organization"];
        };
        OrganizationList: {
            /** @constant */
            success: true;
            organizations: components["schemas"]["Organization"][] | null;
            count: number;
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
        /** @description Linux only. */
        ProcessMemory: {
            vm_rss_bytes: number;
            vm_size_bytes: number;
            vm_hwm_bytes: number;
            vm_data_bytes: number;
            rss_anon_bytes: number;
            rss_file_bytes: number;
        };
        /** @description Requests, rows and bytes of one write format since the server started. */
        ProtocolCounters: {
            requests_total: number;
            records_total: number;
            bytes_total: number;
        };
        /** @description Queries since the server started. */
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
        QueryHistory: {
            /** @constant */
            success: true;
            queries: components["schemas"]["TrackedQuery"][];
            count: number;
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
        /** @description The connections to DuckDB at one instant. */
        QueryPoolMetrics: {
            /** Format: date-time */
            timestamp: string;
            pool: components["schemas"]["QueryPool"];
        };
        /** @description Where the time of a query went, in milliseconds. */
        QueryProfile: {
            total_ms: number;
            planner_ms: number;
            execution_ms: number;
            rows_scanned: number;
            latency_ms: number;
        };
        /** @description Rows in row-major order. NaN and infinities are `null`. Sums of integers and decimals are strings up to Arc 26.09.1, and numbers since. */
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
            profile?: components["schemas"]["QueryProfile"] | undefined;
            /** @description The result was cut short. Since Arc 26.09.2. */
            truncated?: boolean | undefined;
            /** @description Since Arc 26.09.2. */
            truncation_reason?: string | undefined;
            /** @description A row limit of the server cut the result. Since Arc 26.09.2. */
            rows_capped?: boolean | undefined;
            /** @description Since Arc 26.09.2. */
            row_cap?: number | undefined;
        };
        /** @description Whether the server takes requests. */
        Ready: {
            /** @constant */
            status: "ready";
            /** Format: date-time */
            time: string;
            uptime_sec: number;
        };
        ReconciliationRefused: {
            error: string;
        };
        /** @description One run of reconciliation: the orphans it found, and what it deleted or would. */
        ReconciliationRun: {
            id: string;
            /** Format: date-time */
            started_at: string;
            /** Format: date-time */
            finished_at: string;
            dry_run: boolean;
            /** @enum {string} */
            backend_kind: "shared" | "local" | "standalone";
            role: string;
            manifest_file_count: number;
            storage_file_count: number;
            orphan_manifest_count: number;
            orphan_storage_count: number;
            manifest_deletes: number;
            storage_deletes: number;
            skipped_grace: number;
            skipped_recheck: number;
            orphan_manifest_sample?: string[] | undefined;
            orphan_storage_sample?: string[] | undefined;
            errors?: string[] | undefined;
            aborted: boolean;
            /** @enum {string} */
            abort_reason?: ("raft_quorum_loss" | "lease_lost" | "ctx_canceled" | "manifest_too_large" | "disabled" | "unknown") | undefined;
            abort_message?: string | undefined;
            cap_hit: boolean;
            walk_partial: boolean;
            /** @description Since Arc 26.09.2. */
            skipped_transient?: number | undefined;
            /** @description Since Arc 26.09.2. */
            skipped_invalid_path?: number | undefined;
            /** @description The sweep of the manifest waits until the node has all files. Since Arc 26.09.2. */
            manifest_sweep_held?: boolean | undefined;
        };
        ReconciliationRunEnvelope: {
            run: components["schemas"]["ReconciliationRun"];
        };
        /** @description Whether reconciliation of manifest and storage runs, with its settings and its last runs. */
        ReconciliationStatus: {
            /** @constant */
            enabled: true;
            running: boolean;
            /** @description Cron expression. */
            schedule: string;
            /** @enum {string} */
            backend_kind: "shared" | "local" | "standalone";
            /** @description Go duration. */
            grace_window: string;
            /** @description Go duration. */
            clock_skew_allowance: string;
            /** @description Go duration. */
            max_run_duration: string;
            max_manifest_size: number;
            max_deletes_per_run: number;
            manifest_only_dry_run: boolean;
            in_flight: boolean;
            /** Format: date-time */
            next_run?: string | undefined;
            last_run?: components["schemas"]["ReconciliationRun"] | undefined;
            recent_runs?: components["schemas"]["ReconciliationRun"][] | undefined;
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
            } | undefined;
        };
        /** @description How many files wait to be sent again. */
        Requeued: {
            requeued: number;
        };
        /** @description Which backup to restore, and which parts of it. */
        RestoreRequest: {
            backup_id: string;
            /**
             * @description The measurements' files.
             * @default true
             */
            restore_data?: boolean | undefined;
            /**
             * @description The metadata store: policies, continuous queries, tokens. Since Arc 27.01.1 a cluster refuses `true`, and takes `false` when it is left out.
             * @default true
             */
            restore_metadata?: boolean | undefined;
            /**
             * @description The configuration file. Since Arc 27.01.1 a cluster refuses `true`.
             * @default false
             */
            restore_config?: boolean | undefined;
            /**
             * @description `merge` adds to what is there, and brings back what was deleted since; `replace`, on a cluster only, first removes the current files of the databases of the backup, and is what a cluster does with a backup of some databases when the mode is left out. An older server ignores it, and the method says so. Since Arc 27.01.1.
             * @enum {string}
             */
            mode?: ("merge" | "replace") | undefined;
            /**
             * @description Must be `true`: a restore overwrites what is there.
             * @constant
             */
            confirm: true;
        };
        /** @description A restore that has begun, and whether the server must be restarted for it. */
        RestoreStarted: {
            message: string;
            backup_id: string;
            /** @constant */
            status: "running";
            /**
             * @description The metadata store or the configuration file is restored, which takes a restart. Since Arc 26.09.2.
             * @constant
             */
            restart_required?: true | undefined;
            /**
             * @description The metadata store is put in place at the next start. Since Arc 26.09.2.
             * @constant
             */
            staged?: true | undefined;
            /**
             * @description Since Arc 27.01.1.
             * @enum {string}
             */
            mode?: ("merge" | "replace") | undefined;
        };
        /** @description Either looks (`dry_run`) or deletes (`confirm`). */
        RetentionExecuteRequest: {
            /** @description Counts, deletes nothing. */
            dry_run?: boolean | undefined;
            /** @description Must be `true` for anything but a dry run. */
            confirm?: boolean | undefined;
        } & ({
            /** @constant */
            dry_run: true;
        } | {
            /** @constant */
            confirm: true;
        });
        /** @description One run of a retention policy: how many rows and files it deleted, or would. */
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
            /** @description RFC 3339, but for years before the first, which are negative. */
            cutoff_date: string;
            /** @description All measurements that were looked at, not only those that lost rows. */
            affected_measurements: string[] | null;
        };
        /** @description One run of a retention policy, as its history lists it. */
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
            /** @description Left out or `null`: every measurement of the database. */
            measurement?: (string | null) | undefined;
            /** @description Days to keep. */
            retention_days: number;
            /** @description Days of grace on top. The server takes 0 when it is left out. */
            buffer_days: number;
            /** @description The server takes `false` when it is left out, and an inactive policy never runs. */
            is_active: boolean;
        };
        /** @description The scheduler of retention policies, and when it runs next. */
        RetentionScheduler: {
            running: boolean;
            license_valid: boolean;
            /** @description Cron expression. */
            schedule: string;
            /** Format: date-time */
            next_run?: string | undefined;
            can_run?: boolean | undefined;
            gate_role?: string | undefined;
        };
        /** @description What a team may do in the databases that a pattern matches. */
        Role: {
            /** Format: int64 */
            id: number;
            /** Format: int64 */
            team_id: number;
            database_pattern: string;
            permissions: components["schemas"]["Permission"][];
            /** Format: date-time */
            created_at: string;
            /** @description Only for a single role; absent when empty. */
            measurement_permissions?: components["schemas"]["MeasurementPermission"][] | undefined;
        };
        RoleEnvelope: {
            /** @constant */
            success: true;
            role: components["schemas"]["Role"];
        };
        RoleList: {
            /** @constant */
            success: true;
            roles: components["schemas"]["Role"][] | null;
            count: number;
        };
        /** @description What the role permits, and on which databases. */
        RoleRequest: {
            /** @description A name, or one with `*` at its start or end. */
            database_pattern: string;
            permissions: components["schemas"]["Permission"][];
        };
        /** @description Only the fields that are sent change. */
        RoleUpdateRequest: {
            database_pattern?: string | undefined;
            /** @description An empty list changes nothing. */
            permissions?: components["schemas"]["Permission"][] | undefined;
        };
        /** @description What the HTTP layer answers where there is no route, which is also how most features say that they are switched off. */
        RouteMissing: {
            /** @description `Cannot <method> <path>`. */
            error: string;
        };
        /** @description The Go runtime of the server. */
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
        /** @description A scheduler that is switched off, and why. */
        SchedulerDisabled: {
            /** @constant */
            enabled: false;
            reason: string;
        };
        /** @description The scheduler of continuous queries has read them again. */
        SchedulerReloaded: {
            message: string;
            job_count: number;
        };
        /** @description The schedulers of continuous queries and of retention. */
        Schedulers: {
            cq_scheduler: components["schemas"]["SchedulerDisabled"] | components["schemas"]["ContinuousQueryScheduler"];
            retention_scheduler: components["schemas"]["SchedulerDisabled"] | components["schemas"]["RetentionScheduler"];
        };
        /** @description A schema that will be read again from the files. */
        SchemaRebuildQueued: {
            /** @constant */
            status: "queued";
            database: string;
            measurement: string;
        };
        /** @description An edge server that sends its files to this one. */
        Spoke: {
            spoke_id: string;
            name: string;
            enabled: boolean;
            files_received: number;
            bytes_received: number;
            /** Format: date-time */
            registered_at: string;
            /** Format: date-time */
            last_seen_at?: string | undefined;
        };
        /** @description The id and the name of the new spoke. */
        SpokeCreateRequest: {
            /** @description Without slashes, not starting with a dot. Since Arc 26.09.3 without `:`, `=`, `..` and the signs of a glob as well, which make paths that queries misread. */
            spoke_id: string;
            name: string;
        };
        /** @description A new spoke; its secret is told this once. */
        SpokeCreated: {
            spoke_id: string;
            name: string;
            /** @description Shown this once. */
            secret: string;
            warning: string;
        };
        /** @description A spoke that was deleted. */
        SpokeDeleted: {
            spoke_id: string;
            /** @constant */
            deleted: true;
            note: string;
        };
        SpokeLedger: {
            entries: components["schemas"]["SpokeLedgerEntry"][];
            limit: number;
        };
        /** @description One file in the ledger of a spoke, and how far it is. */
        SpokeLedgerEntry: {
            path: string;
            sha256: string;
            size_bytes: number;
            /** @enum {string} */
            state: "pending" | "in_flight" | "synced" | "exported" | "failed" | "skipped";
            attempts: number;
            bytes_sent: number;
            /** Format: date-time */
            partition_time: string;
            last_error?: string | undefined;
            exported_bundle_id?: string | undefined;
            /** Format: date-time */
            exported_at?: string | undefined;
        };
        SpokeList: {
            spokes: components["schemas"]["Spoke"][];
        };
        /** @description The new secret of a spoke, told this once. */
        SpokeSecret: {
            spoke_id: string;
            /** @description Shown this once. */
            secret: string;
            warning: string;
        };
        /** @description Whether a spoke may send. */
        SpokeState: {
            spoke_id: string;
            enabled: boolean;
        };
        /** @description One run of the synchronization of a spoke: the files it found, sent and failed to send. */
        SpokeSyncRun: {
            discovered: number;
            recovered: number;
            already_present: number;
            sent: number;
            bytes_sent: number;
            partial: number;
            failed: number;
            skipped: number;
            duration_ms: number;
            conflicts: components["schemas"]["FileConflict"][];
            warning?: string | undefined;
        };
        /** @description How many files a spoke has sent, and how many wait. */
        SpokeSyncStatus: {
            hub_id: string;
            pending: number;
            in_flight: number;
            exported: number;
            synced: number;
            failed: number;
            skipped: number;
            pending_bytes: number;
            /** Format: date-time */
            last_synced_at?: string | undefined;
            seconds_since_last_sync?: number | undefined;
        };
        /** @description The query to run. */
        SqlRequest: {
            /** @description One statement, at most 10,000 bytes of UTF-8. There are no bind parameters. */
            sql: string;
        };
        /** @description Reads and writes of the storage since the server started. */
        StorageCounters: {
            writes_total: number;
            write_bytes_total: number;
            reads_total: number;
            read_bytes_total: number;
            errors_total: number;
        };
        /** @description Whether the storage can be reached, tier by tier. */
        StorageHealth: {
            hot: components["schemas"]["StorageTierHealth"];
            cold?: components["schemas"]["StorageTierHealth"] | undefined;
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
            expires_at?: string | undefined;
            source?: string | undefined;
            /** Format: date-time */
            last_refresh?: string | undefined;
            consecutive_errors?: number | undefined;
        };
        /** @description The columns of a measurement, whatever range of time a query reads. */
        StoredSchema: {
            database: string;
            measurement: string;
            fields: components["schemas"]["MeasurementField"][];
        };
        /** @description A success without data, on the routes that flag it. */
        SuccessMessage: {
            /** @constant */
            success: true;
            message: string;
        };
        /** @description A team of an organization, which holds roles and tokens. */
        Team: {
            /** Format: int64 */
            id: number;
            /** Format: int64 */
            organization_id: number;
            name: string;
            description?: string | undefined;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            enabled: boolean;
            /** @description Only for a single team; absent when empty. */
            roles?: components["schemas"]["Role"][] | undefined;
        };
        TeamEnvelope: {
            /** @constant */
            success: true;
            team: components["schemas"]["Team"];
        };
        TeamList: {
            /** @constant */
            success: true;
            teams: components["schemas"]["Team"][] | null;
            count: number;
        };
        /** @description A token that is in a team. */
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
        /** @description The team to join. */
        TeamMembershipRequest: {
            /** Format: int64 */
            team_id: number;
        };
        Throttled: {
            /** @constant */
            error: "throttled";
            retry_after_seconds?: number | undefined;
        };
        /** @description A file, and the tier it is in. */
        TieringFile: {
            /** Format: int64 */
            id: number;
            path: string;
            database: string;
            measurement: string;
            /** Format: date-time */
            partition_time: string;
            /** @enum {string} */
            tier: "hot" | "cold";
            size_bytes: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            migrated_at?: string | undefined;
        };
        TieringFileList: {
            files: components["schemas"]["TieringFile"][] | null;
            count: number;
        };
        /** @description A migration to the cold tier that has begun. */
        TieringMigrated: {
            message: string;
            /** @constant */
            status: "completed";
        };
        /** @description A file that was moved from one tier to the other. */
        TieringMigration: {
            /** Format: int64 */
            id: number;
            file_path: string;
            database: string;
            from_tier: string;
            to_tier: string;
            size_bytes: number;
            /** Format: date-time */
            started_at: string;
            /** Format: date-time */
            completed_at?: string | undefined;
            error?: string | undefined;
        };
        TieringMigrationRefused: {
            error: string;
            message: string;
            /** @description The role of this node. */
            role?: string | undefined;
        };
        /** @description A policy that was set since boot shows id 0 and times in the year 1. */
        TieringPolicy: {
            /** Format: int64 */
            id: number;
            database: string;
            hot_only: boolean;
            hot_max_age_days: number | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        /** @description A tiering policy that was deleted. */
        TieringPolicyDeleted: {
            message: string;
            database: string;
        };
        TieringPolicyList: {
            policies: components["schemas"]["TieringPolicy"][];
            count: number;
        };
        /** @description How long the files of a database stay in the hot tier. */
        TieringPolicyRequest: {
            /** @description Never moves files to the cold tier. */
            hot_only: boolean;
            /** @description `null`: the server's own limit. */
            hot_max_age_days?: (number | null) | undefined;
        };
        /** @description A tiering policy that was stored. */
        TieringPolicyStored: {
            message: string;
            database: string;
            policy: components["schemas"]["TieringPolicy"];
        };
        /** @description What a scan of the storage has found and registered. */
        TieringScan: {
            files_scanned: number;
            files_registered: number;
            files_skipped: number;
            errors: number;
        };
        /** @description When files are moved next. */
        TieringScheduler: {
            running: boolean;
            /** @description Cron expression. */
            schedule: string;
            /** Format: date-time */
            next_run?: string | undefined;
            /** Format: date-time */
            last_run?: string | undefined;
            /** @description This node leaves it to the primary writer. Since Arc 26.09.2. */
            role_gated?: boolean | undefined;
        };
        /** @description What each tier holds, and the last files that were moved. */
        TieringStats: {
            tier_stats: components["schemas"]["TieringTiers"];
            /** @description The last files that were moved. */
            recent_migrations: components["schemas"]["TieringMigration"][] | null;
        };
        /** @description Whether tiering runs, and what each tier holds. */
        TieringStatus: {
            enabled: boolean;
            license_valid: boolean;
            reason?: string | undefined;
            tiers?: components["schemas"]["TieringTiers"] | undefined;
            scheduler?: components["schemas"]["TieringScheduler"] | undefined;
            /** @description Files that tiering cannot handle until they are renamed. Since Arc 26.09.2. */
            quarantined_files?: number | undefined;
            /** @description The release notes do not say what is in it. Since Arc 27.01.1. */
            replication_events?: {
                [key: string]: unknown;
            } | undefined;
        };
        /** @description What one tier holds, in files and MB. */
        TieringTier: {
            /**
             * @description Empty when the tier has no files.
             * @enum {string}
             */
            tier: "hot" | "cold" | "";
            enabled: boolean;
            backend: string;
            file_count: number;
            total_size_mb: number;
        };
        /** @description The hot and the cold tier. */
        TieringTiers: {
            hot?: components["schemas"]["TieringTier"] | undefined;
            cold?: components["schemas"]["TieringTier"] | undefined;
        };
        /** @description An imported file of two-line elements: its satellites, its rows, and the lines that could not be read. */
        TleImport: {
            database: string;
            measurement: string;
            satellite_count: number;
            rows_imported: number;
            parse_warnings?: string[] | undefined;
            duration_ms: number;
        };
        /** @description The answer to an import of two-line elements. */
        TleImportEnvelope: {
            /** @constant */
            status: "ok";
            result: components["schemas"]["TleImport"];
        };
        /** @description Requests, rows and bytes of two-line elements since the server started. */
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
        /** @description The new token: its name, what it may do and when it expires. */
        TokenCreateRequest: {
            /** @description Must not be taken. */
            name: string;
            description?: string | undefined;
            /** @description An empty list grants nothing. The server grants `read` and `write` when it is left out. */
            permissions: components["schemas"]["Permission"][];
            /** @description Go duration such as `24h` or `1h30m`, or whole days such as `7d`. Left out: never expires. */
            expires_in?: string | undefined;
        };
        /** @description A new token; its text is told this once. */
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
            description?: string | undefined;
            /** @description Empty: the token passes only routes that need any valid token. */
            permissions: components["schemas"]["Permission"][];
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description Absent until the token is used. May carry the server's own UTC offset and nanoseconds.
             */
            last_used_at?: string | undefined;
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
        /** @description Only the fields that are sent change. */
        TokenUpdateRequest: {
            name?: string | undefined;
            description?: string | undefined;
            /** @description `null` or left out keeps them; an empty list takes all away. */
            permissions?: (components["schemas"]["Permission"][] | null) | undefined;
            /** @description A new expiry from now. An expiry cannot be removed. */
            expires_in?: string | undefined;
        };
        /** @description What the token of the request may do, if it is valid. */
        TokenVerification: {
            /** @constant */
            valid: true;
            token_info: components["schemas"]["TokenInfo"];
            permissions: components["schemas"]["Permission"][];
        };
        /** @description A query the server remembers. Zero values are left out: no `row_count` means 0 rows. */
        TrackedQuery: {
            id: string;
            sql: string;
            /** Format: int64 */
            token_id?: number | undefined;
            token_name?: string | undefined;
            remote_addr?: string | undefined;
            /** @enum {string} */
            status: "running" | "completed" | "cancelled" | "failed" | "timed_out";
            /** Format: date-time */
            start_time: string;
            /** Format: date-time */
            end_time?: string | undefined;
            duration_ms?: number | undefined;
            row_count?: number | undefined;
            error?: string | undefined;
            is_parallel: boolean;
            partition_count?: number | undefined;
            /** @description The limit that cut the result. Since Arc 26.09.2. */
            row_cap?: number | undefined;
        };
        TrackedQueryEnvelope: {
            /** @constant */
            success: true;
            query: components["schemas"]["TrackedQuery"];
        };
        UnknownMetricType: {
            error: string;
            valid_types: string[];
        };
        /** @description Whether to act. */
        VoterConvergeRequest: {
            /**
             * @description Must be `false` to change anything.
             * @default true
             */
            dry_run?: boolean | undefined;
            /**
             * @description Leaves one vote, if need be.
             * @default false
             */
            allow_single_voter?: boolean | undefined;
        };
        /** @description The outcome of taking votes from nodes that are gone. */
        VotersConverged: {
            /** @constant */
            success: true;
            /** @description Which nodes lost their vote, or would. The release notes do not say in which form. */
            result: {
                [key: string]: unknown;
            };
        };
        VotersNotConverged: {
            /** @constant */
            success: false;
            error: string;
            message?: string | undefined;
            result?: {
                [key: string]: unknown;
            } | undefined;
            /** @description The new leader: call again there. */
            leadership_moved_to?: string | undefined;
        };
        /** @description Whether, and why or why not, a node is to be sent writes. Its members are the server's. */
        WriteReadiness: {
            [key: string]: unknown;
        };
        /** @description A writer that stepped down, and the one that took over. */
        WriterDemoted: {
            /** @constant */
            success: true;
            node_id: string;
            /** @description `null`: no other writer could take over, and the cluster has no primary. */
            new_primary: string | null;
            message: string;
        };
    };
    responses: {
        /** @description The token lacks the `admin` permission. Since Arc 26.09.3. */
        AdminSince26093: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["FlaggedError"];
            };
        };
        /** @description The feature is not available on this server: `Cannot <method> <path>`. */
        FeatureMissing: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["RouteMissing"];
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
    "system.readyForWrites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Send writes here. The release notes do not say what the body holds. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteReadiness"];
                };
            };
            /** @description Send writes elsewhere; the body says why. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteReadiness"];
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
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["RouteMissing"];
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
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["RouteMissing"];
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
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["RouteMissing"];
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
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["RouteMissing"];
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
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["RouteMissing"];
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
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["RouteMissing"];
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
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["RouteMissing"];
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
            /** @description Up to Arc 26.09.2, the server has no licence for RBAC. Or the token lacks the `admin` permission. */
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
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["RouteMissing"];
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
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["RouteMissing"];
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
            /** @description The token lacks the `read` permission, or may read some databases only: `get` asks for one by name. Since Arc 26.09.3. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["ErrorBody"];
                };
            };
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
            /** @description The name is malformed. Since Arc 26.09.2. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The database may not be read by this token. Since Arc 26.09.3. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["ErrorBody"];
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
            /** @description `confirm=true` is missing; or, since Arc 26.09.2, the name is malformed. */
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
                    "application/json": components["schemas"]["DeletingRefused"] | components["schemas"]["FlaggedError"];
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
            /** @description The name is malformed. Since Arc 26.09.2. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The database may not be read by this token. Since Arc 26.09.3. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["ErrorBody"];
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
    "databases.schema": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The database's name. */
                name: string;
                /** @description The measurement's name. */
                measurement: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `StoredSchema`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredSchema"];
                };
            };
            /** @description A name is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The measurement may not be read by this token. Or it lacks the `read` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["ErrorBody"];
                };
            };
            /** @description Nothing is registered for the measurement, or `query.stable_schema` is off. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description What is registered cannot be read. */
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
    "databases.rebuildSchema": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The database's name. */
                name: string;
                /** @description The measurement's name. */
                measurement: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `SchemaRebuildQueued`. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchemaRebuildQueued"];
                };
            };
            /** @description A name is malformed. */
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
            /** @description `query.stable_schema` is off. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description It is queued or running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description Too many wait, or this node does not do it. */
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
                    /** @description The id for `runningQueries.get` and `runningQueries.cancel`, where query management is on. */
                    "X-Arc-Query-ID"?: string;
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
                    /** @description Seconds; absent when a quota is used up. */
                    "Retry-After"?: number;
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
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
                    /** @description The id for `runningQueries.get` and `runningQueries.cancel`, where query management is on. Since Arc 26.09.2. */
                    "X-Arc-Query-ID"?: string;
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
            /** @description The rate limit or quota of the token is used up. Since Arc 26.09.2. */
            429: {
                headers: {
                    /** @description Seconds; absent when a quota is used up. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description DuckDB refused or failed; or, up to Arc 26.09.3, the measurement does not exist. `Query cancelled`, since Arc 26.09.2: by `runningQueries.cancel`. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
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
            /** @description The rate limit or quota of the token is used up. Since Arc 26.09.2. */
            429: {
                headers: {
                    /** @description Seconds; absent when a quota is used up. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EstimateError"];
                };
            };
            /** @description The node is catching up. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
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
                /** @description A SQL condition. Up to Arc 26.09.3 the words of other statements are refused in literals, and in longer names, too. */
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
            /** @description The rate limit or quota of the token is used up. Since Arc 26.09.2. */
            429: {
                headers: {
                    /** @description Seconds; absent when a quota is used up. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueryError"];
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplicationGateError"];
                };
            };
            /** @description The server's query timeout passed. Since Arc 26.09.2. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
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
                    "application/json": components["schemas"]["AccessDenied"] | components["schemas"]["FlaggedError"];
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
            /** @description No writer is available, the shape of the measurement changes too fast; or, since Arc 26.09.3, the server is shutting down. */
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
                    "application/json": components["schemas"]["AccessDenied"] | components["schemas"]["FlaggedError"];
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
            /** @description No writer is available, the shape of the measurement changes too fast; or, since Arc 26.09.3, the server is shutting down. */
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
                    "application/json": components["schemas"]["AccessDenied"] | components["schemas"]["FlaggedError"];
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
            /** @description No writer is available, the shape of the measurement changes too fast; or, since Arc 26.09.3, the server is shutting down. */
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
                    "application/json": components["schemas"]["AccessDenied"] | components["schemas"]["FlaggedError"];
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
            /** @description No writer is available, the shape of the measurement changes too fast; or, since Arc 26.09.3, the server is shutting down. */
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
                    "application/json": components["schemas"]["AccessDenied"] | components["schemas"]["FlaggedError"];
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
    "write.flush": {
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
                    "application/json": components["schemas"]["AccessDenied"] | components["schemas"]["FileImportEnvelope"] | components["schemas"]["FlaggedError"];
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
                    "application/json": components["schemas"]["AccessDenied"] | components["schemas"]["FileImportEnvelope"] | components["schemas"]["FlaggedError"];
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
                    "application/json": components["schemas"]["AccessDenied"] | components["schemas"]["FlaggedError"];
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
                    "application/json": components["schemas"]["AccessDenied"] | components["schemas"]["FlaggedError"];
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
            403: components["responses"]["AdminSince26093"];
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
            403: components["responses"]["AdminSince26093"];
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
            /** @description `retention_days` is not greater than `buffer_days`; or, since Arc 26.09.2, a field is missing or a name malformed. */
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
            403: components["responses"]["AdminSince26093"];
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
            /** @description The SQL failed; the history lists the run as well. */
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
    "backup.list": {
        parameters: {
            query?: {
                /** @description Those that other instances of Arc wrote to the same place, too. Since Arc 27.01.1. */
                include_foreign?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `BackupList`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupList"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            404: components["responses"]["FeatureMissing"];
            /** @description The backups could not be listed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description None of the places that backups are written to answers. Since Arc 27.01.1. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupTargetUnreachable"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "backup.start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["BackupRequest"];
            };
        };
        responses: {
            /** @description An `OperationStarted`. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationStarted"];
                };
            };
            /** @description The databases are malformed or unknown, or `include_metadata` is asked for beside them. Since Arc 27.01.1. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupScopeError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            404: components["responses"]["FeatureMissing"];
            /** @description A backup, restore or deletion is running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupBusy"];
                };
            };
            /** @description The backup could not be started. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description This node is not the primary writer. Since Arc 27.01.1. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupRefused"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "backup.status": {
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
                    "application/json": components["schemas"]["BackupIdle"] | components["schemas"]["BackupProgress"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            404: components["responses"]["FeatureMissing"];
            default: components["responses"]["HttpLayer"];
        };
    };
    "backup.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The backup's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `BackupManifest`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupManifest"];
                };
            };
            /** @description The id is not a backup id. */
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
            /** @description No backup has this id. Or the feature is not available on this server: `Cannot GET …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description The place that the backup was written to does not answer. Since Arc 27.01.1. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupTargetUnreachable"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "backup.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The backup's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `BackupDeleted`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupDeleted"];
                };
            };
            /** @description The id is not a backup id. */
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
            /** @description A backup, restore or deletion is running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupBusy"];
                };
            };
            /** @description No backup has this id, or the storage failed. */
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
    "backup.restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RestoreRequest"];
            };
        };
        responses: {
            /** @description A `RestoreStarted`. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RestoreStarted"];
                };
            };
            /** @description The id is not a backup id, or `confirm` is missing; or, since Arc 27.01.1, the mode is unknown, the node does not support it, or the backup has no files for it. */
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
            /** @description A backup, restore or deletion is running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupBusy"];
                };
            };
            /** @description This node is not the primary writer, or the place that the backup was written to does not answer. Since Arc 27.01.1. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupRefused"] | components["schemas"]["BackupTargetUnreachable"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "compaction.status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `CompactionStatus`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompactionStatus"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminSince26093"];
            404: components["responses"]["FeatureMissing"];
            default: components["responses"]["HttpLayer"];
        };
    };
    "compaction.stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `CompactionStats`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompactionStats"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminSince26093"];
            404: components["responses"]["FeatureMissing"];
            default: components["responses"]["HttpLayer"];
        };
    };
    "compaction.candidates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `CompactionCandidates`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompactionCandidates"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminSince26093"];
            404: components["responses"]["FeatureMissing"];
            /** @description The storage could not be walked. */
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
    "compaction.jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `CompactionJobs`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompactionJobs"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminSince26093"];
            404: components["responses"]["FeatureMissing"];
            default: components["responses"]["HttpLayer"];
        };
    };
    "compaction.history": {
        parameters: {
            query?: {
                /** @description At most this many; up to Arc 26.09.3 never more than ten. */
                limit?: number;
                /** @description Only the jobs of this cycle. An older server ignores it. Since Arc 27.01.1. */
                cycle_id?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `CompactionHistory`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompactionHistory"];
                };
            };
            /** @description `cycle_id` is not a positive number. Since Arc 27.01.1. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminSince26093"];
            404: components["responses"]["FeatureMissing"];
            default: components["responses"]["HttpLayer"];
        };
    };
    "compaction.cycles": {
        parameters: {
            query?: {
                /** @description At most this many. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `CompactionCycles`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompactionCycles"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            404: components["responses"]["FeatureMissing"];
            /** @description Compaction is not running. */
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
    "compaction.cycle": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `cycle_id` of a trigger. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `CompactionCycle`; just after the trigger, only that it was claimed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompactionCycle"] | components["schemas"]["ClaimedCompactionCycle"];
                };
            };
            /** @description The id is not a positive number. */
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
            /** @description This node has no record of the cycle: it is too old, ran on another node, or before a restart. Or the feature is not available on this server: `Cannot GET …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoCompactionCycle"] | components["schemas"]["RouteMissing"];
                };
            };
            /** @description Compaction is not running. */
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
    "compaction.trigger": {
        parameters: {
            query?: {
                /** @description Only this database. */
                database?: string;
                /** @description Only this measurement of `database`. An older server ignores it, and the method says so. Since Arc 26.09.2. */
                measurement?: string;
                /** @description Only these tiers: `hourly`, `daily` or both with a comma. */
                tier?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `CompactionTriggered`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompactionTriggered"];
                };
            };
            /** @description A name is malformed, or `measurement` comes without `database`. */
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
            /** @description A cycle is running; or, since Arc 27.01.1, a restore has paused compaction in the whole cluster. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompactionBusy"] | components["schemas"]["CompactionPaused"];
                };
            };
            /** @description This node may not compact; another one holds the lease. Since Arc 27.01.1. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompactionRefused"] | components["schemas"]["ErrorBody"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "schedulers.status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `Schedulers`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedulers"];
                };
            };
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["HttpLayer"];
        };
    };
    "schedulers.reloadContinuousQueries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `SchedulerReloaded`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchedulerReloaded"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description The queries could not be read. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description The scheduler is not running: no licence. */
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
    "schedulers.triggerRetention": {
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
                    "application/json": components["schemas"]["MessageBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description The run failed, is already going, or this node may not run it. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description The scheduler is not running: no licence. */
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
    "mqtt.stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `MqttStatsEnvelope`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MqttStatsEnvelope"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description MQTT is switched off. */
            503: {
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
    "mqtt.health": {
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
                    "application/json": components["schemas"]["MqttHealth"] | components["schemas"]["MqttDisabled"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description The subscriptions could not be read. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MqttUnhealthy"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "mqtt.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `MqttSubscriptionList`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MqttSubscriptionList"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description The store failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description MQTT is switched off. */
            503: {
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
    "mqtt.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MqttSubscriptionRequest"];
            };
        };
        responses: {
            /** @description A `MqttSubscriptionEnvelope`. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MqttSubscriptionEnvelope"];
                };
            };
            /** @description A field is missing or malformed (`validation error: …`). */
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
            /** @description The name is taken. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description The store failed, or a password was given and the server has no `ARC_ENCRYPTION_KEY`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description MQTT is switched off. */
            503: {
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
    "mqtt.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The subscription's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `MqttSubscriptionEnvelope`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MqttSubscriptionEnvelope"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description No subscription has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description The store failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description MQTT is switched off. */
            503: {
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
    "mqtt.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The subscription's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MqttSubscriptionUpdateRequest"];
            };
        };
        responses: {
            /** @description A `MqttSubscriptionEnvelope`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MqttSubscriptionEnvelope"];
                };
            };
            /** @description A field is malformed. */
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
            /** @description The subscription is running, or the name is taken. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description No subscription has this id, or the store failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description MQTT is switched off. */
            503: {
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
    "mqtt.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The subscription's id. */
                id: string;
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
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description No subscription has this id, or the store failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description MQTT is switched off. */
            503: {
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
    "mqtt.start": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The subscription's id. */
                id: string;
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
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description The subscription is running already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description No subscription has this id, or the broker or the store failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description MQTT is switched off. */
            503: {
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
    "mqtt.stop": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The subscription's id. */
                id: string;
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
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description The subscription is not running, or no subscription has this id. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description The broker or the store failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description MQTT is switched off. */
            503: {
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
    "mqtt.pause": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The subscription's id. */
                id: string;
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
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description The subscription is not running, or no subscription has this id. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description The broker or the store failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description MQTT is switched off. */
            503: {
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
    "mqtt.restart": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The subscription's id. */
                id: string;
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
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description The subscription is not running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description No subscription has this id, or the broker or the store failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description MQTT is switched off. */
            503: {
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
    "mqtt.subscriptionStats": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The subscription's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `MqttSubscriptionStatsEnvelope`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MqttSubscriptionStatsEnvelope"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description No subscription has this id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description MQTT is switched off. */
            503: {
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
    "runningQueries.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An `ActiveQueryList`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActiveQueryList"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The licence has run out. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            404: components["responses"]["FeatureMissing"];
            default: components["responses"]["HttpLayer"];
        };
    };
    "runningQueries.history": {
        parameters: {
            query?: {
                /** @description At most this many. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `QueryHistory`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueryHistory"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The licence has run out. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            404: components["responses"]["FeatureMissing"];
            default: components["responses"]["HttpLayer"];
        };
    };
    "runningQueries.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The query's id, from the answer header `X-Arc-Query-ID` of a query. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `TrackedQueryEnvelope`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackedQueryEnvelope"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The licence has run out. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description The server does not know this query. Or the feature is not available on this server: `Cannot GET …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["RouteMissing"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "runningQueries.cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The query's id, from the answer header `X-Arc-Query-ID` of a query. */
                id: string;
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
            401: components["responses"]["Unauthorized"];
            /** @description The licence has run out. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description The server does not know this query. Or the feature is not available on this server: `Cannot DELETE …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["RouteMissing"];
                };
            };
            /** @description The query has ended already. */
            409: {
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
    "governance.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `GovernancePolicyList`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GovernancePolicyList"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The licence has run out. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            404: components["responses"]["FeatureMissing"];
            default: components["responses"]["HttpLayer"];
        };
    };
    "governance.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GovernancePolicyRequest"];
            };
        };
        responses: {
            /** @description A `GovernancePolicyEnvelope`. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GovernancePolicyEnvelope"];
                };
            };
            /** @description `token_id` is missing, or a limit is negative. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The licence has run out. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            404: components["responses"]["FeatureMissing"];
            /** @description The token has a policy already, or the store failed. */
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
    "governance.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The token's id. */
                token_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `GovernancePolicyEnvelope`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GovernancePolicyEnvelope"];
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
            /** @description The licence has run out. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description The token has no policy. Or the feature is not available on this server: `Cannot GET …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["RouteMissing"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "governance.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The token's id. */
                token_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GovernanceLimits"];
            };
        };
        responses: {
            /** @description A `GovernancePolicyEnvelope`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GovernancePolicyEnvelope"];
                };
            };
            /** @description The id is not a number, or a limit is negative. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The licence has run out. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description The token has no policy. Or the feature is not available on this server: `Cannot PUT …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["RouteMissing"];
                };
            };
            /** @description The store failed. */
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
    "governance.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The token's id. */
                token_id: number;
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
            /** @description The licence has run out. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            404: components["responses"]["FeatureMissing"];
            /** @description The store failed. */
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
    "governance.usage": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The token's id. */
                token_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `GovernanceUsageReport`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GovernanceUsageReport"];
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
            /** @description The licence has run out. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            404: components["responses"]["FeatureMissing"];
            default: components["responses"]["HttpLayer"];
        };
    };
    "rbac.listOrganizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An `OrganizationList`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationList"];
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
            404: components["responses"]["FeatureMissing"];
            /** @description The store failed. */
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
    "rbac.createOrganization": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NamedGroupRequest"];
            };
        };
        responses: {
            /** @description An `OrganizationEnvelope`. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationEnvelope"];
                };
            };
            /** @description The name is missing or malformed. */
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
            404: components["responses"]["FeatureMissing"];
            /** @description The name is taken. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description The store failed. */
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
    "rbac.getOrganization": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization's id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An `OrganizationEnvelope`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationEnvelope"];
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
            /** @description The server has no licence for RBAC. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description No organization has this id. Or the feature is not available on this server: `Cannot GET …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["RouteMissing"];
                };
            };
            /** @description The store failed. */
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
    "rbac.deleteOrganization": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization's id. */
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
            /** @description The server has no licence for RBAC. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description No organization has this id. Or the feature is not available on this server: `Cannot DELETE …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["RouteMissing"];
                };
            };
            /** @description Deleting it would delete more with it than `cluster.rbac.max_cascade_descendants` allows. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description The store failed. */
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
    "rbac.updateOrganization": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization's id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NamedGroupUpdateRequest"];
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
            /** @description The id or a field is malformed. */
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
            /** @description No organization has this id. Or the feature is not available on this server: `Cannot PATCH …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["RouteMissing"];
                };
            };
            /** @description The name is taken. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description The store failed. */
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
    "rbac.listTeams": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization's id. */
                org_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `TeamList`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamList"];
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
            /** @description The server has no licence for RBAC. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            404: components["responses"]["FeatureMissing"];
            /** @description The store failed. */
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
    "rbac.createTeam": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization's id. */
                org_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NamedGroupRequest"];
            };
        };
        responses: {
            /** @description A `TeamEnvelope`. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamEnvelope"];
                };
            };
            /** @description A field is missing or malformed, or the organization does not exist. */
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
            404: components["responses"]["FeatureMissing"];
            /** @description The organization has a team of that name. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description The store failed. */
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
    "rbac.getTeam": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `TeamEnvelope`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamEnvelope"];
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
            /** @description The server has no licence for RBAC. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description No team has this id. Or the feature is not available on this server: `Cannot GET …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["RouteMissing"];
                };
            };
            /** @description The store failed. */
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
    "rbac.deleteTeam": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's id. */
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
            /** @description The server has no licence for RBAC. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description No team has this id. Or the feature is not available on this server: `Cannot DELETE …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["RouteMissing"];
                };
            };
            /** @description Deleting it would delete more with it than `cluster.rbac.max_cascade_descendants` allows. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description The store failed. */
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
    "rbac.updateTeam": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NamedGroupUpdateRequest"];
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
            /** @description The id or a field is malformed. */
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
            /** @description No team has this id. Or the feature is not available on this server: `Cannot PATCH …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["RouteMissing"];
                };
            };
            /** @description The name is taken. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description The store failed. */
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
    "rbac.listRoles": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's id. */
                team_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `RoleList`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleList"];
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
            /** @description The server has no licence for RBAC. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            404: components["responses"]["FeatureMissing"];
            /** @description The store failed. */
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
    "rbac.createRole": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's id. */
                team_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoleRequest"];
            };
        };
        responses: {
            /** @description A `RoleEnvelope`. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleEnvelope"];
                };
            };
            /** @description A field is missing or malformed, or the team does not exist. */
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
            404: components["responses"]["FeatureMissing"];
            /** @description The store failed. */
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
    "rbac.getRole": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The role's id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `RoleEnvelope`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleEnvelope"];
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
            /** @description The server has no licence for RBAC. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description No role has this id. Or the feature is not available on this server: `Cannot GET …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["RouteMissing"];
                };
            };
            /** @description The store failed. */
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
    "rbac.deleteRole": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The role's id. */
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
            /** @description The server has no licence for RBAC. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description No role has this id. Or the feature is not available on this server: `Cannot DELETE …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["RouteMissing"];
                };
            };
            /** @description Deleting it would delete more with it than `cluster.rbac.max_cascade_descendants` allows. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description The store failed. */
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
    "rbac.updateRole": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The role's id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoleUpdateRequest"];
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
            /** @description The id or a field is malformed. */
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
            /** @description No role has this id. Or the feature is not available on this server: `Cannot PATCH …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["RouteMissing"];
                };
            };
            /** @description The store failed. */
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
    "rbac.listMeasurementPermissions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The role's id. */
                role_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `MeasurementPermissionList`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeasurementPermissionList"];
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
            /** @description The server has no licence for RBAC. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            404: components["responses"]["FeatureMissing"];
            /** @description The store failed. */
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
    "rbac.createMeasurementPermission": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The role's id. */
                role_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeasurementPermissionRequest"];
            };
        };
        responses: {
            /** @description A `MeasurementPermissionEnvelope`. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeasurementPermissionEnvelope"];
                };
            };
            /** @description A field is missing or malformed, or the role does not exist. */
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
            404: components["responses"]["FeatureMissing"];
            /** @description The store failed. */
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
    "rbac.deleteMeasurementPermission": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The measurement permission's id. */
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
            /** @description The server has no licence for RBAC. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description No measurement permission has this id. Or the feature is not available on this server: `Cannot DELETE …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["RouteMissing"];
                };
            };
            /** @description The store failed. */
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
    "tiering.status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `TieringStatus`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TieringStatus"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The licence has run out. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            404: components["responses"]["FeatureMissing"];
            default: components["responses"]["HttpLayer"];
        };
    };
    "tiering.files": {
        parameters: {
            query?: {
                /** @description Only this tier; ignored with `database`. */
                tier?: "hot" | "cold";
                /** @description Only this database. */
                database?: string;
                /** @description At most this many. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `TieringFileList`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TieringFileList"];
                };
            };
            /** @description `limit` is not a positive number. Since Arc 27.01.1. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The licence has run out. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            404: components["responses"]["FeatureMissing"];
            /** @description The catalog could not be read. */
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
    "tiering.migrate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `TieringMigrated`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TieringMigrated"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The licence has run out. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            404: components["responses"]["FeatureMissing"];
            /** @description A migration is running, or this node is not the primary writer. Since Arc 26.09.2. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TieringMigrationRefused"];
                };
            };
            /** @description The migration failed. */
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
    "tiering.stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `TieringStats`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TieringStats"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The licence has run out. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            404: components["responses"]["FeatureMissing"];
            /** @description The catalog could not be read. */
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
    "tiering.scan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `TieringScan`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TieringScan"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The licence has run out. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            404: components["responses"]["FeatureMissing"];
            /** @description The scan failed. */
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
    "tiering.listPolicies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `TieringPolicyList`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TieringPolicyList"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The licence has run out. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            404: components["responses"]["FeatureMissing"];
            default: components["responses"]["HttpLayer"];
        };
    };
    "tiering.getPolicy": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The database's name. */
                database: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `TieringPolicy`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TieringPolicy"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The licence has run out. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description The database follows the global defaults. Or the feature is not available on this server: `Cannot GET …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoTieringPolicy"] | components["schemas"]["RouteMissing"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "tiering.setPolicy": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The database's name. */
                database: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TieringPolicyRequest"];
            };
        };
        responses: {
            /** @description A `TieringPolicyStored`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TieringPolicyStored"];
                };
            };
            /** @description The body is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The licence has run out. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            404: components["responses"]["FeatureMissing"];
            /** @description The store failed. */
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
    "tiering.deletePolicy": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The database's name. */
                database: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `TieringPolicyDeleted`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TieringPolicyDeleted"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The licence has run out. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description The database has no policy. Or the feature is not available on this server: `Cannot DELETE …`. */
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
    "tiering.effectivePolicy": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The database's name. */
                database: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An `EffectiveTieringPolicy`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EffectiveTieringPolicy"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The licence has run out. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            404: components["responses"]["FeatureMissing"];
            default: components["responses"]["HttpLayer"];
        };
    };
    "audit.logs": {
        parameters: {
            query?: {
                /** @description Only this type of event. */
                event_type?: string;
                /** @description Only this token's name. */
                actor?: string;
                /** @description Only this database. */
                database?: string;
                /** @description Not before this time, with a zone. */
                since?: string;
                /** @description Not after this time, with a zone. */
                until?: string;
                /** @description At most this many; more than 10,000 silently means 10,000. */
                limit?: number;
                /** @description Skips this many. */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An `AuditLog`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditLog"];
                };
            };
            /** @description A time, `limit` or `offset` is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The licence has run out. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            404: components["responses"]["FeatureMissing"];
            /** @description The log could not be read. */
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
    "audit.stats": {
        parameters: {
            query?: {
                /** @description Not before this time; left out: the last 24 hours. */
                since?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An `AuditStats`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditStats"];
                };
            };
            /** @description The time is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The licence has run out. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            404: components["responses"]["FeatureMissing"];
            /** @description The log could not be read. */
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
    "cluster.status": {
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
                    "application/json": components["schemas"]["ClusterStatus"] | components["schemas"]["FeatureDisabled"];
                };
            };
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["HttpLayer"];
        };
    };
    "cluster.nodes": {
        parameters: {
            query?: {
                /** @description Only this role. */
                role?: "writer" | "reader" | "compactor" | "standalone";
                /** @description Only this state. */
                state?: "healthy" | "unhealthy" | "dead" | "unknown" | "joining" | "leaving";
            };
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
                    "application/json": components["schemas"]["ClusterNodeList"] | components["schemas"]["FeatureDisabled"];
                };
            };
            /** @description The role or state does not exist. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["HttpLayer"];
        };
    };
    "cluster.node": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The node's id. */
                id: string;
            };
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
                    "application/json": components["schemas"]["ClusterNode"] | components["schemas"]["FeatureDisabled"];
                };
            };
            /** @description The id is too long. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description No node has this id. */
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
    "cluster.removeNode": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The node's id. */
                id: string;
            };
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
                    "application/json": components["schemas"]["ClusterNodeRemoved"] | components["schemas"]["FeatureDisabled"];
                };
            };
            /** @description The id is malformed, or it is this node's own. */
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
            /** @description This node is not the leader. */
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
    "cluster.local": {
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
                    "application/json": components["schemas"]["LocalClusterNode"] | components["schemas"]["FeatureDisabled"];
                };
            };
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["HttpLayer"];
        };
    };
    "cluster.health": {
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
                    "application/json": components["schemas"]["ClusterHealth"] | components["schemas"]["FeatureDisabled"];
                };
            };
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["HttpLayer"];
        };
    };
    "cluster.files": {
        parameters: {
            query?: {
                /** @description Only this database. */
                database?: string;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Files per page. */
                limit?: number;
            };
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
                    "application/json": components["schemas"]["ClusterFilePage"] | components["schemas"]["FeatureDisabled"];
                };
            };
            /** @description A parameter is malformed. */
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
            default: components["responses"]["HttpLayer"];
        };
    };
    "cluster.deleteFile": {
        parameters: {
            query: {
                /** @description The file, exactly as `files` names it. */
                path: string;
                /** @description Must be `true`: there is no undo. */
                confirm: true;
                /** @description For the audit log. */
                reason?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `ClusterFileDeleted`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClusterFileDeleted"];
                };
            };
            /** @description A parameter is missing or too long. */
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
            /** @description The cluster does not know the file. Or the server is older: `Cannot DELETE …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClusterFileMissing"] | components["schemas"]["RouteMissing"];
                };
            };
            /** @description The server is not clustered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description The file could not be deleted. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description The cluster has no leader at the moment. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "cluster.convergeVoters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["VoterConvergeRequest"];
            };
        };
        responses: {
            /** @description A `VotersConverged`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VotersConverged"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description The server is not clustered or not the leader, it would not be safe, or it stopped half way. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VotersNotConverged"];
                };
            };
            /** @description It failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description The node is not ready for it. */
            503: {
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
    "cluster.assignCompactor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompactorAssignRequest"];
            };
        };
        responses: {
            /** @description A `CompactorAssigned`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompactorAssigned"];
                };
            };
            /** @description The id is missing or too long. */
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
            /** @description No node has this id. Or the server is older: `Cannot POST …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"] | components["schemas"]["RouteMissing"];
                };
            };
            /** @description The server is not clustered or not the leader, or the node cannot compact or does so already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description It failed. */
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
    "cluster.demoteWriter": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The node's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `WriterDemoted`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriterDemoted"];
                };
            };
            /** @description The id is too long. */
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
            /** @description The server is not clustered or not the leader, or the node is not the primary writer. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedError"];
                };
            };
            /** @description It failed. */
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
    "reconciliation.status": {
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
                    "application/json": components["schemas"]["ReconciliationStatus"] | components["schemas"]["FeatureDisabled"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsRead"];
            default: components["responses"]["HttpLayer"];
        };
    };
    "reconciliation.trigger": {
        parameters: {
            query?: {
                /** @description Anything but `false` is a dry run. */
                dry_run?: boolean;
                /** @description Must be `true` to change anything. */
                act?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `ReconciliationRunEnvelope`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationRunEnvelope"];
                };
            };
            /** @description Only one of `dry_run: false` and `act: true` was given. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description There is no licence, or this node may not run it. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationRefused"] | components["schemas"]["FlaggedError"];
                };
            };
            /** @description A run is in progress. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description The run was aborted. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailedReconciliationRun"];
                };
            };
            /** @description The run failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailedReconciliationRun"] | components["schemas"]["ErrorBody"];
                };
            };
            /** @description Reconciliation is not running. */
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
    "reconciliation.run": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The run's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `ReconciliationRun`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationRun"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description There is no licence. Or the token lacks the `admin` permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationRefused"] | components["schemas"]["FlaggedError"];
                };
            };
            /** @description No recent run has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description Reconciliation is not running. */
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
    "debug.memory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `DebugMemory`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DebugMemory"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            default: components["responses"]["HttpLayer"];
        };
    };
    "debug.duckdbMemory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `DuckDbMemory`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DuckDbMemory"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description DuckDB could not be asked. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description DuckDB did not answer in time. */
            504: {
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
    "debug.freeMemory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `FreedMemory`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FreedMemory"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description Called less than 30 seconds ago. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Throttled"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "edgeSync.listSpokes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `SpokeList`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpokeList"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            404: components["responses"]["FeatureMissing"];
            /** @description The store failed. */
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
    "edgeSync.createSpoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SpokeCreateRequest"];
            };
        };
        responses: {
            /** @description A `SpokeCreated`. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpokeCreated"];
                };
            };
            /** @description A field is missing or malformed, or the store failed. */
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
            /** @description The spoke is registered already. */
            409: {
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
    "edgeSync.getSpoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The spoke's id. */
                spoke_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `Spoke`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Spoke"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description The spoke is not registered. Or the feature is not available on this server: `Cannot GET …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description The store failed. */
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
    "edgeSync.deleteSpoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The spoke's id. */
                spoke_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `SpokeDeleted`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpokeDeleted"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description The spoke is not registered. Or the feature is not available on this server: `Cannot DELETE …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description The store failed. */
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
    "edgeSync.rotateSpoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The spoke's id. */
                spoke_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `SpokeSecret`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpokeSecret"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description The spoke is not registered. Or the feature is not available on this server: `Cannot POST …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description The store failed. */
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
    "edgeSync.enableSpoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The spoke's id. */
                spoke_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `SpokeState`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpokeState"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description The spoke is not registered. Or the feature is not available on this server: `Cannot POST …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description The store failed. */
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
    "edgeSync.disableSpoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The spoke's id. */
                spoke_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `SpokeState`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpokeState"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            /** @description The spoke is not registered. Or the feature is not available on this server: `Cannot POST …`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description The store failed. */
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
    "edgeSync.importBundle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BundleImportRequest"];
            };
        };
        responses: {
            /** @description A `BundleImported`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BundleImported"];
                };
            };
            /** @description The path is missing or not allowed. */
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
            /** @description Another import is in progress, or this bundle was imported before. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BundleImportRefused"];
                };
            };
            /** @description The bundle is damaged. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BundleImportFailed"];
                };
            };
            /** @description The files could not be stored. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BundleImportFailed"];
                };
            };
            default: components["responses"]["HttpLayer"];
        };
    };
    "edgeSync.bundleHistory": {
        parameters: {
            query?: {
                /** @description At most this many. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The spoke's id. */
                spoke_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `BundleHistory`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BundleHistory"];
                };
            };
            /** @description `limit` is malformed. */
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
            /** @description The store failed. */
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
    "edgeSync.run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `SpokeSyncRun`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpokeSyncRun"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            404: components["responses"]["FeatureMissing"];
            /** @description A run is in progress. Since Arc 27.01.1. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description The run failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description The hub cannot be reached; or, up to Arc 26.09.3, a run is in progress. */
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
    "edgeSync.status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `SpokeSyncStatus`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpokeSyncStatus"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NeedsAdmin"];
            404: components["responses"]["FeatureMissing"];
            /** @description The ledger could not be read. */
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
    "edgeSync.ledger": {
        parameters: {
            query?: {
                /** @description At most this many. */
                limit?: number;
                /** @description Only this state. */
                state?: "pending" | "in_flight" | "synced" | "exported" | "failed" | "skipped";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `SpokeLedger`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpokeLedger"];
                };
            };
            /** @description A parameter is malformed. */
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
            /** @description The ledger could not be read. */
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
    "edgeSync.requeue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LedgerSelection"];
            };
        };
        responses: {
            /** @description A `Requeued`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Requeued"];
                };
            };
            /** @description Neither or both of `path` and `all` were given. */
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
            /** @description No such file. Or the feature is not available on this server: `Cannot POST …`. */
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
    "edgeSync.dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LedgerSelection"];
            };
        };
        responses: {
            /** @description A `Dismissed`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dismissed"];
                };
            };
            /** @description Neither or both of `path` and `all` were given. */
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
            /** @description No such file. Or the feature is not available on this server: `Cannot POST …`. */
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
    "edgeSync.exportBundle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BundleExportRequest"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BundleExported"] | components["schemas"]["NothingExported"];
                };
            };
            /** @description The path is missing or not allowed. */
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
            /** @description The bundle could not be written. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description A run or export is in progress. */
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
    "edgeSync.revertExport": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The bundle's id. */
                bundle_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A `BundleReverted`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BundleReverted"];
                };
            };
            /** @description The bundle is not known. */
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
            /** @description A run or export is in progress. */
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
    "edgeSync.acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BundleAckRequest"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BundleAcknowledged"] | components["schemas"]["BundleNotAcknowledged"];
                };
            };
            /** @description The path is missing or not allowed. */
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
            /** @description The acknowledgement could not be read. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description A run or export is in progress. */
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
}
