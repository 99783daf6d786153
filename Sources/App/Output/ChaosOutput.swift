// A chaos report for people: what was done, what was checked, and how to do it again.

import Laboratory

enum ChaosOutput {
    static func show(_ report: ChaosReport) {
        print(
            "chaos \(report.mode), \(report.profile), seed \(report.seed): "
                + "\(report.steps.count) blows in \(Int(report.tookSeconds.rounded())) s")
        for (fault, count) in blows(report) { print("  \(count) x \(fault)") }
        let counts = report.counts.filter { $0.value > 0 }.sorted { $0.key < $1.key }
        print(counts.map { "\($0.key) \(Figures.grouped($0.value))" }.joined(separator: ", "))
        Answer.table(
            ["promise", "of", "examined", "broken", ""],
            report.checks.map {
                [
                    $0.promise.rawValue, $0.run, Figures.grouped($0.examined),
                    Figures.grouped($0.violationCount), $0.sentence,
                ]
            }, right: [2, 3])
        for check in report.checks where check.violationCount > 0 {
            print("\(check.promise.rawValue) is broken:")
            for violation in check.violations { print("  \(violation)") }
            let more = check.violationCount - check.violations.count
            if more > 0 { print("  and \(more) more") }
        }
        print(report.isGood ? "every promise held" : "NOT every promise held")
        print("again: \(report.reproduce)")
        if let folder = report.folder { print("kept: \(folder)") }
    }

    /// How often each fault struck what, in the order of their first time.
    private static func blows(_ report: ChaosReport) -> [(String, Int)] {
        var order: [String] = []
        var counts: [String: Int] = [:]
        for step in report.steps {
            let name = "\(step.fault) \(step.target)"
            if counts[name] == nil { order.append(name) }
            counts[name, default: 0] += 1
        }
        return order.map { ($0, counts[$0] ?? 0) }
    }
}
