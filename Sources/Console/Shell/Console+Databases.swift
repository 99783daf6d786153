// Databases that come and go while the console is open, by what was done in it.

import Engine
import TerminalUI

extension Console {
    /// Goes to the database that was made, or away from the one that was deleted, once the list says so; nil while
    /// nothing of that happens.
    func takeTurn(_ model: inout ConsoleModel) -> [Effect<ConsoleMessage>]? {
        let live = (model.databases.value?.items ?? []).filter { $0.state == "live" }.map(\.name)
        switch model.databaseTurn {
        case .opened(let name)? where live.contains(name):
            model.databaseTurn = nil
            model.choose(database: name)
            model.notice = Notice("now in \(name), which is new and empty", .good)
        case .gone(let name)? where !live.contains(name):
            model.databaseTurn = nil
            guard model.database == name else { return nil }
            guard let other = live.first else {
                model.choose(database: nil)
                model.notice = Notice("\(name) is deleted; there is no other database", .attention)
                return Self.droppingReads()
            }
            model.choose(database: other)
            model.notice = Notice("\(name) is deleted; now in \(other)", .attention)
        default: return nil
        }
        return Self.droppingReads() + load(&model) + [lookAgain()]
    }
}
