// The filter language of the Commands pane.

import Testing

@testable import Console
@testable import Engine

@Suite struct CommandsFilterTests {
    private let failed = ScriptedEngine.commands[0]
    private let imported = ScriptedEngine.commands[5]

    private func holds(_ text: String, _ command: CommandView, age: Double? = 12) -> Bool {
        CommandsFilter(text).holds(command, CommandPhase(command, isDead: false), age: age)
    }

    @Test(arguments: [
        "state:failed", "state:waiting,failed", "by:ana", "class:prod", "key:11", "type:update",
        "code:conflict", "id:0192f3c1", "age<5m", "tries>0", "unitsinstock", "-by:etl",
        "-state:done by:ana age>10s",
    ])
    func termsThatHoldForTheFailedUpdate(_ text: String) {
        #expect(holds(text, failed), "\(text)")
        if !text.hasPrefix("-") { #expect(!holds("-\(text)", failed), "not \(text)") }
    }

    @Test(arguments: [
        "state:failed", "by:ana", "class:product", "age>1h", "tries>1", "-salesorder",
    ])
    func termsThatDoNotHoldForAnImport(_ text: String) {
        #expect(!holds(text, imported), "\(text)")
    }

    @Test func whatCannotBeReadIsNamedAndHoldsForAll() {
        let filter = CommandsFilter("state:lost age<soon")
        #expect(filter.unknown == ["lost", "age<soon"] && filter.holdsAll)
    }

    @Test func theEngineIsAskedOnlyForTheStatesThatAreWanted() {
        #expect(CommandsFilter("state:failed by:ana").statuses == ["FAILED"])
        #expect(CommandsFilter("-state:done").statuses.isEmpty)
    }
}
