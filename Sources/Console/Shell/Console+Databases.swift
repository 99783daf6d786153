// Databases that come and go while the console is open, by what was done in it.

import Engine
import TerminalUI

extension Console {
    /// How long a database that is made or deleted is waited for.
    static let turnSeconds = 30.0

    func giveUpTurn(_ model: inout ConsoleModel) {
        guard let turn = model.databaseTurn, let end = model.databaseTurnEnds, model.now >= end,
            model.overlay == nil
        else { return }
        (model.databaseTurn, model.databaseTurnEnds) = (nil, nil)
        model.notice =
            switch turn {
            case .opened(let name):
                Notice("\(name) is not there yet: Commands says why", .attention)
            case .gone(let name): Notice("\(name) is still there: Commands says why", .attention)
            }
    }

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
