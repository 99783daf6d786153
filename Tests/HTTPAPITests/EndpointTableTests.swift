// docs/HTTP_API.md lists every endpoint; here it is held against the routes.

import Foundation
import HTTPAPI
import Testing
import WireFormat

@Suite struct EndpointTableTests {
    private struct Row: Hashable {
        var service: String
        var endpoint: String
        var state: String
    }

    private static let services: [(String, [Route])] = [
        ("OMS", Services.omsRoutes), ("BFF", Services.bffRoutes), ("Funnel", Services.funnelRoutes),
    ]

    private func rows() throws -> [Row] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../docs/HTTP_API.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        let table = try #require(text.components(separatedBy: "## Every endpoint").last)
        return table.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|").map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            guard cells.count == 4, ["M", "S", "+"].contains(cells[0]) else { return nil }
            return Row(
                service: cells[1], endpoint: cells[2].replacingOccurrences(of: "`", with: ""),
                state: cells[3])
        }
    }

    private func served(_ routes: [Route]) -> Set<String> {
        Set(
            routes.map(\.endpoint).filter { $0.group != "engine" }.map {
                $0.method.rawValue + " " + $0.path.replacing("...}", with: "}")
            })
    }

    @Test func theTableListsExactlyTheRoutes() throws {
        let rows = try rows()
        #expect(Set(rows).count == rows.count)
        for (service, routes) in EndpointTableTests.services {
            let own = rows.filter { $0.service == service }
            let listed = Set(own.filter { !$0.state.hasPrefix("not built") }.map(\.endpoint))
            #expect(listed.subtracting(served(routes)) == [], "\(service): listed, not there")
            #expect(served(routes).subtracting(listed) == [], "\(service): there, not listed")
        }
    }

    @Test func whatIsNotBuiltIsNotThere() throws {
        for (service, routes) in EndpointTableTests.services {
            let missing = try rows().filter {
                $0.service == service && $0.state.hasPrefix("not built")
            }
            #expect(Set(missing.map(\.endpoint)).isDisjoint(with: served(routes)))
        }
    }
}
