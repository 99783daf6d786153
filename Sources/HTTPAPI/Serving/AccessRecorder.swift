// Keeps accesses in the audit. Logins, refusals and what admins do at once; reads are gathered for a second, so that
// they cost no flush each: what a crash takes is at most that second's reads. When the log cannot keep up, accesses are
// lost; how many stands in the audit itself, in the metrics and in the health of the system.

package import Engine
package import Logging
internal import Synchronization

package final class AccessRecorder: Sendable {
    /// As many are written at once, however young they are.
    private static let batch = 500
    /// Accesses kept while the log is slow; those beyond are counted only.
    private static let maximumGathered = 20_000
    private static let door = Principal(actor: "door", roles: [.writer])

    private struct State: Sendable {
        var gathered: [AccessEntry] = []
        var isWaiting = false
        /// What was gathered is on its way to be written, without a rest.
        var isHurried = false
        /// Not written down yet that they are lost.
        var lost = 0
        var lostAltogether = 0
        /// The last that writes.
        var writing: Task<Void, Never>?
    }

    private let engine: any EngineClient
    private let logger: Logger?
    private let rest: @Sendable () async -> Void
    private let state = Mutex(State())

    /// `rest`: how long reads are gathered.
    package init(
        engine: any EngineClient, logger: Logger? = nil,
        rest: @escaping @Sendable () async -> Void = { try? await Task.sleep(for: .seconds(1)) }
    ) {
        self.engine = engine
        self.logger = logger
        self.rest = rest
    }

    /// Accesses that stand nowhere but in this number.
    package var lost: Int { state.withLock { $0.lostAltogether } }

    /// Returns at once.
    func note(_ entry: AccessEntry) {
        let (starts, hurries) = state.withLock { state in
            if state.gathered.count < AccessRecorder.maximumGathered {
                state.gathered.append(entry)
            } else {
                state.lost += 1
                state.lostAltogether += 1
            }
            let isFull = state.gathered.count == AccessRecorder.batch
            // Also when reads are resting already: these do not wait for them.
            let hurries = (isFull || entry.kind != "read") && !state.isHurried
            defer {
                state.isWaiting = true
                if hurries { state.isHurried = true }
            }
            return (hurries || !state.isWaiting, hurries)
        }
        guard starts else { return }
        Task { [self] in
            if !hurries { await rest() }
            await flush()
        }
    }

    /// Writes what was gathered, after what is being written. A log that cannot be written loses it: the request was
    /// answered already.
    package func flush() async {
        let task = state.withLock { state in
            let previous = state.writing
            state.isWaiting = false
            state.isHurried = false
            let task = Task { [self] in
                await previous?.value
                await write()
            }
            state.writing = task
            return task
        }
        await task.value
    }

    private func write() async {
        while true {
            let (entries, lost) = state.withLock { state in
                let entries = Array(state.gathered.prefix(AccessRecorder.batch))
                state.gathered.removeFirst(entries.count)
                defer { state.lost = 0 }
                return (entries, state.lost)
            }
            guard !entries.isEmpty || lost > 0 else { return }
            do throws(EngineError) {
                _ = try await engine.run(
                    RecordAccess(entries: entries, lost: lost), CallContext(AccessRecorder.door))
            } catch {
                state.withLock { state in
                    state.lost += entries.count + lost
                    state.lostAltogether += entries.count
                }
                logger?.error(
                    "accesses could not be written down",
                    metadata: ["lost": .stringConvertible(entries.count), "code": "\(error.code)"])
                return
            }
        }
    }
}
