// Use case: how well the links of an ontology hang together: targets that are not there, links without instances, rings
// of required links, links without an inverse name.

internal import EventSourcing
package import JSONText
internal import Ontology

package struct AnalyzeNetwork: DatabaseUseCase, Hashable {
    package static let name = "analyze-network"
    package var database: String
    package var branch: String?
    /// A class as it would be created or replaced; nil: the ontology as it stands.
    package var candidate: JSON?

    package init(database: String, branch: String? = nil, candidate: JSON? = nil) {
        self.database = database
        self.branch = branch
        self.candidate = candidate
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> NetworkReport
    {
        let views = try await ListClasses(database: database, branch: branch).perform(
            in: engine, call
        ).items
        var classes = views.compactMap { try? ClassDefinition(json: $0.definition) }
        var subject: ClassDefinition?
        if let candidate {
            let definition = try EngineError.wrapSchema { () throws(SchemaError) in
                try ClassDefinition(json: candidate)
            }
            classes.removeAll { $0.id == definition.id }
            classes.append(definition)
            subject = definition
        }
        var report = NetworkCheck(classes).report(about: subject)
        report.instances = views.reduce(0) { $0 + $1.instances }
        return report
    }
}

package struct NetworkReport: Codable, Hashable, Sendable {
    package struct Finding: Codable, Hashable, Sendable {
        /// `unknown_target`, `unknown_property`, `abstract_target`, `no_inverse`, `isolated`.
        package var code: String
        package var className: String
        package var predicate: String?
        package var message: String
    }

    package var classes: Int
    package var links: Int
    package var instances: Int
    /// By cardinality.
    package var kinds: [String: Int]
    package var errors: [Finding]
    package var warnings: [Finding]
    /// Rings of classes along links, each once, beginning with the first class by name.
    package var cycles: [[String]]
    /// Rings in which every link is required: no instance of them can be the first.
    package var criticalCycles: Int
    package var linksWithInverse: Int

    /// 100 − 10 an error − 15 a critical ring − 2 a warning, at least 0.
    package var score: Int {
        max(0, 100 - 10 * errors.count - 15 * criticalCycles - 2 * warnings.count)
    }
}

/// Looks at the links of some classes. Pure.
struct NetworkCheck: Sendable {
    private static let maximumCycles = 100

    private let classes: [ClassDefinition]
    private let byID: [String: ClassDefinition]

    init(_ classes: [ClassDefinition]) {
        self.classes = classes.sorted { $0.id.text < $1.id.text }
        byID = Dictionary(classes.map { ($0.id.text, $0) }, uniquingKeysWith: { one, _ in one })
    }

    /// `subject`: only what concerns this class.
    func report(about subject: ClassDefinition?) -> NetworkReport {
        var report = NetworkReport(
            classes: classes.count, links: classes.reduce(0) { $0 + $1.links.count },
            instances: 0, kinds: [:], errors: [], warnings: [], cycles: [], criticalCycles: 0,
            linksWithInverse: 0)
        let targets = Set(classes.flatMap { $0.links.map(\.target.text) })
        for definition in classes {
            for link in definition.links {
                report.kinds[link.cardinality.rawValue, default: 0] += 1
                if link.inversePredicate != nil { report.linksWithInverse += 1 }
            }
            guard subject == nil || subject?.id == definition.id else { continue }
            for link in definition.links { check(link, of: definition, &report) }
            if definition.links.isEmpty, !targets.contains(definition.id.text), classes.count > 1 {
                report.warnings.append(
                    .init(
                        code: "isolated", className: definition.id.text, predicate: nil,
                        message: "no link leads to or from \(definition.id)"))
            }
        }
        for cycle in cycles() where subject.map({ cycle.contains($0.id.text) }) ?? true {
            report.cycles.append(cycle)
            if isCritical(cycle) { report.criticalCycles += 1 }
        }
        return report
    }

    private func check(
        _ link: LinkDefinition, of definition: ClassDefinition, _ report: inout NetworkReport
    ) {
        func finding(_ code: String, _ message: String) -> NetworkReport.Finding {
            .init(
                code: code, className: definition.id.text, predicate: link.predicate,
                message: message)
        }
        guard let target = byID[link.target.text] else {
            report.errors.append(
                finding("unknown_target", "\(link.predicate) names \(link.target), no such class"))
            return
        }
        for name in link.sourceProperties where definition.property(name) == nil {
            report.errors.append(
                finding("unknown_property", "\(definition.id) has no property \(name)"))
        }
        for name in link.targetProperties where target.property(name) == nil {
            report.errors.append(
                finding("unknown_property", "\(target.id) has no property \(name)"))
        }
        if target.isAbstract {
            report.warnings.append(
                finding("abstract_target", "\(target.id) is abstract and has no instances"))
        }
    }

    /// Depth first from each class, only over classes that do not come before it: each ring once.
    private func cycles() -> [[String]] {
        var found: [[String]] = []
        for start in classes.map(\.id.text) {
            var stack = [[start]]
            while let path = stack.popLast(), found.count < NetworkCheck.maximumCycles {
                guard let last = path.last, path.count <= 12 else { continue }
                for target in Set(byID[last]?.links.map(\.target.text) ?? []).sorted() {
                    if target == start {
                        found.append(path)
                    } else if target > start, !path.contains(target), byID[target] != nil {
                        stack.append(path + [target])
                    }
                }
            }
        }
        return found
    }

    private func isCritical(_ cycle: [String]) -> Bool {
        cycle.indices.allSatisfy { index in
            let next = cycle[(index + 1) % cycle.count]
            guard let definition = byID[cycle[index]] else { return false }
            return definition.links.contains { link in
                link.target.text == next
                    && link.sourceProperties.contains {
                        definition.property($0)?.isRequired == true
                    }
            }
        }
    }
}
