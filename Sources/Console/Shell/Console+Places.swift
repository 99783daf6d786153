// Answers that come when another database or branch is shown already. What was read belongs there and is dropped; what a
// change came to is said, with the name of the place, and leads to nothing here.

import Engine
import TerminalUI

/// What a pane's questions are about.
package struct ConsolePlace: Hashable, Sendable {
    package var database: String
    /// Nil: main.
    package var branch: String?

    var text: String { branch.map { "\(database), branch \($0)" } ?? database }
}

extension ConsoleModel {
    /// Nil until a database is known.
    var place: ConsolePlace? { database.map { ConsolePlace(database: $0, branch: branch) } }
}

extension Console {
    /// The same effects, whose answers know where they were asked for.
    func stamped(
        _ effects: [Effect<ConsoleMessage>], _ model: ConsoleModel
    ) -> [Effect<ConsoleMessage>] {
        guard let place = model.place else { return effects }
        return effects.map { effect in effect.map { .answered(place, $0) } }
    }

    func take(
        _ message: ConsoleMessage, askedIn place: ConsolePlace, _ model: inout ConsoleModel
    ) -> [Effect<ConsoleMessage>] {
        guard Self.isLate(message, askedIn: place, model) else { return update(&model, message) }
        var there = model
        there.choose(database: place.database)
        there.branch = place.branch
        if let notice = updatePane(&there, message)?.notice {
            model.notice = Notice("in \(place.text): \(notice.text)", notice.mood)
        }
        return []
    }

    private static func isLate(
        _ message: ConsoleMessage, askedIn place: ConsolePlace, _ model: ConsoleModel
    ) -> Bool {
        switch message {
        case .ontology, .graph: place != model.place
        // Commands are those of all branches.
        case .commands: place.database != model.database
        // Files are nobody's, workers everybody's.
        default: false
        }
    }
}
