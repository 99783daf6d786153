// The single measurements.

import Engine
import Foundation
import Glibc

extension ConsoleBench {
    func with<Value>(
        _ peer: ConsolePeer, _ columns: Int = 80, _ rows: Int = 24, bytesPerSecond: Int? = nil,
        _ body: (TerminalWatch) throws -> Value
    ) throws -> Value {
        // Each start is a first one: what a session before it left would open another view than the one that is waited for.
        let session = ["XDG_STATE_HOME": folder + "/.state/" + UUID().uuidString]
        let terminal = try BenchTerminal(
            peer.command, columns: columns, rows: rows,
            environment: peer.environment.merging(session) { $1 },
            folder: peer.folder,
            bytesPerSecond: bytesPerSecond)
        defer { terminal.close() }
        return try body(TerminalWatch(terminal: terminal, widthOf: rig.widthOf))
    }

    /// `rows`: a word of the first rows, for ours.
    func start(_ peer: ConsolePeer, _ figures: inout ConsoleFigures, rows: String? = nil) throws {
        try with(peer) { watch in
            let began = watch.terminal.startedAt
            let frame = watch.shows(peer.word, seconds: 15)
            figures.add("\(peer.name).start.frame", frame.map { ($0 - began) / .milliseconds(1) })
            guard let rows else { return }
            let shown = watch.shows(rows, seconds: 30)
            figures.add("\(peer.name).start.rows", shown.map { ($0 - began) / .milliseconds(1) })
        }
    }

    /// `before`: keys that lead to the list.
    func keys(
        _ peer: ConsolePeer, _ columns: Int, _ rows: Int, _ figures: inout ConsoleFigures,
        before: String
    ) throws {
        try with(peer, columns, rows) { watch in
            guard watch.shows(peer.word, seconds: 20) != nil else { return }
            watch.settle(.milliseconds(800))
            if !before.isEmpty {
                watch.terminal.send(before)
                watch.settle(.milliseconds(600))
            }
            let down = watch.down
            let frames = (0..<plan.keys).compactMap { _ in watch.press(down) }
            add(frames, peer.name, "", columns, &figures)
            guard columns == 80 else { return }
            scroll(watch, down, peer.name, &figures)
            burst(watch, down, peer.name, &figures)
            let kind = peer.name == "spice" ? "memory.embedded" : "memory"
            figures.add("\(peer.name).\(kind)", watch.terminal.usage.residentBytes.map(Double.init))
        }
    }

    func add(
        _ frames: [(milliseconds: Double, bytes: Int)], _ name: String, _ kind: String,
        _ columns: Int,
        _ figures: inout ConsoleFigures
    ) {
        guard !frames.isEmpty else { return }
        let times = Latencies(frames.map(\.milliseconds))
        let bytes = Latencies(frames.map { Double($0.bytes) }).p50
        if columns == 80 {
            figures.add("\(name).\(kind)key.p50", times.p50)
            figures.add("\(name).\(kind)key.p99", times.p99)
        }
        if kind.isEmpty { figures.add("\(name).key.bytes\(columns)", bytes) }
    }

    private func scroll(
        _ watch: TerminalWatch, _ down: String, _ name: String, _ figures: inout ConsoleFigures
    ) {
        watch.settle(atMost: 3)
        let (usage, began) = (watch.terminal.usage, ContinuousClock.now)
        var keys: [ContinuousClock.Instant] = []
        for key in 1...Int(plan.scrollSeconds * 60) {
            keys.append(.now)
            watch.terminal.send(down)
            let due = began + .seconds(Double(key) / 60)
            let left = (due - ContinuousClock.now) / .microseconds(1)
            if left > 0 { usleep(UInt32(left)) }
        }
        let elapsed = (ContinuousClock.now - began) / .seconds(1)
        let used = watch.terminal.usage.rates(since: usage, seconds: elapsed)
        let end = ContinuousClock.now
        // No longer than a frame's pause: the next tick of a clock on the screen is no frame of these keys.
        watch.settle(TerminalWatch.quiet, atMost: 5)
        figures.add("\(name).scroll.cpu", used.cpuPercent)
        let came = watch.terminal.chunks.map(\.at).filter { $0 >= began }
        let dropped = ScrollFrames.dropped(keys: keys, bytes: came, end: .now)
        figures.add("\(name).scroll.dropped", Double(dropped))
        let last = came.last ?? end
        figures.add("\(name).scroll.lag", max(0, (last - end) / .milliseconds(1)))
    }

    private func burst(
        _ watch: TerminalWatch, _ down: String, _ name: String, _ figures: inout ConsoleFigures
    ) {
        watch.settle(atMost: 3)
        let (bytes, began) = (watch.terminal.byteCount, ContinuousClock.now)
        for _ in 0..<10 { watch.terminal.send(String(repeating: down, count: 50)) }
        watch.settle(TerminalWatch.quiet, atMost: 10)
        let last = watch.terminal.chunks.last?.at ?? began
        figures.add("\(name).burst.ms", max(0, (last - began) / .milliseconds(1)))
        figures.add("\(name).burst.bytes", Double(watch.terminal.byteCount - bytes))
    }

    /// A list above the timeline of its row.
    func split(_ peer: ConsolePeer, _ columns: Int, _ rows: Int, _ figures: inout ConsoleFigures)
        throws
    {
        for isSlow in columns == 80 ? [false, true] : [false] {
            var peer = peer
            if isSlow { peer.command.append("--slow-link") }
            try with(peer, columns, rows) { watch in
                guard watch.shows(peer.word, seconds: 20) != nil else { return }
                watch.settle(.milliseconds(600))
                let frames = (0..<plan.keys).compactMap { _ in watch.press(watch.down) }
                guard !frames.isEmpty else { return }
                let mean = Double(frames.reduce(0) { $0 + $1.bytes }) / Double(frames.count)
                figures.add(isSlow ? "spice.split.slow" : "spice.split.bytes\(columns)", mean)
            }
        }
    }

    func idle(
        _ peer: ConsolePeer, _ kind: String, _ figures: inout ConsoleFigures, columns: Int = 80,
        rows: Int = 24
    ) throws {
        try with(peer, columns, rows) { watch in
            guard watch.shows(peer.word, seconds: 20) != nil else { return }
            watch.settle(.milliseconds(900), atMost: 4)
            usleep(2_000_000)
            let figure = watch.idle(seconds: plan.idleSeconds)
            figures.add("\(peer.name).\(kind).bytes", figure.bytesPerSecond)
            figures.add("\(peer.name).\(kind).cpu", figure.cpuPercent)
            if kind == "idle" { figures.add("\(peer.name).idle.wakes", figure.wakesPerSecond) }
            if kind == "idle", peer.name != "spice" {
                figures.add(
                    "\(peer.name).memory", watch.terminal.usage.residentBytes.map(Double.init))
            }
        }
    }

    /// 64 kbit/s: 8 000 bytes a second.
    func slow(_ figures: inout ConsoleFigures) throws {
        let peer = console(
            ["--data-dir", store, "--db", "bench", "--pane", "ontology", "--slow-link"])
        try with(peer, bytesPerSecond: 8000) { watch in
            guard watch.shows(peer.word, seconds: 20) != nil else { return }
            watch.settle(.milliseconds(900))
            watch.terminal.send("i")
            watch.settle(.milliseconds(900))
            let frames = (0..<plan.keys).compactMap { _ in
                watch.press(watch.down, atMost: .seconds(2))
            }
            figures.add("spice.slow.key", Latencies(frames.map(\.milliseconds)).p50)
        }
    }
}
