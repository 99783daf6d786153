// A suite that is skipped where its servers are not named runs nowhere unless `.ci/run` asks for it once they are.

import Foundation
import Testing

@Suite struct GatedSuitesTests {
    private let repository = Repository()

    /// What an option names in the step in which `.ci/run` tests after it has started servers.
    private func alternatives(_ option: String) throws -> [String] {
        let script = try repository.text(".ci/run")
        let step = try #require(script.components(separatedBy: "all.sh start").last)
        let parts = step.components(separatedBy: "\(option) '")
        return try #require(parts.dropFirst().first?.components(separatedBy: "'").first)
            .components(separatedBy: "|")
    }

    private struct Suite {
        var path: String
        /// With its target.
        var name: String
        /// Skipped where its servers are not named.
        var isGated: Bool
    }

    private func suites() throws -> [Suite] {
        try repository.files(below: "Tests", ending: "Tests.swift").compactMap { path in
            guard !path.contains("TestSupport"), !path.contains("ArchitectureTests") else {
                return nil
            }
            let text = try repository.text(path)
            let words = text.components(separatedBy: CharacterSet.alphanumerics.inverted)
            let suite = words.first { $0.hasSuffix("Tests") && $0 != "Tests" } ?? ""
            let gates = ["TestServers.has(", "TestService.isAvailable", "ServersState.areThere"]
            return Suite(
                path: path, name: "\(path.split(separator: "/")[1]).\(suite)",
                isGated: gates.contains(where: text.contains))
        }
    }

    @Test func eachSuiteThatNeedsServersIsAskedForOnceTheyAreThere() throws {
        let (asked, skipped) = (try alternatives("--filter"), try alternatives("--skip"))
        let gated = try suites().filter(\.isGated)
        for suite in gated {
            #expect(
                asked.contains { suite.name.contains($0) }
                    && !skipped.contains { suite.name.contains($0) },
                "\(suite.path): \(suite.name) runs nowhere")
        }
        #expect(gated.count > 15)
    }

    /// What is skipped there has run without servers before.
    @Test func onlySuitesThatNeedNoServersAreSkippedThere() throws {
        let free = try suites().filter { !$0.isGated }.map(\.name)
        for name in try alternatives("--skip") {
            #expect(free.contains { $0.contains(name) }, "\(name) is no suite without servers")
        }
    }
}
