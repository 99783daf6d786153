// The life of one simulated process. Every call that it makes to a port goes through here: it may fail without having
// happened, fail although it happened, happen twice, or be the last one.

internal import Engine
internal import Synchronization

final class Life: Sendable {
    /// What is drawn for a call.
    private enum Fate: String {
        case fine, failsBefore, failsAfter, diesBefore, diesAfter
    }

    private let name: String
    private let chance: SimulatedChance
    private let faults: Faults
    private let dead = Atomic(false)

    init(_ name: String, _ chance: SimulatedChance, _ faults: Faults) {
        self.name = name
        self.chance = chance
        self.faults = faults
    }

    var isOver: Bool { dead.load(ordering: .acquiring) }

    /// From now on nothing that this process does reaches a port.
    func end() { dead.store(true, ordering: .releasing) }

    /// Passes on a call, as far as fate allows. `refusal` makes the port's own error of a reason.
    func through<Value, Failure: Error>(
        _ call: String, _ refusal: (String) -> Failure, _ body: () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        guard !isOver else { throw refusal("this process is dead") }
        let fate = drawn()
        chance.note("\(name) \(call) \(fate.rawValue)")
        switch fate {
        case .fine: return try await body()
        case .failsBefore: throw refusal("\(call) did not get through")
        case .failsAfter:
            _ = try await body()
            throw refusal("the answer of \(call) was lost")
        case .diesBefore:
            end()
            throw refusal("died before \(call)")
        case .diesAfter:
            defer { end() }
            _ = try await body()
            throw refusal("died after \(call)")
        }
    }

    func note(_ text: String) { chance.note("\(name) \(text)") }

    /// Whether something that may come twice does now.
    func comesTwice() -> Bool { faults.areOn && chance.isOne(in: faults.rates.doublesOneIn) }

    private func drawn() -> Fate {
        guard faults.areOn else { return .fine }
        let rates = faults.rates
        if chance.isOne(in: rates.failsOneIn) {
            return chance.isOne(in: 2) ? .failsBefore : .failsAfter
        }
        if chance.isOne(in: rates.diesOneIn) {
            faults.noteDeath()
            return chance.isOne(in: 2) ? .diesBefore : .diesAfter
        }
        return .fine
    }
}

/// Which faults there are, for all processes of one run.
final class Faults: Sendable {
    /// One in so many calls; 0 is never.
    struct Rates: Sendable {
        var failsOneIn: Int
        var diesOneIn: Int
        var doublesOneIn: Int
    }

    let rates: Rates
    private let isOn = Atomic(true)
    private let died = Atomic(0)
    /// Nil when none is armed, or it has fired.
    private let armed: Mutex<CrashPoint?>

    init(_ rates: Rates, armed: CrashPoint? = nil) {
        self.rates = rates
        self.armed = Mutex(armed)
    }

    var areOn: Bool { isOn.load(ordering: .acquiring) }
    var deaths: Int { died.load(ordering: .acquiring) }

    func stop() { isOn.store(false, ordering: .releasing) }
    /// True the first time that the armed point is reached.
    func fires(at point: CrashPoint) -> Bool {
        let isNow = armed.withLock { armed in
            guard armed == point else { return false }
            armed = nil
            return true
        }
        if isNow { noteDeath() }
        return isNow
    }

    func noteDeath() { died.add(1, ordering: .relaxed) }
}
