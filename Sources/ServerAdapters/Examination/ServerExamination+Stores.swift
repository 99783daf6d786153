// Postgres, the object store and the search server.

internal import EventSourcing
internal import JSONText

extension ServerExamination {
    // MARK: Postgres

    func postgres() async -> [ServerFinding] {
        let seen: PostgresInspection
        let state: PostgresRow?
        do throws(PostgresError) {
            seen = try await ports.registry.inspect()
            state = try await ports.registry.pool.run(
                """
                SELECT has_database_privilege(current_database(), 'CREATE'), current_user,
                    current_database(), current_setting('fsync') = 'on'
                        AND current_setting('synchronous_commit') <> 'off',
                    current_setting('max_connections')::bigint,
                    (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend')
                """
            ).first
        } catch { return [Self.unreached(error)] }
        guard let state else { return [] }
        var findings = [
            seen.tableVersion.map {
                ServerFinding.well("postgres", "\(seen.serverVersion), tables of version \($0)")
            }
                ?? .wrong(
                    "postgres", "\(seen.serverVersion), without our tables in \(state.text(2))",
                    "spice migrate, or another database in POSTGRES_URL")
        ]
        findings.append(clock("postgres.clock", "Postgres'", seen.serverTime))
        if !state.bool(0) {
            findings.append(
                .wrong(
                    "postgres.rights",
                    "\(state.text(1)) may not create schemas in \(state.text(2))",
                    "GRANT CREATE ON DATABASE \(state.text(2)) TO \(state.text(1))"))
        }
        if !state.bool(3) {
            findings.append(
                .wrong(
                    "postgres.durability", "fsync or synchronous_commit is off",
                    "turn both on: what was acknowledged may be lost with the power"))
        }
        let (most, used) = (state.integer(4), state.integer(5))
        if most - used < 20 {
            findings.append(
                .doubtful(
                    "postgres.connections", "\(used) of \(most) connections are in use",
                    "raise max_connections: a process takes up to 8"))
        }
        return findings
    }

    private static func unreached(_ error: PostgresError) -> ServerFinding {
        guard case .refused = error else {
            return .wrong(
                "postgres", error.message, "start it, or mend host and port in POSTGRES_URL")
        }
        return .wrong(
            "postgres", error.message,
            "mend user, password, database or the ssl files in POSTGRES_URL")
    }

    // MARK: S3

    func objects() async -> [ServerFinding] {
        let bucket = ports.objects.settings.bucket
        do throws(S3Error) {
            guard let time = try await ports.objects.serverTime() else {
                return [
                    .wrong(
                        "s3", "there is no bucket \(bucket)", "spice migrate, or EVENT_STORE_BUCKET"
                    )
                ]
            }
            // Before anything that has to wait for another server.
            let difference = time.value.map { self.clock("s3.clock", "its", $0) }
            var findings = [ServerFinding.well("s3", "bucket \(bucket), \(await logText())")]
            if let difference { findings.append(difference) }
            findings.append(await promises())
            return findings
        } catch {
            guard case .refused = error else {
                return [.wrong("s3", error.message, "start it, or mend MINIO_ENDPOINT_URL")]
            }
            return [
                .wrong(
                    "s3", error.message,
                    "mend MINIO_ACCESS_KEY, MINIO_SECRET_KEY, MINIO_REGION, the rights or the clock"
                )
            ]
        }
    }

    private func logText() async -> String {
        guard let head = try? await ports.store.recordedHead() else {
            return "the log's index in Postgres cannot be read"
        }
        return "log at segment \(head.segment)"
    }

    /// The probe of each start: rights to write and delete, and the precondition that the log stands on.
    private func promises() async -> ServerFinding {
        do throws(S3Error) {
            try await S3Probe.check(ports.objects, id: ids.next())
            return .well("s3.promises", "writes, lists in order, never overwrites")
        } catch {
            return .wrong(
                "s3.promises", error.message,
                "grant s3:GetObject, PutObject, DeleteObject and ListBucket, or use another store")
        }
    }

    // MARK: Documents

    func documents() async -> [ServerFinding] {
        do throws(ElasticError) {
            let product = try await ports.search.product()
            let name = (product.isOpenSearch ? "OpenSearch " : "Elasticsearch ") + product.version
            return [.well("elasticsearch", name)] + (try await index())
        } catch {
            guard case .refused = error else {
                return [
                    .wrong("elasticsearch", error.message, "start it, or mend ELASTICSEARCH_URL")
                ]
            }
            return [
                .wrong(
                    "elasticsearch", error.message,
                    "mend ELASTICSEARCH_USERNAME and _PASSWORD, or grant all rights on "
                        + "\(ports.search.settings.prefix)spice_documents*")
            ]
        }
    }

    private func index() async throws(ElasticError) -> [ServerFinding] {
        let alias = ports.search.settings.prefix + "spice_documents"
        let found = try await ports.search.call("GET", "/\(alias)/_settings", missing: true)
        let names = found.object?.names ?? []
        guard let name = names.first else {
            return [.wrong("elasticsearch.index", "there is no \(alias)", "spice migrate")]
        }
        guard names.count == 1 else {
            return [
                .wrong(
                    "elasticsearch.index", "\(alias) stands for \(names.joined(separator: ", "))",
                    "spice rebuild documents")
            ]
        }
        let blocks = found[name]?["settings"]?["index"]?["blocks"]?.object?.names ?? []
        if !blocks.isEmpty {
            return [
                .wrong(
                    "elasticsearch.index", "\(name) is blocked: \(blocks.joined(separator: ", "))",
                    "make room on its disk; then set index.blocks.read_only_allow_delete to null")
            ]
        }
        let health = try await ports.search.call("GET", "/_cluster/health", missing: true)
        guard health["status"]?.string != "red" else {
            return [
                .wrong(
                    "elasticsearch.index", "the cluster's health is red",
                    "look at its log: shards are missing")
            ]
        }
        return [.well("elasticsearch.index", name)]
    }
}
