// Documents on documents.db. Effect and checkpoint commit together. A dropped epoch stays dropped
// until `reset`. Everything can be read in sorted order by pages, so an export needs no more memory
// than a page.

package import EventSourcing
internal import GRDB
package import Ontology

package struct EmbeddedDocumentIndex: DocumentIndex {
    /// To close it, or to make checkpoints of its WAL.
    package let file: ReadModelFile

    /// Opens or creates the file; see `ReadModelFile` for what a damaged one throws.
    package init(path: String, readers: Int = 2) throws(ReadModelError) {
        file = try ReadModelFile(
            path: path, migrations: DocumentTables.migrations, readers: readers)
    }

    package func apply(_ batch: [DocumentChange], upTo: BusPosition?)
        async throws(ReadModelError)
    {
        try await file.write { database in
            var writer = try DocumentWriter(database)
            try writer.apply(batch)
            try StoredCheckpoint.advance(database, to: upTo)
        }
    }

    package func checkpoint() async throws(ReadModelError) -> BusPosition? {
        try await file.read(StoredCheckpoint.read)
    }

    package func documents(_ ids: [DocumentID]) async throws(ReadModelError) -> [Document] {
        try await file.read { try DocumentRows.documents(ids, $0) }
    }

    /// Without words and equality O(page). With them O(candidates) a page: those of all scopes are
    /// looked at.
    package func search(_ query: DocumentQuery, _ page: PageRequest)
        async throws(ReadModelError) -> Page<Document>
    {
        try await file.read { try DocumentSearch(query, $0).page(page) }
    }

    /// With equality every candidate is read.
    package func count(_ query: DocumentQuery) async throws(ReadModelError) -> Int {
        try await file.read { try DocumentSearch(query, $0).count() }
    }

    package func reset() async throws(ReadModelError) { try await file.empty() }
}
