// Commands that one client sent, one process each, and which of them were acknowledged by exit code 0.

import Foundation
import Testing

struct Journal {
    let database: String
    private(set) var acknowledged: [Int] = []
    private var number = 1000

    init(database: String) { self.database = database }

    /// The arguments of the next command: a shipper of its own.
    mutating func next(_ address: String) -> [String] {
        number += 1
        return [
            "instance", "create", "Shipper", #"{"entityId":\#(number),"companyName":"Ship"}"#,
            "--db", database, "--connect", address,
        ]
    }

    /// Notes the end of the command that `next` gave last.
    mutating func note(_ outcome: Program.Outcome) {
        if outcome.code == 0 { acknowledged.append(number) }
    }

    /// Sends a command and waits for its end; true when it was acknowledged.
    @discardableResult
    mutating func write(_ address: String) async throws -> Bool {
        let outcome = try await Program.run(next(address))
        note(outcome)
        return outcome.code == 0
    }

    /// Acknowledged ones of which the directory knows nothing.
    func lost(in directory: String) async throws -> [Int] {
        let outcome = try await Program.run(
            "export", "graph", "--db", database, "--canonical", "portable", "--data-dir",
            directory)
        // Without its database everything is lost.
        guard outcome.code == 0 else { return acknowledged }
        return acknowledged.filter { !outcome.output.contains(#""Shipper/\#($0)""#) }
    }
}
