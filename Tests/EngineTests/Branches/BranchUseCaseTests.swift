// Whoever works on a branch sends everything there: no use case that names a branch is forgotten.

import Engine
import Foundation
import JSONText
import Ontology
import Testing

@Suite struct BranchUseCaseTests {
    /// Its branch is that of points in the past, and it compares branches by name.
    private static let others = ["DiffBranches"]

    /// The names of use cases with `branch`, as the sources declare them.
    private func declared() throws -> [String] {
        let root = URL(fileURLWithPath: #filePath).pathComponents.dropLast(4)
        let folder = URL(fileURLWithPath: root.joined(separator: "/") + "/Sources/Engine")
            .resolvingSymlinksInPath().path
        let start = /package struct (\w+): (?:Database)?UseCase\b/
        var found: [String] = []
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder)
        where path.hasSuffix(".swift") {
            var name: String?
            let text = try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
            for line in text.split(separator: "\n") {
                if let match = line.firstMatch(of: start) { name = String(match.output.1) }
                if line == "}" { name = nil }
                if line == "    package var branch: String?", let name { found.append(name) }
            }
        }
        return found
    }

    @Test func everyUseCaseWithABranchGoesWhereItIsWorkedOn() throws {
        let declared = try declared()
        #expect(declared.count > 20)
        for name in declared where !BranchUseCaseTests.others.contains(name) {
            let type = try #require(UseCaseCatalogue.all.first { "\($0)" == name }, "\(name)")
            #expect(type is any BranchUseCase.Type, "\(name)")
        }
    }

    @Test func labelsAreHeldAgainstTheClassesOfTheBranch() async throws {
        try await World.with(.loose) { world in
            try await world.openShop()
            _ = try await world.run(CreateBranch(database: Shop.name, name: "b", from: "main"))
            var made = Shop.createClass(Shop.review)
            made.branch = "b"
            try await world.done(made)
            let row = LabelRow(
                kind: .property, className: "Review", name: "makerName", label: "Firma",
                language: "de")
            let request = ImportLabels(database: Shop.name, rows: [row], isDryRun: true)
            let call = CallContext(.localAdmin("tester"))
            let onMain = try await world.client.run(request, call)
            #expect(onMain.findings.map(\.code) == ["unknown_property"])
            let onBranch = try await BranchEngine(world.client, branch: "b").run(request, call)
            #expect(onBranch.findings.isEmpty)
        }
    }
}
