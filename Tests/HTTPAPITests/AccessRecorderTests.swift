// When what was noted is written down.

import Engine
import JSONText
import Testing

@testable import HTTPAPI

@Suite struct AccessRecorderTests {
    private func entry(_ kind: String) -> AccessEntry {
        AccessEntry(
            kind: kind, actor: "ada", tokenID: nil, method: "GET", path: "/", status: 200,
            requestID: "r", at: "2026-01-31T12:00:00Z")
    }

    @Test func aRefusalDoesNotWaitForReadsThatAreBeingGathered() async {
        let (written, feed) = AsyncStream.makeStream(of: Int.self)
        let engine = ScriptedEngine { (_, request) throws(EngineError) in
            feed.yield(request["entries"]?.array?.count ?? 0)
            return 1
        }
        // A rest that never ends by itself.
        let (endless, end) = AsyncStream.makeStream(of: Void.self)
        let recorder = AccessRecorder(engine: engine, rest: { for await _ in endless {} })
        recorder.note(entry("read"))
        recorder.note(entry("refused"))
        var counts = written.makeAsyncIterator()
        #expect(await counts.next() == 2)
        end.finish()
    }
}
