// How many events the status tells of: all of the log, commands and what became of them.

import Engine
import EventSourcing
import TestSupport
import Testing

@Suite struct EventCountTests {
    /// Where the log's end does not tell how many there are, what went over the bus counts: each partition once, however
    /// many read it. A bus may hold some twice.
    @Test(arguments: AdapterKind.allCases)
    func theStatusTellsOfCommandsAndOfWhatBecameOfThem(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.openShop()
            for number in 1...5 { _ = try await world.done(Shop.product("p\(number)")) }
            let log = try await AsOfReplayTests.log(of: world).count
            var status = try await world.run(PipelineStatus())
            for _ in 0..<500 where status.lag > 0 || status.events < log {
                try await Task.sleep(for: .milliseconds(20))
                status = try await world.run(PipelineStatus())
            }
            #expect(log > 12)
            if kind.isEmbedded {
                #expect(status.events == log)
            } else {
                #expect((log..<2 * log).contains(status.events))
            }
        }
    }
}
