import Engine
import JSONText
import Testing

@Suite struct ConditionTests {
    private let data = JSONObject([
        ("price", .number("9.50")), ("code", "007"), ("name", "Äpfel"), ("day", "2026-01-31"),
        ("none", .null), ("tags", .array(["a", "b"])),
        ("big", .number("123456789012345678901234567890")),
    ])

    private func holds(_ field: String, _ comparison: String, _ value: JSON) -> Bool {
        guard let comparison = Condition.Comparison(wire: comparison) else { return false }
        return Condition(field, comparison, value).holds(for: data)
    }

    @Test func numbersCompareAsNumbersToTheLastDigit() {
        #expect(holds("price", "eq", .number("9.5")))
        #expect(holds("price", ">", 9))
        #expect(!holds("price", "gt", .number("9.50")))
        #expect(holds("price", "le", "9.5"))
        #expect(holds("big", "gt", .number("123456789012345678901234567889")))
    }

    @Test func textsThatLookLikeNumbersStayTexts() {
        #expect(holds("code", "eq", "007"))
        #expect(!holds("code", "eq", "7"))
        #expect(holds("code", "eq", 7))
    }

    @Test func datesCompareByTheirText() {
        #expect(holds("day", "ge", "2026-01-01"))
        #expect(!holds("day", "lt", "2025-12-31"))
    }

    @Test func whatIsNotThereIsNeitherAboveNorBelow() {
        #expect(holds("none", "is_null", .null))
        #expect(holds("absent", "is_null", .null))
        #expect(!holds("absent", "lt", 5))
        #expect(holds("absent", "ne", 5))
        #expect(holds("price", "is_not_null", .null))
    }

    @Test func listsHoldWhatTheyHold() {
        #expect(holds("tags", "eq", "b"))
        #expect(holds("price", "in", [1, .number("9.5")]))
        #expect(holds("price", "not_in", [1, 2]))
    }

    @Test func likeKnowsWildcardsAndNoCase() {
        #expect(holds("name", "like", "äpf"))
        #expect(holds("name", "like", "ä%l"))
        #expect(holds("name", "like", "_pfel"))
        #expect(!holds("name", "like", "pf%"))
        #expect(holds("name", "contains", "PFEL"))
    }
}
