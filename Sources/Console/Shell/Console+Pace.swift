// How often the console looks by itself: every second while something happens, a clock stands on the screen or somebody
// types; else only when the engine says that the log has grown, and now and then to see that the engine is there.
// An engine that cannot say so is looked at every second.

import Engine
package import EventSourcing
import TerminalUI

/// Where the console stands between looking all the time and waiting to be told.
package struct Pace: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case lively
        /// The engine does not answer: it is asked less often, and the screen says when next.
        case slowly
        case resting
    }

    package var kind = Kind.lively
    /// The end of the log as the engine told it last; nil while it does not tell when its log grows.
    package var position: String?
    /// Somebody looks at the console, as far as can be known; until when, unless another key is pressed.
    package var isAttended = true
    package var attendedUntil: Timestamp?
    /// When an engine that fails is asked again.
    package var askAgainAt: Timestamp?
    /// The terminal's window has the keyboard; also where the terminal does not tell.
    package var isFocused = true
    /// Somebody was here, or something happened, a moment ago.
    package var livelyUntil = Timestamp(microseconds: 0)
    /// The log grew, and the open pane was not asked for everything since all of it was worked through.
    package var isUnseen = false
    /// The last sign of life of an engine that gives none any more; nil while it does, or never gave one.
    package var silentSince: Timestamp?

    package init() {}

    package var isFollowing: Bool { position != nil }
}

extension Console {
    static let tickID: EffectID = "shell.tick"
    static let followID: EffectID = "shell.follow"

    /// For so long after a key or a change the console looks every second.
    private static let livelySeconds = 3.0
    /// For so long after a key somebody may still be looking.
    private static let attendedSeconds = 60.0
    /// From this age on a failure is asked about every other second only, later every five.
    private static let failingSeconds = 3.0
    private static let longFailingSeconds = 15.0

    private static func interval(_ kind: Pace.Kind) -> Duration {
        switch kind {
        case .lively: .seconds(1)
        case .slowly: .seconds(1)
        case .resting: .seconds(10)
        }
    }

    func tick(every kind: Pace.Kind) -> Effect<ConsoleMessage> {
        let now = engine.now
        return .every(Self.interval(kind), id: Self.tickID) { .ticked(now()) }
    }

    /// Goes over to another pace; nothing when it is the same.
    func turn(to kind: Pace.Kind, _ model: inout ConsoleModel) -> [Effect<ConsoleMessage>] {
        guard model.pace.kind != kind else { return [] }
        model.pace.kind = kind
        return [tick(every: kind)]
    }

    /// Somebody or something is there: the next seconds are looked at one by one.
    func enliven(_ model: inout ConsoleModel, _ now: Timestamp) -> [Effect<ConsoleMessage>] {
        model.now = max(model.now, now)
        model.pace.livelyUntil = now.adding(seconds: Self.livelySeconds)
        return model.pace.kind == .resting ? turn(to: .lively, &model) : []
    }

    /// A person is there: from now on the engine gives signs of life again, so that one that hangs is noticed at once.
    func attend(_ model: inout ConsoleModel, _ now: Timestamp) -> [Effect<ConsoleMessage>] {
        model.pace.attendedUntil = now.adding(seconds: Self.attendedSeconds)
        guard !model.pace.isAttended else { return [] }
        model.pace.isAttended = true
        return [follow(model.pace)]
    }

    /// Nobody pressed a key for a while: the engine need not say every second that it lives. It is asked now and then.
    private func settleAttention(_ model: inout ConsoleModel) -> [Effect<ConsoleMessage>] {
        let end = model.pace.attendedUntil ?? model.now.adding(seconds: Self.attendedSeconds)
        model.pace.attendedUntil = end
        guard model.pace.isAttended, model.pace.isFollowing, model.now >= end else { return [] }
        model.pace.isAttended = false
        return [follow(model.pace)]
    }

    /// After the engine's state came: whether it may be waited for from now on.
    func settlePace(_ model: inout ConsoleModel) -> [Effect<ConsoleMessage>] {
        settleAttention(&model) + settleInterval(&model)
    }

    private func settleInterval(_ model: inout ConsoleModel) -> [Effect<ConsoleMessage>] {
        if let since = model.pipeline.status.failingSince {
            let age = model.now.seconds(since: since)
            let isLong = age >= Self.failingSeconds
            let delay = age < Self.longFailingSeconds ? 2.0 : 5.0
            model.pace.askAgainAt = isLong ? model.now.adding(seconds: delay) : nil
            return turn(to: isLong ? .slowly : .lively, &model)
        }
        model.pace.askAgainAt = nil
        guard mayRest(model) else { return turn(to: .lively, &model) }
        return turn(to: .resting, &model) + lookOnceMore(&model)
    }

    /// What the open pane shows may have been read just before the workers were through with what came: now they are.
    private func lookOnceMore(_ model: inout ConsoleModel) -> [Effect<ConsoleMessage>] {
        guard model.pace.isUnseen else { return [] }
        model.pace.isUnseen = false
        // What the Pipeline pane shows is the answer that said so.
        guard model.pane != .pipeline else { return [] }
        var context = context(model)
        context.isLastLook = true
        return apply(model.pane.binding.load(&model, context), &model)
    }

    private func mayRest(_ model: ConsoleModel) -> Bool {
        guard model.pace.isFollowing, model.now >= model.pace.livelyUntil, !model.isLeaving,
            model.pane != .pipeline || !model.pace.isFocused, model.jobs.isEmpty,
            model.databaseTurn == nil,
            let view = model.pipeline.status.value, Self.isQuiet(view)
        else { return false }
        if model.pane == .graph, !GraphPane.recheck(model.graph, context(model)).isEmpty {
            return false
        }
        // A clock that nobody watches may stand still; a change of the log is shown all the same.
        return !model.pace.isFocused || !showsClock(model)
    }

    /// Another window has the keyboard: what only goes by the clock rests. Back again it is as new as ever at once.
    func take(
        isFocused: Bool, _ model: inout ConsoleModel, _ now: Timestamp
    ) -> [Effect<ConsoleMessage>] {
        guard model.pace.isFocused != isFocused else { return [] }
        model.pace.isFocused = isFocused
        guard !isFocused else {
            return attend(&model, now) + enliven(&model, now) + tick(&model)
        }
        model.pace.livelyUntil = now
        model.pace.attendedUntil = now
        return settlePace(&model)
    }

    private static func isQuiet(_ view: PipelineView) -> Bool {
        view.lag == 0 && view.stages.allSatisfy { $0.ratePerSecond == 0 }
    }

    /// Whether the screen would be another one in a second, without anything having happened.
    private func showsClock(_ model: ConsoleModel) -> Bool {
        var later = model
        later.now = model.now.adding(seconds: 1)
        let viewport = Viewport(size: model.size)
        return view(model, in: viewport) != view(later, in: viewport)
    }
}

// Being told by the engine.
extension Console {
    /// How long one question waits, and how long the next one is put off after an answer.
    private static let patience = 30.0
    private static let pause = Duration.seconds(2)

    /// Asks the engine for the next change of its log, again and again, from where it was followed to already. Ends with
    /// an engine that knows no such question.
    func follow(_ pace: Pace) -> Effect<ConsoleMessage> {
        let (calls, now, hosting) = (lookingEngine, engine.now, options.hosting)
        return Effect(
            id: Self.followID,
            kind: .work { clock, send in
                let pulse = Pulse(now)
                var known = pace.position
                while !Task.isCancelled {
                    // An engine in this process needs no sign of life: it lives and ends with the console.
                    let wantsBeats = pace.isAttended && hosting?() == nil
                    let request = AwaitChange(
                        after: known, seconds: Self.patience,
                        beatSeconds: wantsBeats ? Pulse.beatSeconds : nil)
                    let answer = await pulse.watch(clock, request, calls) {
                        await send(.fellSilent(since: $0, at: now()))
                    }
                    switch answer.result {
                    case .success(let end):
                        guard end.position != known else { continue }
                        if known != nil { await send(.engineChanged(now())) }
                        await send(.followed(end.position))
                        if known != nil {
                            guard (try? await clock.sleep(for: Self.pause)) != nil else { return }
                        }
                        known = end.position
                    case .failure(let error):
                        await send(.entered(.followed(nil), at: now()))
                        guard Self.isPassing(error) else { return }
                        known = nil
                        guard (try? await clock.sleep(for: Self.pause)) != nil else { return }
                    }
                }
            })
    }

    /// Nobody was asked anything and yet it is known: the next seconds are looked at one by one.
    func takeSilence(
        since: Timestamp, _ model: inout ConsoleModel, _ now: Timestamp
    ) -> [Effect<ConsoleMessage>] {
        model.pace.silentSince = since
        return takeChange(&model, now)
    }

    private static func isPassing(_ error: EngineError) -> Bool {
        [.engineUnreachable, .unavailable, .busy, .cancelled, .internal].contains(error.code)
    }

    func take(followed position: String?, _ model: inout ConsoleModel) -> [Effect<ConsoleMessage>] {
        let wasFollowing = model.pace.isFollowing
        // Nobody told what came while it was not followed.
        if !wasFollowing, position != nil { model.pace.isUnseen = true }
        model.pace.position = position
        // Whoever answered no more is asked at once: another engine may soon be in its place. So is one that is back.
        let isBack = position != nil && model.pace.askAgainAt != nil
        guard isBack || wasFollowing && position == nil else { return [] }
        return turn(to: .lively, &model) + tick(&model)
    }

    /// At rest nobody has looked for a while: now is the time.
    func takeChange(_ model: inout ConsoleModel, _ now: Timestamp) -> [Effect<ConsoleMessage>] {
        model.pace.isUnseen = true
        let wasResting = model.pace.kind == .resting
        let effects = enliven(&model, now)
        return wasResting ? effects + tick(&model) : effects
    }
}
