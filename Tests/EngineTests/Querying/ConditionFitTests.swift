import JSONText
import Ontology
import Testing

@testable import Engine

@Suite struct ConditionFitTests {
    private func misfit(_ field: String, _ comparison: Condition.Comparison, _ value: JSON) throws
        -> String?
    {
        let order = try ClassDefinition(
            json: JSON(
                parsing: """
                    {"id":"Order","label":"Order","properties":[
                    {"name":"freight","type":"decimal"},{"name":"day","type":"date"},
                    {"name":"at","type":"datetime"},{"name":"name","type":"string"}]}
                    """))
        return Condition(field, comparison, value).misfit(in: order)
    }

    @Test(arguments: ["abc", "", "12,5", "1e", "NaN"]) func aNumberIsNotAbove(_ text: String) throws
    {
        let why = try #require(try misfit("freight", .gt, .string(text)))
        #expect(why == "freight is decimal; \(JSON.string(text).text) is not a number")
    }

    @Test(arguments: ["hello", "20260131", "2026-13", "2026-02-30", "31.01.2026", "2026-1-1", "-"])
    func aDayIsNotBefore(_ text: String) throws {
        for field in ["day", "at"] {
            let why = try #require(try misfit(field, .lt, .string(text)))
            #expect(why.hasSuffix("is not a day or time such as 2026-01-31"))
        }
    }

    @Test func whatStandsInAnOrderFits() throws {
        for text in ["2026", "2026-01", "2026-01-31", "2026-01-31T12:00"] {
            #expect(try misfit("day", .ge, .string(text)) == nil)
        }
        #expect(try misfit("freight", .le, 5) == nil)
        #expect(try misfit("freight", .le, "5.25") == nil)
        #expect(try misfit("name", .gt, "5") == nil)
    }

    @Test func equalityAsksNothingOfTheValue() throws {
        #expect(try misfit("freight", .eq, "abc") == nil)
        #expect(try misfit("day", .ne, "hello") == nil)
        #expect(try misfit("freight", .isNull, .null) == nil)
    }
}
