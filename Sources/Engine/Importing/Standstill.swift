// Words for a wait in which nothing moves: for whom it is, and whether somebody paused that worker. The text stays the
// same as long as the reason does, so that it can be told again and again.

internal import EventSourcing

struct Standstill: Sendable {
    /// Shorter rests need no explanation.
    static let secondsBefore = 0.5

    let ports: EnginePorts

    func phase(_ kind: WorkerKind) async -> String {
        let desired = try? await ports.board.desired(kind.name)
        let reason =
            switch desired {
            case .paused: "which is paused"
            case .rebuilding: "whose read model is made again"
            case .running, nil: "which stands still"
            }
        return "waiting for the worker \(kind.name), \(reason)"
    }
}
