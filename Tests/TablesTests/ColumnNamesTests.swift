// Names of columns from header cells.

import Testing

@testable import Tables

@Suite struct ColumnNamesTests {
    @Test func `names are unique even where case is ignored, and none hides another`() {
        let names = ColumnNames.unique(from: [["a", "A", "a ", "a_2", "total"]], width: 5)
        #expect(names[3] == "a_2")
        #expect(names[4] == "total")
        #expect(Set(names.map { $0.lowercased() }).count == 5)
    }

    @Test func `unnamed columns and columns beyond the header get a number`() {
        #expect(ColumnNames.unique(from: [["", "x"]], width: 3) == ["column_1", "x", "column_3"])
    }

    @Test func `two header rows are joined by a blank`() {
        #expect(
            ColumnNames.joined([["price", ""], ["EUR", "kg"]], width: 2) == ["price EUR", "kg"])
    }
}
