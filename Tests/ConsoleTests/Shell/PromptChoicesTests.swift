// Lines of input that offer what is there: classes and properties in Mapping, the first steps by their digit.

import TerminalUI
import Testing

@testable import Console
@testable import Engine

@Suite struct PromptChoicesTests {
    private static let file = "orders-2024.csv"

    /// The Mapping pane with a file open.
    private func mapping() async -> ConsoleStage {
        var stage = await ConsoleStage(.mapping)
        await stage.send(.mapping(.pathChosen("/data/" + Self.file)))
        return stage
    }

    @Test func theClassesOfTheDatabaseAreOfferedAndOneIsTakenByArrow() async {
        var stage = await mapping()
        await stage.press("t")
        #expect(stage.text.contains("Customer") && stage.text.contains("91 instances"))
        await stage.press("ship")
        #expect(stage.text.contains("Shipper") && !stage.text.contains("91 instances"))
        await stage.press("<down><enter>")
        #expect(stage.model.mapping.className == "Shipper")
    }

    @Test func anotherNameMayBeTyped() async {
        var stage = await mapping()
        await stage.press("tParcel")
        #expect(stage.text.contains("it will be new"))
        await stage.press("<enter>")
        #expect(stage.model.mapping.className == "Parcel")
    }

    @Test func tabTakesTheFirstThatHoldsWhatWasTyped() async {
        var stage = await mapping()
        await stage.press("tterr<tab>")
        guard case .prompt(let prompt) = stage.model.overlay else {
            Issue.record("the line of input is gone")
            return
        }
        #expect(prompt.field.text == "EmployeeTerritory" || prompt.field.text == "Territory")
        await stage.press("<enter>")
        #expect(stage.model.mapping.className == prompt.field.text)
    }

    @Test func thePropertiesOfTheClassAreOfferedWithTheColumnThatLeadsThere() async {
        var stage = await mapping()
        await stage.press("tSalesOrder<enter>c")
        #expect(stage.text.contains("shipCountry") || stage.text.contains("shipName"))
        #expect(stage.text.contains("· from "))
        await stage.press("freight<enter>")
        #expect(stage.text.contains("freight is taken"))
        await stage.press("x")
        #expect(stage.model.mapping.columns[0].target == "freight")
    }

    @Test func theFirstStepsAreTakenByTheirDigit() async {
        var stage = await ConsoleStage { $0.offersFirstSteps = true }
        await stage.press("<f2>1")
        #expect(stage.model.pane == .mapping)
        guard case .prompt = stage.model.overlay else {
            Issue.record("1 does not open a table")
            return
        }
    }

    @Test func aThemeIsTriedOnWhileOneLooks() async {
        var stage = await ConsoleStage {
            var second = Theme.builtIn
            second.name = "other"
            $0.themes = [.builtIn, second]
        }
        await stage.press("<ctrl-t><down>")
        #expect(stage.model.theme == 1)
        await stage.press("<esc>")
        #expect(stage.model.theme == 0)
        await stage.press("<ctrl-t><down><enter>")
        #expect(stage.model.theme == 1)
    }

    @Test func whatIsTooLongForTheLineGoesOnAboveIt() async {
        var stage = await ConsoleStage()
        let way = "give it another name or take the other one away first"
        await stage.send(
            .told(
                Notice("the import could not begin since something stood in its way: \(way)", .bad))
        )
        #expect(stage.text.contains("✗ the import could not begin"))
        #expect(stage.text.replacing("\n", with: "").contains("take the other one away"))
        #expect(stage.text.split(separator: "\n").last?.contains("? help") == true)
    }
}
