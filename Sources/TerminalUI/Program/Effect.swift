// What a program wants done outside of `update`. An effect is a value; the loop performs it.
//
// Effects with an id replace each other: starting one cancels the running one of the same id, and
// its late messages are dropped. So a view asks again and never sees an old answer after a new one.

/// Names a running effect. Prefix it with the pane: `"graph.expand"`.
package struct EffectID: Hashable, Sendable, ExpressibleByStringLiteral {
    package var name: String

    package init(_ name: String) { self.name = name }
    package init(stringLiteral value: String) { name = value }
}

package struct Effect<Message: Sendable>: Sendable {
    package typealias Send = @Sendable (Message) async -> Void

    package enum Kind: Sendable {
        case work(@Sendable (_ clock: any Clock<Duration>, Send) async -> Void)
        case cancel
        case copy(String, then: @Sendable (Bool) -> Message?)
        case mouse(Bool)
        /// Ends everything that runs but these.
        case cancelAll(except: Set<EffectID>)
        case quit(code: Int32)
    }

    package var id: EffectID?
    package var kind: Kind

    package init(id: EffectID?, kind: Kind) {
        self.id = id
        self.kind = kind
    }

    /// Does asynchronous work that ends in one message, or in none. The work must return soon after
    /// its task is cancelled: quitting waits for it.
    package static func run(
        id: EffectID? = nil, _ work: @escaping @Sendable () async -> Message?
    ) -> Effect {
        Effect(
            id: id,
            kind: .work { _, send in
                if let message = await work() { await send(message) }
            })
    }

    /// Does work that sends any number of messages, until it returns or is cancelled.
    package static func stream(
        id: EffectID? = nil, _ work: @escaping @Sendable (Send) async -> Void
    ) -> Effect {
        Effect(id: id, kind: .work { _, send in await work(send) })
    }

    /// Sends one message after a while.
    package static func after(
        _ delay: Duration, id: EffectID? = nil, _ message: Message
    ) -> Effect {
        Effect(
            id: id,
            kind: .work { clock, send in
                guard (try? await clock.sleep(for: delay)) != nil else { return }
                await send(message)
            })
    }

    /// Sends a message again and again until cancelled. The id is needed to end it.
    package static func every(
        _ interval: Duration, id: EffectID, _ message: @escaping @Sendable () -> Message
    ) -> Effect {
        Effect(
            id: id,
            kind: .work { clock, send in
                while (try? await clock.sleep(for: interval)) != nil { await send(message()) }
            })
    }

    /// Ends the running effect of this id; nothing happens when there is none.
    package static func cancel(_ id: EffectID) -> Effect { Effect(id: id, kind: .cancel) }

    /// Asks the terminal to copy a text. `then` makes the message that tells what is known: that
    /// the terminal was asked (true), or that the text was too long (false).
    package static func copy(
        _ text: String, then: @escaping @Sendable (Bool) -> Message?
    ) -> Effect {
        Effect(id: nil, kind: .copy(text, then: then))
    }

    /// Ends every running effect whose id is not among these; their late messages are dropped.
    package static func cancelAll(except kept: Set<EffectID>) -> Effect {
        Effect(id: nil, kind: .cancelAll(except: kept))
    }

    /// Takes the mouse, or leaves it to the terminal.
    package static func mouse(_ isOn: Bool) -> Effect { Effect(id: nil, kind: .mouse(isOn)) }

    /// Ends the program.
    package static func quit(code: Int32 = 0) -> Effect { Effect(id: nil, kind: .quit(code: code)) }

    /// The same effect for a parent that wraps this message.
    package func map<Parent: Sendable>(
        _ wrap: @escaping @Sendable (Message) -> Parent
    ) -> Effect<Parent> {
        switch kind {
        case .cancel: Effect<Parent>(id: id, kind: .cancel)
        case .cancelAll(let kept): Effect<Parent>(id: id, kind: .cancelAll(except: kept))
        case .mouse(let isOn): Effect<Parent>(id: id, kind: .mouse(isOn))
        case .copy(let text, let then):
            Effect<Parent>(id: id, kind: .copy(text) { then($0).map(wrap) })
        case .quit(let code): Effect<Parent>(id: id, kind: .quit(code: code))
        case .work(let work):
            Effect<Parent>(
                id: id,
                kind: .work { clock, send in
                    await work(clock) { await send(wrap($0)) }
                })
        }
    }
}
