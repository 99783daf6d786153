// Conditions as they are written.

import Engine
import JSONText
import Testing

@Suite struct ConditionTextTests {
    @Test func severalAreJoinedByAndAndValuesMayHoldIt() throws {
        let found = try ConditionText.all("name=Rock and Roll and price>=100 and !phone")
        #expect(
            found == [
                Condition("name", .eq, "Rock and Roll"), Condition("price", .ge, "100"),
                Condition("phone", .isNull),
            ])
        #expect(try ConditionText.all("  ").isEmpty)
        #expect(try ConditionText.all("phone") == [Condition("phone", .isNotNull)])
    }

    @Test func whatIsNoConditionIsRefused() {
        #expect(throws: EngineError.self) { try ConditionText.all("!") }
        #expect(throws: EngineError.self) { try ConditionText("a!b") }
    }
}
