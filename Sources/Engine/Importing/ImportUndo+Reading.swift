// What happened to instances, read for some of them at once.

internal import EventSourcing

extension ImportUndo {
    private static let readsAtOnce = 16
    private static let pageSize = 512

    private struct Found: Sendable {
        var place: Int
        var history: Result<[RecordedEvent], EngineError>
    }

    /// All that happened to the instances of commands, in their order.
    func histories(_ commands: [RecordedEvent]) async throws(EngineError) -> [[RecordedEvent]] {
        var histories = [[RecordedEvent]](repeating: [], count: commands.count)
        var failure: EngineError?
        await withTaskGroup(of: Found.self) { group in
            var next = 0
            func begin() {
                guard next < commands.count else { return }
                let place = next
                next += 1
                group.addTask { await self.found(commands[place].event.stream, place) }
            }
            for _ in 0..<Self.readsAtOnce { begin() }
            for await one in group {
                switch one.history {
                case .success(let history): histories[one.place] = history
                case .failure(let error): failure = failure ?? error
                }
                if failure == nil { begin() }
            }
        }
        if let failure { throw failure }
        return histories
    }

    private func found(_ stream: StreamID, _ place: Int) async -> Found {
        do throws(EngineError) {
            return Found(place: place, history: .success(try await history(stream)))
        } catch {
            return Found(place: place, history: .failure(error))
        }
    }

    func history(_ stream: StreamID) async throws(EngineError) -> [RecordedEvent] {
        try await EngineError.wrapStore { () async throws(EventStoreError) in
            var all: [RecordedEvent] = []
            while true {
                let page = try await importer.ports.store.read(
                    stream, after: all.last?.sequence ?? .none, limit: Self.pageSize)
                all += page
                if page.count < Self.pageSize { return all }
            }
        }
    }
}
