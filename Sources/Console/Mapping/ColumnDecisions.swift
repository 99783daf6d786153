// What a person decided about columns, with undo without limit.

package struct ColumnDecisions: Hashable, Sendable {
    package enum Decision: Hashable, Sendable {
        case accepted
        case changed(to: String)
        case skipped
    }

    package private(set) var current: [String: Decision] = [:]
    private var past: [[String: Decision]] = []
    private var future: [[String: Decision]] = []

    package init() {}

    package subscript(column: String) -> Decision? { current[column] }

    package var canUndo: Bool { !past.isEmpty }
    package var canRedo: Bool { !future.isEmpty }
    package var count: Int { current.count }

    /// Nil takes the decision about the column away.
    package mutating func decide(_ column: String, _ decision: Decision?) {
        guard current[column] != decision else { return }
        past.append(current)
        future = []
        current[column] = decision
    }

    package mutating func undo() {
        guard let before = past.popLast() else { return }
        future.append(current)
        current = before
    }

    package mutating func redo() {
        guard let after = future.popLast() else { return }
        past.append(current)
        current = after
    }
}
