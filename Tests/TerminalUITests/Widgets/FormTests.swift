// Forms and finding by what is remembered.

import Testing

@testable import TerminalUI

@Suite struct FormTests {
    private func form() -> Form {
        Form(
            title: "New class",
            fields: [.init("Name"), .init("Type", choices: ["string", "integer", "date"])],
            keys: [.init("⏎", "create")])
    }

    @Test func keysGoToTheFieldWithTheFocus() {
        var form = form()
        for key in KeyScript.keys(in: "ab<tab>x<right><right><right>") { _ = form.edit(key) }
        #expect(form.values == ["ab", "string"])
        _ = form.edit(.left)
        #expect(form.values == ["ab", "date"])
        _ = form.edit(.tab)
        _ = form.edit(.character("c"))
        #expect(form.values == ["abc", "date"])
    }

    @Test func theFirstFieldThatIsNotRightIsGoneTo() {
        var form = form()
        _ = form.edit(.tab)
        form.fields[0].problem = "needs a name"
        #expect(!form.isRight)
        form.focusProblem()
        #expect(form.focused == 0)
    }

    @Test func aProblemStandsBesideItsField() {
        var form = form()
        form.focusProblem()
        form.fields[0].problem = "needs a name"
        var screen = Screen(columns: 80, rows: 12)
        form.draw(into: &screen)
        let text = screen.plainText()
        #expect(text.contains("✗ needs a name") && text.contains("◂ string ▸"))
        #expect(screen.isCursorVisible)
    }

    private func text(_ form: Form) -> String {
        var screen = Screen(columns: 80, rows: 12)
        form.draw(into: &screen)
        return screen.plainText()
    }

    @Test func aFieldIsNotCalledWrongBeforeItWasChangedOrTheFormSent() {
        var form = form()
        form.fields[0].problem = "needs a name"
        form.fields[1].problem = "no such type"
        for key in KeyScript.keys(in: "<tab><tab><left>") { _ = form.edit(key) }
        #expect(!text(form).contains("✗"), "moving changes nothing")
        #expect(!form.isRight)
        _ = form.edit(.character("a"))
        #expect(text(form).contains("✗ needs a name") && !text(form).contains("no such type"))
        form.focusProblem()
        #expect(text(form).contains("✗ no such type"))
    }

    @Test func whatWasPastedOrChosenIsCalledWrongAtOnce() {
        var form = form()
        form.fields[0].problem = "is there already"
        form.fields[1].problem = "no such type"
        form.insert("Customer")
        #expect(text(form).contains("✗ is there already") && !text(form).contains("no such"))
        for key in KeyScript.keys(in: "<tab><right>") { _ = form.edit(key) }
        #expect(text(form).contains("✗ no such type"))
    }

    @Test func aProblemThatDoesNotFitBesideItsFieldIsReadBelow() {
        var form = form()
        let problem = "a letter, then letters, digits, _ : and - are what a name is made of"
        form.fields[0].problem = problem
        form.focusProblem()
        var screen = Screen(columns: 90, rows: 12)
        form.draw(into: &screen)
        let lines = screen.plainText().split(separator: "\n")
        #expect(lines.contains { $0.contains("Name") && $0.contains("✗ a letter, then") })
        #expect(lines.contains { $0.contains("│ ✗ a letter, then letters, digits") })
    }

    @Test func pastedTextGoesIntoTheFieldAsText() {
        var form = form()
        form.insert("x\ny")
        #expect(form.values[0] == "x y")
    }
}

@Suite struct FuzzyTests {
    @Test func wordsMayComeInAnyOrderAndLettersMayBeLeftOut() {
        #expect(Fuzzy.score("model rebuild", in: "rebuild the read model") != nil)
        #expect(Fuzzy.score("rbld", in: "pipeline rebuild") != nil)
        #expect(Fuzzy.score("xq", in: "pipeline rebuild") == nil)
        #expect(Fuzzy.score("", in: "anything") == 0)
    }

    @Test func theStartOfAWordGoesBeforeItsInsideAndThatBeforeScatteredLetters() {
        let texts = ["a late artist", "prostate", "state of things", "s-t-a-t-e"]
        #expect(Fuzzy.ranked("state", texts) == [2, 1, 3])
    }

    @Test func equalOnesKeepTheirOrder() {
        #expect(Fuzzy.ranked("a", ["a1", "a2", "a3"]) == [0, 1, 2])
    }
}
