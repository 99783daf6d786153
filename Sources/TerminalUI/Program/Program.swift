// The shape of every interactive program and pane: a value, a pure transition, a pure picture.
//
//     struct Counter: Program {
//         struct Model: Sendable { var count = 0, isBusy = false }
//         enum Message: Sendable { case key(Key), refused(String), counted(Int) }
//         let engine: any EngineClient                      // used inside effects only
//
//         func start() -> (Model, [Effect<Message>]) { (Model(), []) }
//
//         func message(for event: InputEvent, in model: Model) -> Message? {
//             if case .key(let key) = event { .key(key) } else { nil }
//         }
//
//         func update(_ model: inout Model, _ message: Message) -> [Effect<Message>] {
//             switch message {
//             case .key(.character("q")): return [.quit()]
//             case .key(.enter):
//                 model.isBusy = true                       // shown before the work begins
//                 return [.run(id: "counter.count") { .counted(await engine.count()) }]
//             case .counted(let count): (model.count, model.isBusy) = (count, false)
//             default: break
//             }
//             return []
//         }
//
//         func view(_ model: Model, in viewport: Viewport) -> Screen {
//             var screen = Screen(viewport)
//             screen.put(Figure.count(model.count), x: 1, y: 1, style: .strong)
//             return screen
//         }
//     }
//
// A parent holds its children's models, and maps their effects with `effect.map { .child($0) }`.

package protocol Program: Sendable {
    associatedtype Model: Sendable
    associatedtype Message: Sendable

    /// The first model, and effects that start after the first frame is on the screen.
    func start() -> (Model, [Effect<Message>])

    /// What an event of the terminal means now; nil for nothing. The loop redraws after a resize
    /// by itself, and ends after `hangup` and `terminate` when the program does not.
    func message(for event: InputEvent, in model: Model) -> Message?

    /// The next model. Pure: no I/O, clock or random inside; those are effects.
    func update(_ model: inout Model, _ message: Message) -> [Effect<Message>]

    /// The picture of a model. Pure, and of exactly the viewport's size.
    func view(_ model: Model, in viewport: Viewport) -> Screen

    /// The theme to draw with now.
    func theme(_ model: Model) -> Theme
}

extension Program {
    package func theme(_ model: Model) -> Theme { .builtIn }
}
