// What a simulation stands on, by hand-over: no adapter is known here.

package import Engine

/// Opens fresh stores for one run. Their clock, ids and chance must be the ones that come along or follow from the
/// seed, else a run cannot be repeated.
package struct SimulationRig: Sendable {
    package let open:
        @Sendable (_ seed: UInt64, _ clock: SimulatedClock) async throws -> EnginePorts
    /// Whether sequences rise by one, without gaps.
    package let isGapless: Bool
    /// Makes the bus lose records that it had acknowledged; the number decides which. Nil: this bus cannot.
    package let loseTail: (@Sendable (_ ports: EnginePorts, _ number: UInt64) -> Void)?
    /// Changes what a role (`oms`, or the name of a loop) sees of the ports, for planted faults.
    package let adjust: @Sendable (_ role: String, _ ports: inout EnginePorts) -> Void

    package init(
        isGapless: Bool,
        loseTail: (@Sendable (_ ports: EnginePorts, _ number: UInt64) -> Void)? = nil,
        adjust: @escaping @Sendable (_ role: String, _ ports: inout EnginePorts) -> Void = {
            _, _ in
        },
        open:
            @escaping @Sendable (_ seed: UInt64, _ clock: SimulatedClock) async throws
            -> EnginePorts
    ) {
        self.open = open
        self.isGapless = isGapless
        self.loseTail = loseTail
        self.adjust = adjust
    }
}

/// How long and how rough a run is.
package struct SimulationPlan: Sendable {
    /// Turns with faults, at least.
    package var steps = 260
    package var commands = 16
    /// One call to a port in so many fails, with or without effect.
    package var failsOneIn = 40
    /// One call in so many is the last of its process.
    package var diesOneIn = 80
    /// One publication in so many happens twice.
    package var doublesOneIn = 6
    /// In one turn of so many the bus loses records that it had acknowledged, where it can.
    package var losesTailOneIn = 80
    /// A process that reaches this point dies there, once.
    package var crashPoint: CrashPoint?
    /// Told of every call to a port and of what became of it.
    package var trace: (@Sendable (String) -> Void)?
    /// Rounds without faults in which everything must come to rest.
    package var restRounds = 400

    package init() {}

    /// No chance but the order of things: only the armed point kills.
    package static func dyingOnce(at point: CrashPoint) -> SimulationPlan {
        var plan = SimulationPlan()
        (plan.failsOneIn, plan.diesOneIn, plan.doublesOneIn) = (0, 0, 0)
        plan.losesTailOneIn = 0
        plan.crashPoint = point
        return plan
    }
}
