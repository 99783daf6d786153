// What stands where content would be: empty (what to do next), waiting (what for, and how long) or
// failing (reason, age, the key that helps).

package enum Placeholder: Hashable, Sendable {
    case empty(String)
    case waiting(for: String, since: Duration)
    case failing(reason: String, age: Duration, remedy: String)

    /// Waits shorter than this show nothing: no flicker.
    package static let patience: Duration = .milliseconds(300)

    package func draw(into screen: inout Screen, in rect: Rect) {
        let inside = rect.inset(left: Table.margin, top: 1, right: 1)
        switch self {
        case .empty(let next):
            screen.putWrapped(next, in: inside, style: .quiet)
        case .waiting(let what, let since):
            guard since >= Self.patience else { return }
            screen.putWrapped(
                "waiting for \(what), \(Figure.age(since))", in: inside, style: .quiet)
        case .failing(let reason, let age, let remedy):
            let since = age < .seconds(1) ? "" : " · for \(Figure.age(age))"
            let taken = screen.putWrapped("✗ \(reason)\(since)", in: inside, style: .bad)
            screen.putWrapped("→ \(remedy)", in: inside.inset(top: taken), style: .text)
        }
    }
}
