// What is done to the system, in order: a value that follows from seed, length and cast alone.

internal import Engine

package struct ChaosPlan: Hashable, Sendable {
    package enum Mode: String, Hashable, Sendable, CaseIterable {
        case lite
        case outOfOrder = "out-of-order"
        case soak
    }

    package var mode: Mode
    package var seed: UInt64
    package var seconds: Int
    package var blows: [ChaosBlow]

    package init(mode: Mode, seed: UInt64, seconds: Int, blows: [ChaosBlow]) {
        self.mode = mode
        self.seed = seed
        self.seconds = seconds
        self.blows = blows
    }

    /// Every part, worker and server hit in every way once, and every crash point reached, in an order from the seed;
    /// servers last. Takes longer than asked when that is too short for all of it.
    package static func lite(_ cast: ChaosCast, seed: UInt64, seconds: Int) -> ChaosPlan {
        var dice = ChaosDice(seed: seed, purpose: "lite")
        let own = dice.shuffled(onParts(cast) + onWorkers(cast) + crashes(cast) + onBus(cast))
        let all = own + dice.shuffled(onServers(cast))
        let share = seconds * 1000 / max(1, all.count)
        let blows = all.map { target, fault in
            let wait = dice.number(in: min(share / 2, 100)...max(150, share))
            return ChaosBlow(
                target, fault, waitMilliseconds: wait,
                lastsMilliseconds: dice.number(in: 0...lasting(target)))
        }
        return ChaosPlan(mode: .lite, seed: seed, seconds: seconds, blows: blows)
    }

    /// Hits drawn one by one, also the same one again at once, until the time is over. Those that would begin later are
    /// left out by whoever carries it out, so it may be longer than what is done.
    package static func soak(_ cast: ChaosCast, seed: UInt64, seconds: Int) -> ChaosPlan {
        var dice = ChaosDice(seed: seed, purpose: "soak")
        // A server takes seconds to come back, and is many parts' server: not as often as the rest.
        let all = onParts(cast) + onWorkers(cast) + crashes(cast) + onBus(cast)
        let servers = onServers(cast)
        var blows: [ChaosBlow] = []
        var planned = 0
        while planned < seconds * 1000 {
            let pool = !servers.isEmpty && dice.isOne(in: 6) ? servers : all
            guard let (target, fault) = dice.pick(pool) else { break }
            // Mostly a moment of load, sometimes none: then one hits the recovery from another.
            let wait = dice.isOne(in: 4) ? dice.number(in: 0...30) : dice.number(in: 100...1500)
            let lasts = dice.number(in: 0...lasting(target))
            blows.append(
                ChaosBlow(target, fault, waitMilliseconds: wait, lastsMilliseconds: lasts))
            planned += wait + lasts
        }
        return ChaosPlan(mode: .soak, seed: seed, seconds: seconds, blows: blows)
    }

    /// Nothing but disorder, for a bus that takes events from outside.
    package static func outOfOrder(seed: UInt64, seconds: Int) -> ChaosPlan {
        var dice = ChaosDice(seed: seed, purpose: "out-of-order")
        let blows = (0..<max(3, seconds)).map { _ in
            ChaosBlow(
                .bus, .disorder, waitMilliseconds: dice.number(in: 100...900),
                lastsMilliseconds: dice.number(in: 0...500))
        }
        return ChaosPlan(mode: .outOfOrder, seed: seed, seconds: seconds, blows: blows)
    }

    private typealias Choice = (ChaosTarget, ChaosFault)

    private static func onParts(_ cast: ChaosCast) -> [Choice] {
        cast.parts.flatMap { name in
            [ChaosFault.kill, .stop, .pause].map { (.part(name), $0) }
        }
    }

    private static func onWorkers(_ cast: ChaosCast) -> [Choice] {
        cast.workers.map { (.worker($0), .pause) }
    }

    private static func onServers(_ cast: ChaosCast) -> [Choice] {
        cast.servers.flatMap { name in
            [ChaosFault.kill, .stop, .pause].map { (.server(name), $0) }
        }
    }

    private static func crashes(_ cast: ChaosCast) -> [Choice] {
        cast.crashPoints.sorted { $0.key.name < $1.key.name }.map {
            (.part($0.value), .crash($0.key))
        }
    }

    private static func onBus(_ cast: ChaosCast) -> [Choice] {
        cast.hasOpenBus ? [(.bus, .disorder), (.bus, .disorder)] : []
    }

    private static func lasting(_ target: ChaosTarget) -> Int {
        if case .server = target { 3000 } else { 800 }
    }
}
