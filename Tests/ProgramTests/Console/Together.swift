// Runs the same steps for many cases at once: each mostly waits for a program.

import Testing

enum Together {
    struct Failed: Error, CustomStringConvertible {
        var failures: [String]
        var description: String { failures.joined(separator: "\n\n") }
    }

    /// A few at a time; all are run, and all that fail are told.
    static func run<Case: Sendable>(
        _ cases: [Case], atOnce: Int = 6, _ body: @escaping @Sendable (Case) async throws -> Void
    ) async throws {
        let failures = await withTaskGroup(of: String?.self) { group in
            var waiting = cases[...]
            var failures: [String] = []
            func start() {
                guard let item = waiting.popFirst() else { return }
                group.addTask {
                    do {
                        try await body(item)
                        return nil
                    } catch {
                        return "\(item): \(error)"
                    }
                }
            }
            for _ in 0..<atOnce { start() }
            while let failure = await group.next() {
                if let failure { failures.append(failure) }
                start()
            }
            return failures
        }
        guard failures.isEmpty else { throw Failed(failures: failures) }
    }
}
