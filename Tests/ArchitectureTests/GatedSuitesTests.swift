// A suite that is skipped where its servers are not named runs nowhere unless `.ci/run` asks for it once they are.

import Foundation
import Testing

@Suite struct GatedSuitesTests {
    private let repository = Repository()

    /// The alternatives of the filter with which `.ci/run` starts the tests after it has started servers.
    private func asked() throws -> [String] {
        let script = try repository.text(".ci/run")
        let step = try #require(script.components(separatedBy: "all.sh start").last)
        let parts = step.components(separatedBy: "--filter '")
        return try #require(parts.dropFirst().first?.components(separatedBy: "'").first)
            .components(separatedBy: "|")
    }

    @Test func eachSuiteThatNeedsServersIsAskedForOnceTheyAreThere() throws {
        let asked = try asked()
        var count = 0
        for path in repository.files(below: "Tests", ending: "Tests.swift") {
            let text = try repository.text(path)
            guard !path.contains("TestSupport"), !path.contains("ArchitectureTests"),
                ["TestServers.has(", "TestService.isAvailable", "ServersState.areThere"]
                    .contains(where: text.contains)
            else { continue }
            let words = text.components(separatedBy: CharacterSet.alphanumerics.inverted)
            let suite = words.first { $0.hasSuffix("Tests") && $0 != "Tests" } ?? ""
            let name = "\(path.split(separator: "/")[1]).\(suite)"
            #expect(asked.contains { name.contains($0) }, "\(path): \(name) runs nowhere")
            count += 1
        }
        #expect(count > 15)
    }
}
