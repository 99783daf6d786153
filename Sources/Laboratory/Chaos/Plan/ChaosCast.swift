// Who can be hit: the processes of a profile, their workers, and the servers that somebody lets us stop.

package import Engine
internal import EventSourcing

package struct ChaosCast: Hashable, Sendable {
    /// Processes of the program, in the order in which they start.
    package var parts: [String]
    /// Where each crash point is reached.
    package var crashPoints: [CrashPoint: String]
    package var workers: [String]
    /// Only those that may be stopped and started.
    package var servers: [String]
    /// Whether events can be published again from outside.
    package var hasOpenBus: Bool

    /// What the load can reach: its commands carry ids of their own and no key.
    private static let reached = CrashPoint.allCases.filter { !$0.needsKey }

    /// One process with everything in it.
    package static let embedded = ChaosCast(
        parts: ["up"],
        crashPoints: Dictionary(
            uniqueKeysWithValues: reached.filter(\.existsEmbedded).map { ($0, "up") }),
        workers: WorkerKind.all.map(\.name), servers: [], hasOpenBus: false)

    /// One process on servers, where no graph server is named that all roles could share.
    package static func together(servers: [String]) -> ChaosCast {
        ChaosCast(
            parts: ["up"],
            crashPoints: Dictionary(
                uniqueKeysWithValues: reached.map { ($0, "up") }),
            workers: WorkerKind.all.map(\.name), servers: servers, hasOpenBus: true)
    }

    /// A process for each role, those that work twice.
    package static func roles(servers: [String]) -> ChaosCast {
        let doubled = EngineRole.allCases.flatMap { [$0.rawValue + " 1", $0.rawValue + " 2"] }
        return ChaosCast(
            parts: ["oms", "bff"] + doubled,
            crashPoints: Dictionary(
                uniqueKeysWithValues: reached.map { ($0, role(reaching: $0)) }),
            workers: WorkerKind.all.map(\.name), servers: servers, hasOpenBus: true)
    }

    private static func role(reaching point: CrashPoint) -> String {
        switch point.name.split(separator: ":").first {
        case "oms": "oms"
        case "relay": EngineRole.messageRelay.rawValue + " 1"
        case "instance_worker", "graph_worker": EngineRole.instanceWorker.rawValue + " 1"
        case "ontology_worker": EngineRole.ontologyWorker.rawValue + " 1"
        default: EngineRole.projectionWorker.rawValue + " 1"
        }
    }
}
