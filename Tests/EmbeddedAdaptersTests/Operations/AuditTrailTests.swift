// The chain over the log: whole when nothing was touched, broken when a byte was.

import EventSourcing
import Foundation
import JSONText
import Testing

@testable import EmbeddedAdapters

@Suite struct AuditTrailTests {
    @Test func anUntouchedLogIsIntactAndItsEntriesLeadToItsHeads() async throws {
        try await withLog { log in
            let audit = EmbeddedAuditTrail(log: log)
            _ = try await log.append(
                (0..<600).map { Submission([command("\($0)")], expecting: .any) }, with: nil)
            #expect(try await audit.heads(limit: 9).map(\.count) == [512, 256])
            let anchor = try await audit.anchor()
            #expect(anchor.count == 600)
            #expect(try await audit.verify() == .intact(anchor))
            let entries = try await audit.read(
                after: StorePosition(segment: 590), limit: 100)
            #expect(entries.count == 10)
            #expect(entries.last?.hash == anchor.hash)
        }
    }

    @Test func aFlippedByteIsFoundInItsStretch() async throws {
        try await withFolder { folder in
            let path = folder + "/events.db"
            let log = try EventLog(path: path)
            _ = try await log.append(
                (0..<600).map { number in
                    Submission(
                        [command("\(number)", ["mark": .string("<\(number)>")])], expecting: .any)
                }, with: nil)
            await log.close()
            var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            let place = try #require(bytes.range(of: Data("<300>".utf8)))
            bytes[place.lowerBound + 1] = UInt8(ascii: "4")
            try bytes.write(to: URL(fileURLWithPath: path))
            let reopened = try EventLog(path: path)
            let verdict = try await EmbeddedAuditTrail(log: reopened).verify()
            #expect(
                verdict
                    == .broken(
                        after: StorePosition(segment: 256), upTo: StorePosition(segment: 512)))
            await reopened.close()
        }
    }
}
