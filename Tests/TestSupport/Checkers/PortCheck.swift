// One promise of one port as a check that runs over any set of adapters. The checks of a port stand together in
// one file and are listed in its `all`.

internal import EventSourcing
internal import Testing

/// A named check; the name is the promise.
package struct PortCheck: Sendable, CustomStringConvertible {
    package let name: String
    private let body: @Sendable (any AdapterWorld) async throws -> Void

    package init(
        _ name: String, _ body: @escaping @Sendable (any AdapterWorld) async throws -> Void
    ) {
        self.name = name
        self.body = body
    }

    package var description: String { name }

    /// Runs on a new world; failures are recorded as test issues.
    package func run(on set: AdapterSet) async throws {
        let world = try await set.world()
        do {
            try await body(world)
        } catch {
            await world.end()
            throw error
        }
        await world.end()
    }
}

extension [PortCheck] {
    /// Several at a time, each on a world of its own: for servers where a check mostly waits. An error names its check.
    package func run(on set: AdapterSet, together count: Int) async {
        await withTaskGroup(of: Void.self) { group in
            for (index, check) in enumerated() {
                if index >= count { await group.next() }
                group.addTask {
                    do { try await check.run(on: set) } catch {
                        Issue.record("\(set.name), \(check): \(error)")
                    }
                }
            }
        }
    }
}

/// A check could not go on: something it builds on did not work.
package struct CheckAborted: Error, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}

/// All items of a paged answer, in pages of `limit`; gives up when the pages do not end.
func collect<Item: Sendable>(
    limit: Int, _ page: (PageRequest) async throws -> Page<Item>
) async throws -> [Item] {
    var items: [Item] = []
    var request = PageRequest(limit: limit)
    for _ in 0..<10_000 {
        let answer = try await page(request)
        guard answer.items.count <= limit else { throw CheckAborted("a page above its limit") }
        items += answer.items
        guard let next = answer.next else { return items }
        request.after = next
    }
    throw CheckAborted("the pages do not end")
}
