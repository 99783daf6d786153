// What stood in the log before this engine began: commands of processes that ended before the read models had them.
// Who reads first waits for it; afterwards it costs nothing.

internal import EventSourcing
internal import Synchronization

final class EarlierWrites: Sendable {
    private enum Stage {
        case unseen
        /// Commands up to here still have to be decided.
        case commands(upTo: StorePosition)
        /// Facts up to here still have to reach graph and documents.
        case facts(upTo: StorePosition)
        case gone
    }

    private let ports: EnginePorts
    private let coverage: Coverage
    private let stage = Mutex(Stage.unseen)

    init(ports: EnginePorts, coverage: Coverage) {
        self.ports = ports
        self.coverage = coverage
    }

    /// Notes where the log ends. Only the first call counts.
    func begin() async {
        guard case .unseen = stage.withLock({ $0 }), let head = try? await ports.store.head()
        else { return }
        stage.withLock { stage in
            guard case .unseen = stage else { return }
            stage = head == .start ? .gone : .commands(upTo: head)
        }
    }

    /// Whether all of it is in the read models.
    func isGone() async -> Bool {
        await begin()
        if case .commands(let position) = stage.withLock({ $0 }),
            await have([.instance, .ontology], reached: position),
            let head = try? await ports.store.head()
        {
            stage.withLock { stage in
                if case .commands = stage { stage = .facts(upTo: head) }
            }
        }
        if case .facts(let position) = stage.withLock({ $0 }),
            await have([.graph, .documents], reached: position)
        {
            stage.withLock { $0 = .gone }
        }
        if case .gone = stage.withLock({ $0 }) { return true }
        return false
    }

    /// Whether somebody paused a worker that it needs: it stays for as long as that one rests.
    func isHeldBack() async -> Bool {
        for kind in [WorkerKind.instance, .ontology, .graph, .documents] {
            if let desired = try? await ports.board.desired(kind.name), desired != .running {
                return true
            }
        }
        return false
    }

    private func have(_ kinds: [WorkerKind], reached position: StorePosition) async -> Bool {
        for kind in kinds where (try? await coverage.has(kind, reached: position)) != true {
            return false
        }
        return true
    }
}
