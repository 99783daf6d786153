// A store that does not take an append which a test has named, as if the process had died just before it.

import Engine
import EventSourcing
import JSONText
import Ontology
import Synchronization

final class Cut: Sendable {
    private let wanted = Mutex<(@Sendable (Event) -> Bool)?>(nil)

    /// From now on nothing is appended with an event like this.
    func before(_ condition: @escaping @Sendable (Event) -> Bool) {
        wanted.withLock { $0 = condition }
    }

    func end() { wanted.withLock { $0 = nil } }

    /// For a world: around the store.
    var adjust: @Sendable (inout EnginePorts) -> Void {
        { [self] ports in
            ports.store = WatchedStore(
                base: ports.store,
                appending: { batch async throws(EventStoreError) in try self.check(batch) })
        }
    }

    private func check(_ batch: [Submission]) throws(EventStoreError) {
        guard let condition = wanted.withLock({ $0 }) else { return }
        if batch.contains(where: { $0.events.contains(where: condition) }) {
            throw .unavailable("a test")
        }
    }
}

extension World {
    /// The same request each time that it is sent under this name.
    func run<Request: UseCase>(_ request: Request, once: String) async throws -> Request.Answer {
        try await client.run(request, CallContext(.localAdmin("tester"), once: once))
    }

    func stock(_ key: String, branch: String? = nil) async throws -> Int? {
        try await run(
            GetInstance(database: Shop.name, className: "Product", key: key, branch: branch)
        ).data["stock"]?.integer
    }

    /// Sets the stock of a product, and waits for it.
    func set(_ key: String, stock: Int, branch: String? = nil) async throws {
        var command = Shop.update("Product", key, ["stock": .integer(stock)])
        command.branch = branch
        try await done(command)
    }
}
