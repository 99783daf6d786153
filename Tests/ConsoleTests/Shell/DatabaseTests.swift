// Databases that are made and deleted in the console.

import EventSourcing
import Synchronization
import TerminalUI
import Testing

@testable import Console
@testable import Engine

@Suite struct DatabaseTests {
    private final class Names: Sendable {
        private let all: Mutex<[String]>
        init(_ names: [String]) { all = Mutex(names) }
        var now: [String] { all.withLock { $0 } }
        func add(_ name: String) { all.withLock { $0.append(name) } }
        func remove(_ name: String) { all.withLock { $0.removeAll { $0 == name } } }
    }

    /// An engine whose list of databases changes by commands.
    private static func engine(_ names: Names) -> ScriptedEngine {
        var engine = ScriptedEngine()
        engine.scripts.insert(
            { request, _ in
                switch request {
                case is ListDatabases:
                    let items = names.now.map { name in
                        DatabaseView(
                            name: name, description: "", createdAt: "2026-03-02T09:00:00Z",
                            sequence: 1, classes: 11, instances: 3308, state: "live")
                    }
                    return PageView(items: items, next: nil)
                case let request as SubmitCommand where request.type == "CREATE_DATABASE":
                    names.add(request.database)
                    return accepted(request)
                case let request as SubmitCommand where request.type == "DELETE_DATABASE":
                    names.remove(request.database)
                    return accepted(request)
                default: return nil
                }
            }, at: 0)
        return engine
    }

    private static func accepted(_ request: SubmitCommand) -> AcceptedCommand {
        AcceptedCommand(
            commandID: "0192f3c1-0000-7000-8000-000000000001", type: request.type,
            database: request.database, className: nil, key: nil, aggregateID: request.database,
            sequence: 1, isDuplicate: false)
    }

    @Test func aNewDatabaseIsOpenedOnceItIsThere() async {
        let names = Names(["northwind"])
        var stage = await ConsoleStage(engine: Self.engine(names))
        await stage.press("NSh<enter>")
        #expect(stage.text.contains("3 to 50 of a-z"), "a wrong name is not sent")
        await stage.press("<ctrl-u>shop<tab>a first one<enter>")
        #expect(stage.model.database == "shop")
        #expect(stage.text.contains("now in shop, which is new and empty"))
    }

    @Test func aDatabaseIsDeletedByItsNameAndAnotherIsShown() async {
        let names = Names(["northwind", "sakila"])
        var stage = await ConsoleStage(engine: Self.engine(names))
        await stage.press("<ctrl-x>northwin<enter>")
        #expect(stage.text.contains("3\u{202F}308 instances"))
        #expect(names.now == ["northwind", "sakila"])
        await stage.press("d<enter>")
        #expect(names.now == ["sakila"])
        #expect(stage.model.database == "sakila")
        await stage.press("<ctrl-x>sakila<enter>")
        #expect(stage.model.database == nil)
        #expect(stage.text.contains("no database yet") && stage.text.contains("N makes"))
    }

    @Test func aDatabaseThatNeverComesIsNotWaitedForForEver() async {
        var engine = ScriptedEngine()
        engine.scripts.insert(
            { request, _ in
                guard let request = request as? SubmitCommand, request.type == "CREATE_DATABASE"
                else { return nil }
                return Self.accepted(request)
            }, at: 0)
        var stage = await ConsoleStage(engine: engine)
        await stage.press("Nshop<tab>a first one<enter>")
        #expect(stage.model.databaseTurn == .opened("shop"))
        let asked = stage.model.now
        await stage.send(.ticked(asked.adding(seconds: Console.turnSeconds - 1)))
        #expect(stage.model.databaseTurn == .opened("shop"))
        await stage.send(.ticked(asked.adding(seconds: Console.turnSeconds)))
        #expect(stage.model.databaseTurn == nil)
        #expect(stage.text.contains("shop is not there yet: Commands says why"))
    }
}
