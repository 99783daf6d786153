// The search server: product, index, fields of properties, health, rights. Makes and removes one small index.

internal import EventSourcing
internal import JSONText

extension ServerExamination {
    func documents() async -> [ServerFinding] {
        do throws(ElasticError) {
            let product = try await ports.search.product()
            let name = (product.isOpenSearch ? "OpenSearch " : "Elasticsearch ") + product.version
            return try await [.well("elasticsearch", name), time()] + index() + [mayWrite()]
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

    /// By the node that answers; it sends no date with its answers.
    private func time() async -> ServerFinding {
        let rows = try? await ports.search.call("GET", "/_cat/health?format=json&h=epoch")
        let seconds = (rows?.array?.first?["epoch"]?.plainText).flatMap { Int64($0) }
        return clock(
            "elasticsearch.clock", "the search server's",
            seconds.map { Timestamp(microseconds: $0 * 1_000_000) })
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
        let copies = found[name]?["settings"]?["index"]?["number_of_replicas"]?.plainText ?? ""
        let wanted = String(ports.search.settings.replicas)
        guard copies == wanted || copies.isEmpty else {
            return [
                .doubtful(
                    "elasticsearch.index", "\(name) has \(copies) replicas; wanted \(wanted)",
                    "spice rebuild documents, or set elasticsearch_replicas to what is there")
            ]
        }
        let durability = found[name]?["settings"]?["index"]?["translog"]?["durability"]?.string
        guard durability?.lowercased() != "async" else {
            return [
                .doubtful(
                    "elasticsearch.index",
                    "\(name) acknowledges documents before they are on its disk: what a crash loses "
                        + "is missing until a rebuild",
                    "set index.translog.durability to request")
            ]
        }
        return [.well("elasticsearch.index", name), try await fields(of: name)]
    }

    private func fields(of name: String) async throws(ElasticError) -> ServerFinding {
        let (seen, most) = (
            try await ports.documents.fields(of: name), ports.search.settings.maximumFields
        )
        guard let known = seen.known else {
            return .doubtful(
                "elasticsearch.fields",
                "\(name) was made without fields for properties: it answers, slower",
                "spice rebuild documents")
        }
        guard known.count < most else {
            return .doubtful(
                "elasticsearch.fields", "all \(most) fields for properties are taken",
                "raise SPICE_ELASTICSEARCH_FIELDS, then spice rebuild documents: what has no field "
                    + "is found, slower")
        }
        return .well("elasticsearch.fields", "\(known.count) of \(most) for properties")
    }

    /// What `spice rebuild documents` and each write need, on an index that is gone a moment later.
    private func mayWrite() async -> ServerFinding {
        let name = ports.search.settings.prefix + "spice_documents-doctor"
        do throws(ElasticError) {
            _ = try await ports.search.call("DELETE", "/\(name)", missing: true)
            _ = try await ports.search.call(
                "PUT", "/\(name)",
                ["settings": ["number_of_shards": 1, "number_of_replicas": 0]])
            _ = try await ports.search.call("PUT", "/\(name)/_doc/1", ["looked": true])
            _ = try await ports.search.call("DELETE", "/\(name)")
            return .well("elasticsearch.rights", "makes, writes and removes indices")
        } catch {
            _ = try? await ports.search.call("DELETE", "/\(name)", missing: true)
            return .wrong(
                "elasticsearch.rights", error.message,
                "grant create_index, delete_index, read, write, manage on "
                    + "\(ports.search.settings.prefix)spice_documents*; or make room on its disk")
        }
    }
}
