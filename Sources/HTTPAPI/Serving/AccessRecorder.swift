// Keeps accesses in the audit. Logins, refusals and what admins do at once; reads are gathered for a second, so that
// they cost no flush each: what a crash takes is at most that second's reads.

package import Engine
internal import Synchronization

package final class AccessRecorder: Sendable {
    private static let maximumGathered = 500
    private static let door = Principal(actor: "door", roles: [.writer])

    private struct State: Sendable {
        var gathered: [AccessEntry] = []
        var isWaiting = false
        var lost = 0
        /// The last that writes.
        var writing: Task<Void, Never>?
    }

    private let engine: any EngineClient
    private let state = Mutex(State())

    package init(engine: any EngineClient) { self.engine = engine }

    /// Returns at once. Refusals of one second beyond the limit are only counted.
    func note(_ entry: AccessEntry) {
        let startsWaiting = state.withLock { state in
            if state.gathered.count < AccessRecorder.maximumGathered {
                state.gathered.append(entry)
            } else {
                state.lost += 1
            }
            defer { state.isWaiting = true }
            return !state.isWaiting
        }
        guard startsWaiting else { return }
        let isUrgent = entry.kind != "read"
        Task { [self] in
            if !isUrgent { try? await Task.sleep(for: .seconds(1)) }
            await flush()
        }
    }

    /// Writes what was gathered, after what is being written. A log that cannot be written loses it: the request was
    /// answered already.
    package func flush() async {
        let task = state.withLock { state in
            let (entries, previous) = (state.gathered, state.writing)
            state.gathered = []
            state.isWaiting = false
            let task = Task { [engine] in
                await previous?.value
                guard !entries.isEmpty else { return }
                _ = try? await engine.run(
                    RecordAccess(entries: entries), CallContext(AccessRecorder.door))
            }
            state.writing = task
            return task
        }
        await task.value
    }
}
