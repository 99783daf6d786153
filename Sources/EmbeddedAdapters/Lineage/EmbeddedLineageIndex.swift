// Derivations between aggregates on lineage.db. Effect and checkpoint commit together.

package import EventSourcing
internal import GRDB

package struct EmbeddedLineageIndex: LineageIndex {
    /// To close it, or to make checkpoints of its WAL.
    package let file: ReadModelFile
    private let memory = WriterMemory { LineageMemory() }

    /// Opens or creates the file; see `ReadModelFile` for what a damaged one throws.
    package init(path: String, readers: Int = 2) throws(ReadModelError) {
        file = try ReadModelFile(
            path: path, migrations: LineageTables.migrations, readers: readers)
    }

    package func apply(_ batch: [DerivationChange], upTo: BusPosition?)
        async throws(ReadModelError)
    {
        try await file.write(with: memory) { database, memory in
            var writer = try LineageWriter(database, &memory)
            try writer.apply(batch)
            try StoredCheckpoint.advance(database, to: upTo)
            writer.give(&memory)
        }
    }

    package func checkpoint() async throws(ReadModelError) -> BusPosition? {
        try await file.read(StoredCheckpoint.read)
    }

    /// In the order in which the change listed them.
    package func derivations(from stream: StreamID, _ page: PageRequest)
        async throws(ReadModelError) -> Page<Derivation>
    {
        try await file.read { try LineageReader($0).from(stream, page) }
    }

    /// By the class and key of where they come from. O(derivations to the stream) a page.
    package func derivations(to stream: StreamID, _ page: PageRequest)
        async throws(ReadModelError) -> Page<Derivation>
    {
        try await file.read { try LineageReader($0).to(stream, page) }
    }

    package func reset() async throws(ReadModelError) {
        try await file.empty { [memory] in _ = memory.take() }
    }
}
