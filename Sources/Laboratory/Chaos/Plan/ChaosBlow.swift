// One thing that is done to the system under load: to whom, what, when, and for how long.

package import Engine

package enum ChaosTarget: Hashable, Sendable {
    /// A process of the program.
    case part(String)
    /// A worker, wherever it runs, as an operator addresses it.
    case worker(String)
    /// A server that the program stands on.
    case server(String)
    /// What is delivered.
    case bus

    package var name: String {
        switch self {
        case .part(let name), .worker(let name), .server(let name): name
        case .bus: "the bus"
        }
    }
}

package enum ChaosFault: Hashable, Sendable {
    /// SIGKILL, then a new process; of a server: the same, and it comes back with its data.
    case kill
    /// SIGTERM, which must end it cleanly, then a new process; of a server: an orderly restart.
    case stop
    /// SIGSTOP, later SIGCONT: it takes connections and answers nothing. Of a worker: paused, later resumed.
    case pause
    /// A new process dies by itself at this moment, then another takes its place.
    case crash(CrashPoint)
    /// Events come again, in any order, among new ones.
    case disorder

    package var name: String {
        switch self {
        case .kill: "kill"
        case .stop: "stop"
        case .pause: "pause"
        case .crash(let point): "crash at \(point.name)"
        case .disorder: "deliver again, out of order"
        }
    }
}

package struct ChaosBlow: Hashable, Sendable {
    package var target: ChaosTarget
    package var fault: ChaosFault
    /// Undisturbed load before it.
    package var waitMilliseconds: Int
    /// How long it is down or stands still.
    package var lastsMilliseconds: Int

    package init(
        _ target: ChaosTarget, _ fault: ChaosFault, waitMilliseconds: Int, lastsMilliseconds: Int
    ) {
        self.target = target
        self.fault = fault
        self.waitMilliseconds = waitMilliseconds
        self.lastsMilliseconds = lastsMilliseconds
    }

    package var text: String { "\(fault.name) \(target.name)" }
}
