// The three read models of a directory. One that is damaged, or that claims to be ahead of the log (an older log was
// restored, or the disk lied about a flush), is thrown away: its worker makes it again from the log.

import EmbeddedAdapters
import EventSourcing
import Ontology

struct ReadModelFiles: Sendable {
    let graph: EmbeddedGraphStore
    let documents: EmbeddedDocumentIndex
    let lineage: EmbeddedLineageIndex

    static func open(_ directory: EmbeddedDirectory, head: Int64) async throws(ReadModelError)
        -> ReadModelFiles
    {
        let files = ReadModelFiles(
            graph: try salvaged(directory.graphPath) { path throws(ReadModelError) in
                try EmbeddedGraphStore(path: path)
            },
            documents: try salvaged(directory.documentsPath) { path throws(ReadModelError) in
                try EmbeddedDocumentIndex(path: path)
            },
            lineage: try salvaged(directory.lineagePath) { path throws(ReadModelError) in
                try EmbeddedLineageIndex(path: path)
            })
        if isAhead(try await files.graph.checkpoint(), of: head) { try await files.graph.reset() }
        if isAhead(try await files.documents.checkpoint(), of: head) {
            try await files.documents.reset()
        }
        if isAhead(try await files.lineage.checkpoint(), of: head) {
            try await files.lineage.reset()
        }
        return files
    }

    var files: [ReadModelFile] { [graph.file, documents.file, lineage.file] }

    func close() async {
        await graph.file.close()
        await documents.file.close()
        await lineage.file.close()
    }

    private static func salvaged<Model>(
        _ path: String, _ open: (String) throws(ReadModelError) -> Model
    ) throws(ReadModelError) -> Model {
        do throws(ReadModelError) {
            return try open(path)
        } catch {
            guard case .corrupt = error else { throw error }
            try ReadModelFile.discard(path: path)
            return try open(path)
        }
    }

    private static func isAhead(_ checkpoint: BusPosition?, of head: Int64) -> Bool {
        (checkpoint?.offsets.values.max() ?? 0) > head + 1
    }
}
