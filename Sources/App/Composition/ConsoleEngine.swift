// The engine behind a console. It may change while the console is open: attached to the one that runs on the data
// directory, and when that goes away, to the next that takes it, or the one of this process, which then takes it over.

import Console
import EmbeddedAdapters
import Engine
import Foundation
import ServerAdapters
import Synchronization
import TerminalUI

final class ConsoleEngine: EngineClient {
    private struct State {
        var client: (any EngineClient)?
        /// Set while the engine runs in this process.
        var owned: HostedEngine?
        var isLeft = false
    }

    private let path: String
    private let environment: [String: String]
    private let state: Mutex<State>
    /// Told when the engine that is attached to does not answer, or nobody needs one any more.
    private let lost = Inbox<Void>()
    private let left = Inbox<Void>()

    /// How long a directory may stay with somebody who does not answer, at the start.
    private static let patience = Duration.seconds(10)
    private static let pause = Duration.milliseconds(100)

    /// `remote`: a named engine. It stays the one, whatever happens to it.
    init(path: String, environment: [String: String], remote: RemoteEngine?) {
        self.path = path
        self.environment = environment
        state = Mutex(State(client: remote))
    }

    /// Calls wait until there is an engine: the console draws its first frame before.
    func run<Request: UseCase>(_ request: Request, _ call: CallContext) async throws(EngineError)
        -> Request.Answer
    {
        while true {
            if let client = state.withLock({ $0.client }) {
                do throws(EngineError) {
                    return try await client.run(request, call)
                } catch {
                    if error.code == .engineUnreachable { lost.post(()) }
                    throw error
                }
            }
            guard (try? await Task.sleep(for: .milliseconds(5))) != nil else {
                throw EngineError(.cancelled, "there is no engine yet")
            }
        }
    }

    /// What leaving ends; nil while the engine runs elsewhere.
    var hosting: Hosting? {
        state.withLock { $0.owned }.map { Hosting(visitors: $0.visitors.list()) }
    }

    /// The console is over: `keep` lets the engine go and returns.
    func leave() {
        state.withLock { $0.isLeft = true }
        lost.post(())
        left.post(())
    }

    /// Keeps an engine behind the console until it is left. Throws only before there was one.
    func keep() async throws {
        guard state.withLock({ $0.client == nil }) else { return }
        let deadline = ContinuousClock.now + Self.patience
        while !state.withLock({ $0.isLeft }), !Task.isCancelled {
            let hadOne = state.withLock { $0.client != nil }
            do {
                switch try await EngineSession.open(path, "console", environment) {
                case .owned(let engine): return try await own(engine)
                case .heldBy(let holder):
                    let remote = try EngineSession.attached(holder, path)
                    _ = try await remote.run(
                        DescribeEngine(), CallContext(.localAdmin(NSUserName())))
                    state.withLock { $0.client = remote }
                    _ = await lost.drain()
                }
            } catch {
                guard hadOne || ContinuousClock.now < deadline && EngineSession.isPassing(error)
                else { throw error }
            }
            try? await Task.sleep(for: Self.pause)
        }
    }

    private func own(_ engine: HostedEngine) async throws {
        try await EngineSession.running(engine) { [self] in
            state.withLock {
                $0.client = LocalEngine(engine.engine)
                $0.owned = engine
            }
            _ = await left.drain()
        }
    }
}
