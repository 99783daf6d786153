// The remote engine against a real server on a Unix socket.

import Engine
import Glibc
import HTTPAPI
import HTTPClient
import JSONText
import ServerAdapters
import ServiceLifecycle
import Synchronization
import Testing

/// Serves `engine` on a socket in a folder of its own while `body` runs.
func withSocket(
    _ engine: any EngineClient, _ body: @Sendable @escaping (String) async throws -> Void
) async throws {
    var template = Array("/tmp/spice-test-XXXXXX".utf8CString)
    _ = unsafe template.withUnsafeMutableBufferPointer { unsafe mkdtemp($0.baseAddress!) }
    let folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    let path = folder + "/s"
    defer { unsafe _ = rmdir(folder) }
    let (ready, feed) = AsyncStream.makeStream(of: String.self)
    let services = Services(
        engine: engine, logger: quiet, now: { noon },
        onReady: { _, place in
            feed.yield(place)
            feed.finish()
        })
    let service = services.socket(path: path)
    let group = ServiceGroup(services: [service], logger: quiet)
    try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        for await _ in ready {}
        do {
            try await body(path)
        } catch {
            await group.triggerGracefulShutdown()
            throw error
        }
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
    }
}

@Suite struct RemoteEngineTests {
    private let caller = CallContext(.localAdmin("someone else"))

    @Test func anAnswerComesBackWithItsProgress() async throws {
        let steps = [Progress(phase: "reading", done: 1, total: 9)]
        let engine = ScriptedEngine(progress: steps) { (_, _) throws(EngineError) in 42 }
        try await withSocket(engine) { path in
            let seen = Mutex<[Progress]>([])
            let remote = RemoteEngine(.unixSocket(path: path))
            let call = CallContext(.localAdmin("x")) { step in seen.withLock { $0.append(step) } }
            let count = try await remote.run(
                CountInstances(database: "shop", className: "Order"), call)
            #expect(count == 42)
            #expect(seen.withLock { $0 } == steps)
        }
        #expect(engine.asked.map(\.request) == [["database": "shop", "className": "Order"]])
        let user = unsafe String(cString: getpwuid(getuid()).pointee.pw_name)
        #expect(engine.asked.map(\.principal) == [.localAdmin(user)])
    }

    @Test func partsOfAnAnswerComeInOrderBeforeIt() async throws {
        let parts = (0..<300).map { JSON.integer($0) }
        let engine = ScriptedEngine(parts: parts) { (_, _) throws(EngineError) in 42 }
        try await withSocket(engine) { path in
            let taken = Mutex<[JSON]>([])
            var call = CallContext(.localAdmin("x"))
            call.takePart = { (part) async throws(EngineError) in
                await Task.yield()
                taken.withLock { $0.append(part) }
            }
            let count = try await RemoteEngine(.unixSocket(path: path)).run(
                CountInstances(database: "shop", className: "Order"), call)
            #expect(count == 42)
            #expect(taken.withLock { $0 } == parts)
        }
    }

    @Test func whoCannotTakeAPartEndsTheCallAndTheEngineDoesNotWaitForHim() async throws {
        let (ended, feed) = AsyncStream.makeStream(of: Void.self)
        let parts = (0..<100_000).map { JSON.string("part \($0)") }
        let engine = EndedEngine(
            engine: ScriptedEngine(parts: parts) { (_, _) throws(EngineError) in 42 }, ended: feed)
        try await withSocket(engine) { path in
            var call = CallContext(.localAdmin("x"))
            call.takePart = { (_) async throws(EngineError) in
                throw EngineError(.storageFull, "no room")
            }
            let mine = call
            let error = await #expect(throws: EngineError.self) {
                _ = try await RemoteEngine(.unixSocket(path: path)).run(
                    CountInstances(database: "shop", className: "Order"), mine)
            }
            #expect(error?.code == .storageFull)
            for await _ in ended { break }
        }
    }

    @Test(arguments: EngineError.Code.allCases)
    func everyErrorComesBackAsItWas(code: EngineError.Code) async throws {
        let error = EngineError(
            code, "what to do",
            details: JSONObject([("aggregate_id", "a"), ("n", .number("1.50"))]),
            retryAfterSeconds: 3)
        let engine = ScriptedEngine { (_, _) throws(EngineError) in throw error }
        try await withSocket(engine) { path in
            let thrown = await #expect(throws: EngineError.self) {
                try await RemoteEngine(.unixSocket(path: path)).run(ListDatabases(), caller)
            }
            #expect(thrown == error)
        }
    }

    @Test func withoutAServerTheEngineIsUnreachable() async {
        let error = await #expect(throws: EngineError.self) {
            try await RemoteEngine(.unixSocket(path: "/nowhere/s")).run(ListDatabases(), caller)
        }
        #expect(error?.code == .engineUnreachable)
    }

    @Test func cancellingTheCallCancelsItOverThere() async throws {
        let (started, feed) = AsyncStream.makeStream(of: Void.self)
        let (ended, endFeed) = AsyncStream.makeStream(of: Bool.self)
        let engine = ScriptedEngine { (_, _) throws(EngineError) in
            feed.yield()
            await untilCancelled()
            endFeed.yield(Task.isCancelled)
            endFeed.finish()
            throw EngineError(.cancelled, "")
        }
        try await withSocket(engine) { path in
            let call = Task {
                try await RemoteEngine(.unixSocket(path: path)).run(ListDatabases(), caller)
            }
            for await _ in started { break }
            call.cancel()
            let error = await #expect(throws: EngineError.self) { try await call.value }
            #expect(error?.code == .cancelled)
            for await wasCancelled in ended { #expect(wasCancelled) }
        }
    }

    @Test func theSocketIsForItsOwnerOnlyAndGoneAfterwards() async throws {
        let engine = ScriptedEngine(answers: [:])
        let place = Mutex("")
        try await withSocket(engine) { path in
            place.withLock { $0 = path }
            var status = stat()
            #expect(unsafe stat(path, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o600)
        }
        #expect(unsafe access(place.withLock { $0 }, F_OK) != 0)
    }
}

/// Returns when the task is cancelled.
private func untilCancelled() async {
    let (never, feed) = AsyncStream.makeStream(of: Void.self)
    await withTaskCancellationHandler {
        for await _ in never {}
    } onCancel: {
        feed.finish()
    }
}

/// Tells when a call is over.
private struct EndedEngine: EngineClient {
    let engine: ScriptedEngine
    let ended: AsyncStream<Void>.Continuation

    func run<Request: UseCase>(_ request: Request, _ call: CallContext) async throws(EngineError)
        -> Request.Answer
    {
        defer { ended.yield() }
        return try await engine.run(request, call)
    }
}
