// Something asked of the engine: what is known, whether an answer is awaited, what went wrong. An
// old value stays while a new one is awaited or could not be had; the view says how old it is.

package import Engine
package import EventSourcing
package import TerminalUI

package struct Loaded<Value: Sendable>: Sendable {
    package private(set) var value: Value?
    /// When `value` came.
    package private(set) var valueAt: Timestamp?
    package private(set) var failure: EngineError?
    /// Since when it fails, without a success between.
    package private(set) var failingSince: Timestamp?
    /// When the answer that is awaited was asked for; nil when none is.
    package private(set) var awaitedSince: Timestamp?

    package init() {}

    /// After this long without an answer a call is asked anew; the old one is cancelled.
    package static var patienceSeconds: Double { 30 }

    /// Whether there was no answer yet, neither a value nor a failure. Also before anything was asked.
    package var isFirstAwaited: Bool { value == nil && failure == nil }

    /// Marks a call as asked; false when one is awaited already, and nothing is to be asked.
    package mutating func ask(at now: Timestamp) -> Bool {
        if let since = awaitedSince, now.seconds(since: since) < Self.patienceSeconds {
            return false
        }
        awaitedSince = now
        return true
    }

    /// The same, but of a console that rests after it: an answer that is under way may have been read before what it is to
    /// show, and is not waited for.
    package mutating func ask(_ context: PaneContext) -> Bool {
        if context.isLastLook { awaitedSince = nil }
        return ask(at: context.now)
    }

    /// Forgets everything and marks a call as asked: another object is wanted now.
    package mutating func askAnew(at now: Timestamp) {
        self = Loaded()
        awaitedSince = now
    }

    /// Keeps what is known and asks once more, whatever is awaited: the question has changed.
    package mutating func askAgain() { awaitedSince = nil }

    package mutating func take(_ answer: Answered<Value>) {
        awaitedSince = nil
        switch answer.result {
        case .success(let new):
            value = new
            valueAt = answer.at
            failure = nil
            failingSince = nil
        case .failure(let error):
            failure = error
            failingSince = failingSince ?? answer.at
        }
    }

    /// Changes the value in place; nothing when there is none.
    package mutating func change(_ body: (inout Value) -> Void) {
        guard var known = value else { return }
        body(&known)
        value = known
    }

    /// What stands where the value would be, when there is none.
    package func placeholder(of what: String, _ context: PaneContext) -> Placeholder? {
        guard value == nil else { return nil }
        if let failure, let failingSince {
            return .failing(
                reason: failure.message, age: context.age(of: failingSince),
                remedy: Self.remedy(for: failure))
        }
        return .waiting(
            for: what, since: awaitedSince.map { context.age(of: $0) } ?? .zero)
    }

    /// How old the shown value is, and why when it could not be had anew.
    package func freshness(_ context: PaneContext) -> [Span] {
        guard let valueAt else { return [] }
        let age = Ago.text(context.age(of: valueAt))
        if let failure { return [Span("✗ \(failure.message); as read \(age)", .bad)] }
        return context.age(of: valueAt) < Self.fresh ? [] : [Span("read \(age)", .quiet)]
    }

    /// A console at rest looks every ten seconds: up to there nothing is old.
    private static var fresh: Duration { .seconds(15) }

    private static func remedy(for error: EngineError) -> String {
        switch error.code {
        case .engineUnreachable, .unavailable, .busy:
            "asking again by itself; ^L asks now, q leaves"
        case .databaseNotFound: "press D to choose another database"
        case .classNotFound, .instanceNotFound, .notFound: "press ⌫ to go back"
        case .forbidden: "start with a token that may: --token-file FILE, or SPICE_TOKEN"
        default: "press ^L to ask again"
        }
    }
}
