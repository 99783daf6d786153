// The engine behind a console. It may change while the console is open: because the person goes to another, because the
// one that runs on the data directory goes away and this process takes the directory over, or because `ssh` had to
// connect anew.

import Console
import EmbeddedAdapters
import Engine
import Foundation
import HTTPClient
import ServerAdapters
import Synchronization
import TerminalUI

final class ConsoleEngine: EngineClient {
    /// An engine and what it wants to be shown.
    struct Place: Sendable {
        var target: EngineTarget
        var token: String?
    }

    private struct State {
        var place: Place
        /// Counts the changes of the place.
        var turn = 0
        var client: (any EngineClient)?
        /// Why there is no client, when there should be one.
        var failure: EngineError?
        /// Set while the engine runs in this process.
        var owned: HostedEngine?
        /// Somebody has asked something.
        var isWanted = false
        var isLeft = false
    }

    private let environment: [String: String]
    private let state: Mutex<State>
    /// Told when the engine that is attached to does not answer, or nobody needs one any more.
    private let lost = Inbox<Void>()
    private let left = Inbox<Void>()
    /// Rung when the state has changed.
    private let bell = Bell()

    /// How long a directory may stay with somebody who does not answer, at the start.
    private static let patience = Duration.seconds(10)
    private static let pause = Duration.milliseconds(100)
    /// Between two attempts of `ssh`.
    private static let mostPauses = 50

    init(_ place: Place, environment: [String: String]) {
        self.environment = environment
        state = Mutex(State(place: place, client: place.target.remote(token: place.token)))
    }

    /// Calls wait until there is an engine: the console draws its first frame before.
    func run<Request: UseCase>(_ request: Request, _ call: CallContext) async throws(EngineError)
        -> Request.Answer
    {
        let (turn, isFirst) = state.withLock { state in
            defer { state.isWanted = true }
            return (state.turn, !state.isWanted)
        }
        if isFirst { bell.ring() }
        while true {
            let rings = bell.rings
            let (now, client, failure) = state.withLock { ($0.turn, $0.client, $0.failure) }
            guard now == turn else { throw EngineError(.cancelled, "the console went elsewhere") }
            if let failure { throw failure }
            if let client {
                do throws(EngineError) {
                    return try await client.run(request, call)
                } catch {
                    if error.code == .engineUnreachable { lost.post(()) }
                    throw state.withLock { $0.failure } ?? error
                }
            }
            await bell.wait(since: rings)
            if Task.isCancelled { throw EngineError(.cancelled, "there is no engine yet") }
        }
    }

    /// What leaving ends; nil while the engine runs elsewhere.
    var hosting: Hosting? {
        state.withLock { $0.owned }.map { Hosting(visitors: $0.visitors.list()) }
    }

    /// From now on the engine is another one. Returns at once.
    func turn(to place: Place) {
        state.withLock { state in
            state.place = place
            state.turn += 1
            state.client = place.target.remote(token: place.token)
            state.failure = nil
            state.owned = nil
        }
        wake()
    }

    /// The console is over: `keep` lets the engine go and returns.
    func leave() {
        state.withLock { $0.isLeft = true }
        wake()
    }

    private func wake() {
        lost.post(())
        left.post(())
        bell.ring()
    }

    /// Until somebody asks something, which nobody does before the first frame: opening a directory would only hold it up.
    private func becomeWanted() async {
        while true {
            let rings = bell.rings
            let isOver = state.withLock { $0.isWanted || $0.isLeft } || Task.isCancelled
            if isOver { return }
            await bell.wait(since: rings)
        }
    }

    private func isCurrent(_ turn: Int) -> Bool {
        !Task.isCancelled && state.withLock { !$0.isLeft && $0.turn == turn }
    }

    /// Changes the state unless the console went elsewhere since.
    private func change(_ turn: Int, _ body: (inout State) -> Void) {
        state.withLock { if $0.turn == turn { body(&$0) } }
        bell.ring()
    }

    /// Keeps an engine behind the console until it is left. Throws only when there was none from the start; later a
    /// failure is what every call answers.
    func keep() async throws {
        await becomeWanted()
        var isFirst = true
        while !Task.isCancelled, !state.withLock({ $0.isLeft }) {
            let (place, turn) = state.withLock { ($0.place, $0.turn) }
            do {
                switch place.target {
                case .directory(let path): try await keep(directory: path, turn)
                case .ssh(let address): await keep(address, turn)
                case .unixSocket, .url: while isCurrent(turn) { _ = await left.drain() }
                }
            } catch {
                if isFirst { throw error }
                change(turn) { $0.failure = Self.failure(error) }
                while isCurrent(turn) { _ = await left.drain() }
            }
            isFirst = false
        }
    }

    private static func failure(_ error: any Error) -> EngineError {
        (error as? EngineError) ?? EngineError(.engineUnreachable, "\(error)")
    }
}

extension ConsoleEngine {
    private func keep(directory path: String, _ turn: Int) async throws {
        let deadline = ContinuousClock.now + Self.patience
        while isCurrent(turn) {
            let hadOne = state.withLock { $0.client != nil }
            do {
                switch try await EngineSession.open(path, "console", environment) {
                case .owned(let engine): return try await own(engine, turn)
                case .heldBy(let holder):
                    let remote = try EngineSession.attached(holder, path)
                    _ = try await remote.run(
                        DescribeEngine(), CallContext(.localAdmin(NSUserName())))
                    change(turn) { $0.client = remote }
                    _ = await lost.drain()
                }
            } catch {
                guard hadOne || ContinuousClock.now < deadline && EngineSession.isPassing(error)
                else { throw error }
            }
            try? await Task.sleep(for: Self.pause)
        }
    }

    private func own(_ engine: HostedEngine, _ turn: Int) async throws {
        try await EngineSession.running(engine) { [self] in
            change(turn) {
                $0.client = LocalEngine(engine.engine)
                $0.owned = engine
            }
            while isCurrent(turn) { _ = await left.drain() }
        }
    }

    /// Connects, and again when the link was cut. In between every call answers why.
    private func keep(_ address: SSHAddress, _ turn: Int) async {
        while isCurrent(turn) {
            let reason: String
            do throws(SSHFailure) {
                let tunnel = try await cancellingOnTurn(turn) {
                    [environment] () async throws(SSHFailure) in
                    try await SSHTunnel.open(address, environment)
                }
                change(turn) {
                    $0.client = RemoteEngine(.unixSocket(path: tunnel.socketPath))
                    $0.failure = nil
                }
                reason = await endOf(tunnel, turn)
                tunnel.close()
            } catch {
                reason = error.description
            }
            change(turn) {
                $0.client = nil
                $0.failure = EngineError(.engineUnreachable, "ssh \(address.host): \(reason)")
            }
            for _ in 0..<Self.mostPauses where isCurrent(turn) {
                try? await Task.sleep(for: Self.pause)
            }
        }
    }

    /// Why the tunnel ended, or nothing when the console went elsewhere.
    private func endOf(_ tunnel: SSHTunnel, _ turn: Int) async -> String {
        await withTaskGroup(of: String.self) { group in
            group.addTask { await tunnel.ended() }
            group.addTask { [self] in
                while isCurrent(turn) { _ = await left.drain() }
                return ""
            }
            defer { group.cancelAll() }
            return await group.next() ?? ""
        }
    }

    private func cancellingOnTurn(
        _ turn: Int, _ open: @escaping @Sendable () async throws(SSHFailure) -> SSHTunnel
    ) async throws(SSHFailure) -> SSHTunnel {
        let attempt = await withTaskGroup(of: Attempt.self, returning: Attempt.self) { group in
            group.addTask { await Self.attempt(open) }
            group.addTask { [self] in
                while isCurrent(turn) { _ = await left.drain() }
                return Attempt(tunnel: nil, failure: SSHFailure("the console went elsewhere"))
            }
            defer { group.cancelAll() }
            return await group.next() ?? Attempt(tunnel: nil, failure: nil)
        }
        guard let tunnel = attempt.tunnel else {
            throw attempt.failure ?? SSHFailure("it was not tried")
        }
        return tunnel
    }

    private struct Attempt: Sendable {
        var tunnel: SSHTunnel?
        var failure: SSHFailure?
    }

    private static func attempt(
        _ open: @Sendable () async throws(SSHFailure) -> SSHTunnel
    ) async -> Attempt {
        do throws(SSHFailure) { return Attempt(tunnel: try await open(), failure: nil) } catch {
            return Attempt(tunnel: nil, failure: error)
        }
    }
}
