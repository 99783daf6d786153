// Documents by id, searched by looking at all of them. Keeps no checkpoint.

internal import EventSourcing
internal import JSONText
internal import Ontology
internal import Synchronization

final class LooseDocumentState: Sendable {
    struct Entry {
        var sequence: SequenceNumber
        /// Nil for a deleted one: it only keeps its sequence.
        var document: Document?
    }

    struct State {
        var entries: [DocumentID: Entry] = [:]
        var dropped: Set<String> = []
    }

    let state = Mutex(State())
}

struct LooseDocumentIndex: DocumentIndex {
    let state: LooseDocumentState
    let connection: LooseConnection

    private func check() throws(ReadModelError) {
        try connection.check(.documents, ReadModelError.unavailable)
    }

    func apply(_ batch: [DocumentChange], upTo: BusPosition?) async throws(ReadModelError) {
        try check()
        state.state.withLock { state in
            for change in batch { apply(change, &state) }
        }
    }

    private func apply(_ change: DocumentChange, _ state: inout LooseDocumentState.State) {
        switch change {
        case .upsert(var document):
            let before = state.entries[document.id]
            guard accepts(document.id, document.sequence, state) else { return }
            document.createdAt = before?.document?.createdAt ?? document.createdAt
            state.entries[document.id] = LooseDocumentState.Entry(
                sequence: document.sequence, document: document)
        case .delete(let id, let sequence):
            guard accepts(id, sequence, state) else { return }
            state.entries[id] = LooseDocumentState.Entry(sequence: sequence)
        case .dropDatabase(let name, let epoch):
            state.dropped.insert("\(name)@\(epoch)")
            state.entries = state.entries.filter { id, _ in
                id.kind == .database || id.scope.database != name || id.scope.epoch != epoch
            }
        }
    }

    private func accepts(
        _ id: DocumentID, _ sequence: SequenceNumber, _ state: LooseDocumentState.State
    ) -> Bool {
        let isGone =
            id.kind != .database
            && state.dropped.contains("\(id.scope.database)@\(id.scope.epoch)")
        return !isGone && (state.entries[id]?.sequence ?? .none) < sequence
    }

    func checkpoint() async throws(ReadModelError) -> BusPosition? {
        try check()
        return nil
    }

    func documents(_ ids: [DocumentID]) async throws(ReadModelError) -> [Document] {
        try check()
        return state.state.withLock { state in ids.compactMap { state.entries[$0]?.document } }
    }

    func search(_ query: DocumentQuery, _ page: PageRequest) async throws(ReadModelError)
        -> Page<Document>
    {
        try check()
        return keysetPage(found(query), page) {
            sortKey($0.id.className, $0.id.key, $0.id.scope.database, String($0.id.scope.epoch))
        }
    }

    func count(_ query: DocumentQuery) async throws(ReadModelError) -> Int {
        try check()
        return found(query).count
    }

    func reset() async throws(ReadModelError) {
        try check()
        state.state.withLock { $0 = LooseDocumentState.State() }
    }

    private func found(_ query: DocumentQuery) -> [Document] {
        let wanted = query.words.flatMap(words)
        let documents = state.state.withLock { $0.entries.values.compactMap(\.document) }
        return documents.filter { document in
            guard document.id.kind == query.kind,
                query.scope.map({ $0 == document.id.scope }) ?? true,
                query.className.map({ $0 == document.id.className }) ?? true
            else { return false }
            for (name, text) in query.equals {
                guard let value = document.data[name], !value.isNull,
                    value.plainText.lowercased() == text.lowercased()
                else { return false }
            }
            guard query.ranges.allSatisfy({ $0.holds(for: document.data) }) else { return false }
            guard !wanted.isEmpty else { return true }
            let present = Set(document.data.members.flatMap { words($0.value.plainText) })
            return wanted.allSatisfy(present.contains)
        }
    }

    private func words(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
