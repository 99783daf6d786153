// What a person decided about files and their columns, with undo without limit.

package struct MappingDecisions: Hashable, Sendable {
    package enum Decision: Hashable, Sendable {
        case accepted
        case changed(to: String)
        case skipped
    }

    /// A column of a file.
    package struct Place: Hashable, Sendable {
        package var file: String
        package var column: String
    }

    private struct Choices: Hashable, Sendable {
        var columns: [Place: Decision] = [:]
        /// The class chosen for a file in place of the proposed one.
        var classes: [String: String] = [:]
        var filesLeftOut: Set<String> = []
    }

    private var current = Choices()
    private var past: [Choices] = []
    private var future: [Choices] = []

    package init() {}

    package subscript(file: String, column: String) -> Decision? {
        current.columns[Place(file: file, column: column)]
    }

    package func className(of file: String) -> String? { current.classes[file] }

    package func isLeftOut(_ file: String) -> Bool { current.filesLeftOut.contains(file) }

    package var canUndo: Bool { !past.isEmpty }
    package var canRedo: Bool { !future.isEmpty }

    /// How many columns of a file were decided.
    package func count(in file: String) -> Int {
        current.columns.keys.count { $0.file == file }
    }

    /// Nil takes the decision about the column away.
    package mutating func decide(_ file: String, _ column: String, _ decision: Decision?) {
        change { $0.columns[Place(file: file, column: column)] = decision }
    }

    package mutating func choose(class name: String, for file: String) {
        change { $0.classes[file] = name }
    }

    package mutating func setLeftOut(_ file: String, _ isLeftOut: Bool) {
        change { choices in
            if isLeftOut {
                choices.filesLeftOut.insert(file)
            } else {
                choices.filesLeftOut.remove(file)
            }
        }
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

    private mutating func change(_ body: (inout Choices) -> Void) {
        var changed = current
        body(&changed)
        guard changed != current else { return }
        past.append(current)
        future = []
        current = changed
    }
}
