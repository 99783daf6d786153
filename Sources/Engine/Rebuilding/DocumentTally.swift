// How many documents the log calls for, kept while they are written into an index that is to take another's place: before
// it does, the two are compared. Holds a hash for each document that is there, some 20 bytes.

internal import EventSourcing
internal import Ontology
internal import Synchronization

struct DocumentTally: Sendable {
    struct Shelf: Hashable, Sendable {
        var kind: DocumentID.Kind
        var scope: GraphScope
    }

    private struct Life: Hashable, Sendable {
        var database: String
        var epoch: Int
    }

    private var hashes: [Shelf: Set<Int>] = [:]
    private var dropped: Set<Life> = []

    var counts: [Shelf: Int] { hashes.mapValues(\.count).filter { $0.value > 0 } }

    /// Changes in the order of the log.
    mutating func take(_ changes: [DocumentChange]) {
        for change in changes {
            switch change {
            case .upsert(let document):
                let id = document.id
                guard id.kind == .database || !dropped.contains(DocumentTally.life(id)) else {
                    continue
                }
                hashes[DocumentTally.shelf(id), default: []].insert(id.hashValue)
            case .delete(let id, _):
                hashes[DocumentTally.shelf(id)]?.remove(id.hashValue)
            case .dropDatabase(let name, let epoch):
                let life = Life(database: name, epoch: epoch)
                dropped.insert(life)
                for shelf in hashes.keys
                where shelf.kind != .database
                    && Life(database: shelf.scope.database, epoch: shelf.scope.epoch) == life
                {
                    hashes[shelf] = nil
                }
            }
        }
    }

    private static func shelf(_ id: DocumentID) -> Shelf { Shelf(kind: id.kind, scope: id.scope) }

    private static func life(_ id: DocumentID) -> Life {
        Life(database: id.scope.database, epoch: id.scope.epoch)
    }
}

/// An index that counts what is written into it, in the order of the log.
struct TalliedDocuments: DocumentIndex {
    private let base: any DocumentIndex
    private let tally = TallyBox()

    init(_ base: any DocumentIndex) { self.base = base }

    func apply(_ batch: [DocumentChange], upTo: BusPosition?) async throws(ReadModelError) {
        try await base.apply(batch, upTo: upTo)
        tally.value.withLock { $0.take(batch) }
    }

    /// Throws where the index holds another number of documents than were written.
    func check() async throws(ReadModelError) {
        let expected = tally.value.withLock(\.counts)
        let shelves = expected.sorted {
            ($0.key.scope.database, $0.key.kind.rawValue)
                < ($1.key.scope.database, $1.key.kind.rawValue)
        }
        for (shelf, count) in shelves {
            let query = DocumentQuery(kind: shelf.kind, scope: shelf.scope)
            let found = try await base.count(query)
            guard found == count else {
                throw TalliedDocuments.difference("of \(shelf.scope.database)", found, count)
            }
        }
        for kind in DocumentID.Kind.allCases {
            let found = try await base.count(DocumentQuery(kind: kind))
            let count = expected.filter { $0.key.kind == kind }.reduce(0) { $0 + $1.value }
            guard found == count else { throw TalliedDocuments.difference("in all", found, count) }
        }
    }

    private static func difference(_ where: String, _ found: Int, _ count: Int) -> ReadModelError {
        .unavailable(
            "the new index holds \(found) documents \(`where`) and the log calls for \(count): the "
                + "old index stays in its place. Look at the search server's log, then run spice "
                + "rebuild documents again")
    }

    func checkpoint() async throws(ReadModelError) -> BusPosition? { try await base.checkpoint() }

    func documents(_ ids: [DocumentID]) async throws(ReadModelError) -> [Document] {
        try await base.documents(ids)
    }

    func search(_ query: DocumentQuery, _ page: PageRequest) async throws(ReadModelError)
        -> Page<Document>
    {
        try await base.search(query, page)
    }

    func count(_ query: DocumentQuery) async throws(ReadModelError) -> Int {
        try await base.count(query)
    }

    func reset() async throws(ReadModelError) {
        try await base.reset()
        tally.value.withLock { $0 = DocumentTally() }
    }
}

private final class TallyBox: Sendable {
    let value = Mutex(DocumentTally())
}
