// Holds what was found against what must be: pure, so that each check can be shown to fail.

internal import EventSourcing
internal import JSONText

/// One promise, what was looked at for it, and where it is broken.
package struct ChaosCheck: Codable, Hashable, Sendable {
    /// `processes` or `deliveries`: which part of the run it belongs to.
    package var run = "processes"
    package var promise: ChaosPromise
    package var sentence: String
    /// Commands, events, instances or lines; 0 proves nothing.
    package var examined: Int
    /// Empty is good. At most `limit` of them.
    package var violations: [String]
    package var violationCount: Int

    package static let limit = 20

    package init(_ promise: ChaosPromise, examined: Int, _ violations: [String]) {
        self.promise = promise
        sentence = promise.sentence
        self.examined = examined
        self.violations = Array(violations.prefix(Self.limit))
        violationCount = violations.count
    }
}

package enum ChaosChecks {
    /// All that evidence alone can show.
    package static func all(_ found: ChaosEvidence, _ wanted: ChaosExpectation) -> [ChaosCheck] {
        [
            nothingLost(found, wanted), nothingTwice(found, wanted), nothingElse(found, wanted),
            sequences(found, wanted), positions(found), completed(found, wanted),
            state(found, wanted),
            ChaosCheck(.atRest, examined: 1, found.unrest),
            ChaosCheck(.noDeadLetters, examined: 1, found.deadLetters),
            ChaosCheck(.readModels, examined: found.log.count, found.drifts),
            ChaosCheck(
                .auditChain, examined: found.log.count,
                found.auditIsIntact ? [] : [found.auditDetail]),
        ] + comparisons(found)
    }

    private static func nothingLost(_ found: ChaosEvidence, _ wanted: ChaosExpectation)
        -> ChaosCheck
    {
        let there = Set(found.log.filter(\.isCommand).map(\.eventID))
        let lost = wanted.acknowledged.filter { !there.contains($0.commandID) }
        return ChaosCheck(
            .nothingLost, examined: wanted.acknowledged.count,
            lost.map { "\(name($0)) was acknowledged and is not in the log" })
    }

    private static func nothingTwice(_ found: ChaosEvidence, _ wanted: ChaosExpectation)
        -> ChaosCheck
    {
        var asked: [String: Int] = [:]
        var answered: [String: Int] = [:]
        for entry in found.log {
            guard let id = entry.commandID else { continue }
            if entry.isCommand {
                asked[id, default: 0] += 1
            } else {
                answered[id, default: 0] += 1
            }
        }
        let wrong = wanted.acknowledged.compactMap { command -> String? in
            let (times, ends) = (asked[command.commandID] ?? 0, answered[command.commandID] ?? 0)
            // One that is not there at all is lost, which is another promise.
            guard times > 1 || times == 1 && ends != 1 else { return nil }
            return "\(name(command)) is in the log \(times) times and answered \(ends) times"
        }
        return ChaosCheck(.nothingTwice, examined: wanted.acknowledged.count, wrong)
    }

    private static func nothingElse(_ found: ChaosEvidence, _ wanted: ChaosExpectation)
        -> ChaosCheck
    {
        let known = Set(wanted.acknowledged.map(\.commandID)).union(wanted.opening)
        let strangers = found.log.filter { !known.contains($0.commandID ?? "") }
        return ChaosCheck(
            .nothingElse, examined: found.log.count,
            strangers.map {
                "\($0.type) of \($0.stream) at \($0.position) comes from \($0.commandID ?? "nobody")"
            })
    }

    private static func sequences(_ found: ChaosEvidence, _ wanted: ChaosExpectation)
        -> ChaosCheck
    {
        var last: [String: Int] = [:]
        let wrong = found.log.compactMap { entry -> String? in
            let before = last[entry.stream] ?? 0
            last[entry.stream] = entry.sequence
            let isNext =
                wanted.isGapless ? entry.sequence == before + 1 : entry.sequence > before
            return isNext ? nil : "\(entry.stream) goes from \(before) to \(entry.sequence)"
        }
        return ChaosCheck(.sequences, examined: found.log.count, wrong)
    }

    private static func positions(_ found: ChaosEvidence) -> ChaosCheck {
        var last = StorePosition.start
        var seen: Set<String> = []
        var wrong: [String] = []
        for entry in found.log {
            if entry.position <= last {
                wrong.append("\(entry.position) comes after \(last)")
            }
            last = entry.position
            if !seen.insert(entry.eventID).inserted {
                wrong.append("\(entry.eventID) stands in the log again at \(entry.position)")
            }
        }
        return ChaosCheck(.positions, examined: found.log.count, wrong)
    }

    private static func completed(_ found: ChaosEvidence, _ wanted: ChaosExpectation)
        -> ChaosCheck
    {
        let wrong = wanted.acknowledged.compactMap { command -> String? in
            let status = found.statuses[command.commandID] ?? "not known"
            return status == "COMPLETED" ? nil : "\(name(command)) is \(status)"
        }
        return ChaosCheck(.completed, examined: wanted.acknowledged.count, wrong)
    }

    private static func state(_ found: ChaosEvidence, _ wanted: ChaosExpectation) -> ChaosCheck {
        var wrong: [String] = []
        for id in wanted.touched.sorted() {
            switch (wanted.instances[id], found.instances[id]) {
            case (nil, nil): continue
            case (nil, _?): wrong.append("\(id) was deleted and is there")
            case (_?, nil): wrong.append("\(id) is not there")
            case (let data?, let instance?):
                if instance.badge != "FULL" { wrong.append("\(id) is \(instance.badge)") }
                if !instance.data.sameContent(as: data) {
                    wrong.append(
                        "\(id) is \(JSON.object(instance.data).canonicalText), not "
                            + JSON.object(data).canonicalText)
                }
            }
        }
        for name in wanted.classNames.sorted() {
            let count = wanted.instances.keys.filter { $0.hasPrefix(name + "/") }.count
            let there = found.counts[name] ?? 0
            if there != count { wrong.append("there are \(there) \(name), not \(count)") }
        }
        return ChaosCheck(.state, examined: wanted.touched.count, wrong)
    }

    private static func comparisons(_ found: ChaosEvidence) -> [ChaosCheck] {
        var checks: [ChaosCheck] = []
        if !found.rebuiltExports.isEmpty || !found.exports.isEmpty {
            checks.append(compare(.rebuild, found.exports, found.rebuiltExports))
        }
        if !found.portableInOrder.isEmpty || !found.portable.isEmpty {
            checks.append(compare(.inOrder, found.portableInOrder, found.portable))
        }
        return checks
    }

    private static func compare(
        _ promise: ChaosPromise, _ before: [String: [String]], _ after: [String: [String]]
    ) -> ChaosCheck {
        var wrong: [String] = []
        for model in Set(before.keys).union(after.keys).sorted() {
            let (one, other) = (before[model] ?? [], after[model] ?? [])
            if one == other { continue }
            let gone = Set(one).subtracting(other).sorted().prefix(3).map { "- \($0)" }
            let added = Set(other).subtracting(one).sorted().prefix(3).map { "+ \($0)" }
            wrong.append(
                "\(model): \(one.count) and \(other.count) lines; "
                    + (gone + added).joined(separator: " "))
        }
        return ChaosCheck(promise, examined: before.values.reduce(0) { $0 + $1.count }, wrong)
    }

    private static func name(_ command: ChaosLedger.Acknowledged) -> String {
        "\(command.kind.rawValue) \(command.aggregate) \(command.commandID)"
    }
}
