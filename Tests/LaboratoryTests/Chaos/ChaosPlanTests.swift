// The plan and the scripts of a chaos run follow from the seed alone, and hold what they promise to hold.

import Engine
import Testing

@testable import Laboratory

@Suite struct ChaosPlanTests {
    private static let roles = ChaosCast.roles(servers: ["postgres", "kafka"])

    /// The published numbers of SplitMix64 for 0: also another build on another machine draws these.
    @Test func chanceIsTheSameEverywhere() {
        var dice = ChaosDice(seed: 0, purpose: "")
        #expect(dice.next() == 0xE220_A839_7B1D_CDAF)
        #expect(dice.next() == 0x6E78_9E6A_A1B9_65F4)
        #expect(ChaosDice(seed: 0, purpose: "a") != ChaosDice(seed: 0, purpose: "b"))
    }

    @Test(arguments: [ChaosCast.embedded, .together(servers: []), roles])
    func theSameSeedIsTheSamePlan(_ cast: ChaosCast) {
        for make in [ChaosPlan.lite, ChaosPlan.soak] {
            let plan = make(cast, 7, 30)
            #expect(make(cast, 7, 30) == plan)
            #expect(make(cast, 8, 30).blows != plan.blows)
            #expect(!plan.blows.isEmpty)
        }
        #expect(ChaosPlan.outOfOrder(seed: 7, seconds: 9) == .outOfOrder(seed: 7, seconds: 9))
        #expect(ChaosPlan.outOfOrder(seed: 7, seconds: 9) != .outOfOrder(seed: 8, seconds: 9))
    }

    @Test func liteHitsEveryPartWorkerServerAndCrashPointOnce() {
        let plan = ChaosPlan.lite(Self.roles, seed: 3, seconds: 10)
        for name in Self.roles.parts {
            for fault in [ChaosFault.kill, .stop, .pause] {
                let hits = plan.blows.filter { $0.target == .part(name) && $0.fault == fault }
                #expect(hits.count == 1, "\(fault.name) \(name)")
            }
        }
        for point in CrashPoint.allCases where !point.needsKey {
            let hits = plan.blows.filter { $0.fault == .crash(point) }
            #expect(hits.count == 1, "\(point.name)")
            #expect(hits.allSatisfy { Self.roles.parts.contains($0.target.name) })
        }
        for name in Self.roles.workers {
            #expect(plan.blows.contains { $0.target == .worker(name) })
        }
        #expect(plan.blows.contains { $0.fault == .disorder })
        // Servers last: one that comes back puts an end to what it remembers of the dead.
        let last = plan.blows.suffix(6).map(\.target)
        #expect(
            last.allSatisfy { if case .server = $0 { true } else { false } }, "\(last)")
    }

    @Test func embeddedThereIsNoRelayToDie() {
        let points = ChaosPlan.lite(.embedded, seed: 1, seconds: 10).blows.map(\.fault.name)
        #expect(!points.contains { $0.contains("relay") })
        #expect(points.contains("crash at instance_worker:after_claim"))
    }

    @Test(arguments: [1, 60, 600]) func aSoakIsAsLongAsAsked(_ seconds: Int) {
        let plan = ChaosPlan.soak(.embedded, seed: 5, seconds: seconds)
        let planned = plan.blows.reduce(0) { $0 + $1.waitMilliseconds + $1.lastsMilliseconds }
        #expect(planned >= seconds * 1000)
    }

    @Test func theSameSeedAndLaneIsTheSameScript() {
        var (one, other) = (ChaosScript(seed: 4, lane: 1), ChaosScript(seed: 4, lane: 1))
        #expect((0..<200).map { _ in one.next() } == (0..<200).map { _ in other.next() })
        #expect(one == other)
        var stranger = ChaosScript(seed: 5, lane: 1)
        var again = ChaosScript(seed: 4, lane: 1)
        #expect(
            (0..<20).map { _ in stranger.next().data } != (0..<20).map { _ in again.next().data })
    }

    @Test func aScriptOnlyAsksForWhatMustBeAccepted() {
        var there: Set<String> = []
        var kinds: Set<ChaosWrite.Kind> = []
        var names: Set<String> = []
        var script = ChaosScript(seed: 11, lane: 0)
        for _ in 0..<600 {
            let write = script.next()
            kinds.insert(write.kind)
            #expect(names.insert(write.name).inserted)
            switch write.kind {
            case .makeClass: #expect(script.classes.contains(write.className))
            case .create: #expect(there.insert(write.aggregate).inserted)
            case .update, .patch: #expect(there.contains(write.aggregate))
            case .delete: #expect(there.remove(write.aggregate) != nil)
            }
            #expect(Set(script.expected.keys) == there)
        }
        #expect(kinds == Set(ChaosWrite.Kind.allCases))
        #expect(there.count > 5 && there.count < script.touched.count)
    }

    @Test func lanesDoNotMeet() {
        var touched: Set<String> = []
        for lane in 0..<4 {
            var script = ChaosScript(seed: 2, lane: lane)
            for _ in 0..<300 { _ = script.next() }
            #expect(touched.isDisjoint(with: script.touched))
            touched.formUnion(script.touched)
        }
    }
}
