// What a run of the console's bench came to, by the names of the measures, with the goals of each.

struct ConsoleFigures: Sendable {
    private(set) var values: [String: [Double]] = [:]
    private(set) var order: [String] = []

    mutating func add(_ name: String, _ value: Double?) {
        guard let value else { return }
        if values[name] == nil { order.append(name) }
        values[name, default: []].append(value)
    }

    mutating func merge(_ other: ConsoleFigures) {
        for name in other.order { for value in other.values[name] ?? [] { add(name, value) } }
    }

    /// What each name after the program's means: text, unit, goal, and ratios to peers.
    private struct Meaning {
        var what: String
        var unit: String
        var goal: Goal?
        var ratios: [(peer: String, goal: Goal)] = []
    }

    private static let meanings: [String: Meaning] = [
        "start.frame": .init(
            what: "start to first frame", unit: "ms", goal: .atMost(60),
            ratios: [("tig", .atMost(1))]),
        "start.rows": .init(what: "start to first rows", unit: "ms", goal: .atMost(150)),
        "key.p50": .init(
            what: "Down to last byte, half of them", unit: "ms", goal: .atMost(2),
            ratios: [("tig", .atMost(5))]),
        "key.p99": .init(
            what: "Down to last byte, 99 of 100", unit: "ms", goal: .atMost(16)),
        "key.bytes80": .init(
            what: "bytes of a Down, 80x24", unit: "bytes", goal: .atMost(400),
            ratios: [("tig", .atMost(1.2))]),
        "key.bytes200": .init(
            what: "bytes of a Down, 200x50", unit: "bytes", goal: .atMost(600),
            ratios: [("tig", .atMost(1.2))]),
        "split.bytes80": .init(
            what: "bytes of a step, split view, 80x24", unit: "bytes", goal: .atMost(1500)),
        "split.bytes200": .init(
            what: "bytes of a step, split view, 200x50", unit: "bytes", goal: .atMost(5500)),
        "split.slow": .init(
            what: "bytes of a step, split view, slow link", unit: "bytes", goal: .atMost(500)),
        "scroll.cpu": .init(
            what: "CPU at 60 keys a second", unit: "%", goal: .atMost(5),
            ratios: [("visidata", .atMost(0.2))]),
        "scroll.dropped": .init(
            what: "keys without a frame of their own, 60 a second", unit: "keys", goal: .atMost(0)),
        "scroll.lag": .init(
            what: "last frame after the last of them", unit: "ms", goal: .atMost(17)),
        "burst.ms": .init(what: "500 keys queued: settled", unit: "ms", goal: .atMost(50)),
        "burst.bytes": .init(
            what: "500 keys queued: bytes", unit: "bytes", goal: .atMost(10_240),
            ratios: [("tig", .atMost(0.1))]),
        "idle.bytes": .init(what: "bytes a second, nothing changes", unit: "B/s", goal: .atMost(0)),
        "idle.wakes": .init(
            what: "wake-ups a second, nothing changes", unit: "1/s", goal: .atMost(2)),
        "idle.cpu": .init(what: "CPU, nothing changes", unit: "%", goal: .atMost(0.1)),
        "dashboard.bytes": .init(
            what: "bytes a second of the dashboard, idle", unit: "B/s", goal: .atMost(400),
            ratios: [("htop", .atMost(0.35)), ("btop", .atMost(0.1))]),
        "dashboard.cpu": .init(what: "CPU of the dashboard, idle", unit: "%", goal: .atMost(0.5)),
        "busy.key.p50": .init(
            what: "the same while 1 000 events/s come", unit: "ms", goal: .atMost(2)),
        "busy.key.p99": .init(
            what: "the same while 1 000 events/s come", unit: "ms", goal: .atMost(16),
            ratios: [("visidata", .atMost(1))]),
        "busy.dashboard.bytes": .init(
            what: "bytes a tick, 1 000 events/s", unit: "B/s", goal: .atMost(1536),
            ratios: [("btop", .atMost(0.35))]),
        "hung.key.p50": .init(what: "Down while the engine hangs", unit: "ms", goal: .atMost(2)),
        "hung.key.p99": .init(what: "Down while the engine hangs", unit: "ms", goal: .atMost(16)),
        "down.bytes": .init(what: "bytes a second, no engine", unit: "B/s", goal: .atMost(50)),
        "down.cpu": .init(what: "CPU, no engine", unit: "%", goal: .atMost(0.2)),
        "wide.down.bytes": .init(
            what: "bytes a second, no engine, 200x50", unit: "B/s", goal: .atMost(50)),
        "wide.down.cpu": .init(what: "CPU, no engine, 200x50", unit: "%", goal: .atMost(0.2)),
        "csv.rows": .init(
            what: "a large table: first rows", unit: "ms", goal: .atMost(150),
            ratios: [("visidata", .atMost(0.5))]),
        "csv.types": .init(
            what: "a large table: types of a sample", unit: "ms", goal: .atMost(300)),
        "csv.memory": .init(
            what: "memory with a large table open", unit: "B", goal: .atMost(60 * 1_048_576),
            ratios: [("visidata", .atMost(0.1))]),
        "memory.attached": .init(
            what: "memory of the console alone", unit: "B", goal: .atMost(30 * 1_048_576),
            ratios: [("visidata", .atMost(0.1))]),
        "memory.embedded": .init(what: "memory with the engine in it", unit: "B"),
        "memory": .init(what: "memory", unit: "B"),
        "slow.key": .init(
            what: "Down over 64 kbit/s, without the way", unit: "ms", goal: .atMost(100)),
    ]

    /// What a measure of ours is held against where the peers' is called otherwise.
    private static let counterparts = [
        "memory.attached": "csv.memory", "dashboard.bytes": "idle.bytes",
        "busy.dashboard.bytes": "idle.bytes", "busy.key.p99": "key.p50",
    ]

    /// Measures with a goal that have no value, by name: a figure that is not there must not look like one that was
    /// not asked for.
    var missing: [String] {
        Self.meanings.filter { $1.goal != nil && values["spice.\($0)"] == nil }.keys.sorted()
    }

    /// Ours first, then the peers', so that ratios find theirs.
    func measures() -> [BenchMeasure] {
        let all = order.compactMap { name -> BenchMeasure? in
            let isOurs = name.hasPrefix("spice.")
            let short = String(name.drop { $0 != "." }.dropFirst())
            guard let meaning = Self.meanings[short] else { return nil }
            return BenchMeasure(
                isOurs ? short : name, meaning.what, unit: meaning.unit, values[name] ?? [],
                goal: isOurs ? meaning.goal : nil)
        }
        return all.map { measure in
            var measure = measure
            for (peer, goal) in Self.meanings[measure.name]?.ratios ?? [] {
                let theirs = Self.counterparts[measure.name] ?? measure.name
                if let other = all.first(where: { $0.name == "\(peer).\(theirs)" }) {
                    measure.compare(to: other, goal: goal)
                }
            }
            return measure
        }
    }
}
