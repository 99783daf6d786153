// A check that cannot fail is a defect: sound evidence passes all of them, and each damage is seen by the check that is
// there for it.

import EventSourcing
import JSONText
import Testing

@testable import Laboratory

@Suite struct ChaosChecksTests {
    /// What is done to sound evidence, and the promise that it breaks.
    struct Damage: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var promise: ChaosPromise
        var apply: @Sendable (inout ChaosEvidence) -> Void

        init(
            _ name: String, _ promise: ChaosPromise,
            _ apply: @escaping @Sendable (inout ChaosEvidence) -> Void
        ) {
            testDescription = name
            self.promise = promise
            self.apply = apply
        }
    }

    private static let expectation = ChaosExpectation(
        acknowledged: [
            .init(commandID: "c1", kind: .create, aggregate: "Item/1"),
            .init(commandID: "c2", kind: .patch, aggregate: "Item/1"),
            .init(commandID: "c3", kind: .create, aggregate: "Item/2"),
            .init(commandID: "c4", kind: .delete, aggregate: "Item/2"),
        ], opening: ["c0"], instances: ["Item/1": JSONObject([("id", "1"), ("qty", 2)])],
        touched: ["Item/1", "Item/2"], isGapless: true)

    private static var sound: ChaosEvidence {
        var found = ChaosEvidence()
        var last: [String: Int] = [:]
        for (command, stream) in [
            ("c0", "Database chaos"), ("c1", "Instance Item/1"), ("c2", "Instance Item/1"),
            ("c3", "Instance Item/2"), ("c4", "Instance Item/2"),
        ] {
            for isCommand in [true, false] {
                last[stream, default: 0] += 1
                found.log.append(
                    .init(
                        position: StorePosition(segment: Int64(found.log.count + 1)),
                        eventID: isCommand ? command : "d-" + command, isCommand: isCommand,
                        type: isCommand ? "ASKED" : "DONE", commandID: command, stream: stream,
                        sequence: last[stream] ?? 0))
            }
            found.statuses[command] = "COMPLETED"
        }
        found.instances = [
            "Item/1": .init(badge: "FULL", data: JSONObject([("qty", 2), ("id", "1")]))
        ]
        found.counts = ["Item": 1]
        for model in ["graph", "documents", "lineage"] {
            found.exports[model] = ["line of \(model)"]
        }
        found.rebuiltExports = found.exports
        found.portable = found.exports
        found.portableInOrder = found.exports
        return found
    }

    private static func broken(_ found: ChaosEvidence) -> Set<ChaosPromise> {
        let checks = ChaosChecks.all(found, expectation)
        return Set(checks.filter { $0.violationCount > 0 }.map(\.promise))
    }

    @Test func soundEvidencePassesEveryCheckOfSomething() {
        let checks = ChaosChecks.all(Self.sound, Self.expectation)
        #expect(checks.filter { $0.violationCount > 0 } == [])
        #expect(checks.allSatisfy { $0.examined > 0 })
        // The others are seen by who is there, and have no evidence.
        let others: Set<ChaosPromise> = [.answers, .parts, .plan]
        #expect(Set(checks.map(\.promise)) == Set(ChaosPromise.allCases).subtracting(others))
    }

    static let damages: [Damage] = [
        Damage("an acknowledged command is gone", .nothingLost) { found in
            found.log.removeAll { $0.commandID == "c4" }
        },
        Damage("a command is answered twice", .nothingTwice) { found in
            var again = found.log[9]
            again.eventID = "d-c4-again"
            again.position = StorePosition(segment: 11)
            again.sequence += 1
            found.log.append(again)
        },
        Damage("a command is not answered", .nothingTwice) { $0.log.removeLast() },
        Damage("a command that nobody sent", .nothingElse) { found in
            var stranger = found.log[9]
            (stranger.eventID, stranger.commandID) = ("x", "x")
            stranger.position = StorePosition(segment: 11)
            stranger.sequence += 1
            found.log.append(stranger)
        },
        Damage("a gap in a stream", .sequences) { $0.log[9].sequence += 1 },
        Damage("a sequence used again", .sequences) { $0.log[9].sequence -= 1 },
        Damage("a position that goes back", .positions) { found in
            found.log[9].position = StorePosition(segment: 3)
        },
        Damage("the same event at two places", .positions) { found in
            found.log[9].eventID = "d-c3"
        },
        Damage("a command that FAILED", .completed) { $0.statuses["c2"] = "FAILED stale" },
        Damage("a command that nobody knows", .completed) { $0.statuses["c2"] = nil },
        Damage("a lost patch", .state) { found in
            found.instances["Item/1"]?.data = JSONObject([("id", "1"), ("qty", 1)])
        },
        Damage("a property too many", .state) { found in
            found.instances["Item/1"]?.data["note"] = "x"
        },
        Damage("an instance that is not there", .state) { $0.instances["Item/1"] = nil },
        Damage("a deleted one is back", .state) { found in
            found.instances["Item/2"] = found.instances["Item/1"]
        },
        Damage("a node without its document", .state) { found in
            found.instances["Item/1"]?.badge = "MISSING not_indexed_yet"
        },
        Damage("one too many in the count", .state) { $0.counts["Item"] = 2 },
        Damage("lag that stays", .atRest) { $0.unrest = ["graph/0 is 3 events behind"] },
        Damage("a dead letter", .noDeadLetters) { $0.deadLetters = ["poison"] },
        Damage("a read model that drifts", .readModels) { $0.drifts = ["graph: Item/1"] },
        Damage("a broken chain", .auditChain) { $0.auditIsIntact = false },
        Damage("a rebuild that differs", .rebuild) { $0.rebuiltExports["graph"] = [] },
        Damage("an order that counted", .inOrder) { $0.portable["documents"]?[0] += " " },
    ]

    @Test("Each damage is seen by its check", arguments: damages)
    func damaged(_ damage: Damage) {
        var found = Self.sound
        damage.apply(&found)
        #expect(Self.broken(found) == [damage.promise])
    }

    @Test func connectedStreamsMayHaveGapsAndStillOnlyRise() {
        var expectation = Self.expectation
        expectation.isGapless = false
        var found = Self.sound
        found.log[9].sequence += 5
        #expect(ChaosChecks.all(found, expectation).allSatisfy { $0.violationCount == 0 })
        found.log[9].sequence = 1
        let wrong = ChaosChecks.all(found, expectation).filter { $0.violationCount > 0 }
        #expect(wrong.map(\.promise) == [.sequences])
    }

    @Test func ofManyViolationsTheFirstAreNamedAndAllAreCounted() {
        let check = ChaosCheck(.state, examined: 100, (0..<90).map { "\($0)" })
        #expect(check.violations.count == ChaosCheck.limit)
        #expect(check.violationCount == 90)
    }
}
