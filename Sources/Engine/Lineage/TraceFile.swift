// Use case: what became of the rows of a file: the lineage of each instance that an import of it wrote.

internal import EventSourcing
internal import Ontology

package struct TraceFile: DatabaseUseCase, Hashable {
    package static let name = "trace-file"
    package static let maximumInstances = 5000
    package var database: String
    package var branch: String?
    /// SHA-256 of its content, as lineage and imports name it.
    package var hash: String
    /// Instances told at most; the rest is cut.
    package var limit: Int
    /// A time or a position of the log: what was there then. Nil: now.
    package var asOf: String?

    package init(
        database: String, branch: String? = nil, hash: String, limit: Int, asOf: String? = nil
    ) {
        self.database = database
        self.branch = branch
        self.hash = hash
        self.limit = limit
        self.asOf = asOf
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> FileLineage
    {
        guard (1...Self.maximumInstances).contains(limit) else {
            throw EngineError(
                .invalidRequest, "a limit is from 1 to \(Self.maximumInstances) instances")
        }
        return try await engine.importer.trace(self, engine.lineageTracer, call)
    }
}

package struct FileLineage: Codable, Hashable, Sendable {
    package struct Instance: Codable, Hashable, Sendable {
        package var className: String
        package var key: String
        package var lineage: LineageView
    }

    /// In the order of the rows, class by class.
    package var instances: [Instance]
    /// There are more.
    package var isCut: Bool
    package var asOf: AsOfView?
}

extension Importer {
    /// O(rows told). Imports of versions that noted no ids of their commands are left out.
    func trace(_ request: TraceFile, _ tracer: LineageTracer, _ call: CallContext)
        async throws(EngineError) -> FileLineage
    {
        let scope = try await directory.scope(request.database, branch: request.branch)
        var answer = FileLineage(instances: [], isCut: false)
        var told: Set<StreamID> = []
        for (_, known) in try await catalogue.definitions(in: scope) {
            let definition = try await directory.definition(known.id.text, in: scope)
            for entry in ImportLedger(definition).entries where entry.hash == request.hash {
                for stream in try await streams(of: entry, most: request.limit + 1) {
                    guard stream.branch == scope.branch, told.insert(stream).inserted else {
                        continue
                    }
                    guard answer.instances.count < request.limit else {
                        answer.isCut = true
                        return answer
                    }
                    let lineage = try await lineage(of: stream, request, tracer, call)
                    guard let lineage else { continue }
                    answer.asOf = lineage.asOf
                    answer.instances.append(
                        FileLineage.Instance(
                            className: stream.className, key: stream.key, lineage: lineage))
                }
            }
        }
        return answer
    }

    /// Nil: nothing was written of it then.
    private func lineage(
        of stream: StreamID, _ request: TraceFile, _ tracer: LineageTracer, _ call: CallContext
    ) async throws(EngineError) -> LineageView? {
        do throws(EngineError) {
            return try await tracer.trace(
                TraceLineage(
                    database: request.database, branch: request.branch,
                    className: stream.className, key: stream.key, asOf: request.asOf), call)
        } catch {
            if error.code == .instanceNotFound { return nil }
            throw error
        }
    }

    private func streams(of entry: ImportLedger.Entry, most: Int) async throws(EngineError)
        -> [StreamID]
    {
        guard let name = entry.series, let lastRow = entry.lastRow else { return [] }
        let series = EventID.Series(name)
        var streams: [StreamID] = []
        for row in 1...(lastRow + ImportUndo.spareRows) where streams.count < most {
            for command in try await ImportUndo.commands(
                of: .numbered(row, in: series), in: ports.store)
            {
                streams.append(command.event.stream)
            }
        }
        return streams
    }
}
