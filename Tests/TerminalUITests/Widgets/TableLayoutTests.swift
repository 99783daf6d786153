// How wide the columns of a table are, and the marks of what is out of sight.

import Testing

@testable import TerminalUI

@Suite struct TableLayoutTests {
    private let table = Table(columns: [
        .init("File", width: 12, grows: true), .init("Rows", width: 5, align: .right),
        .init("Key", width: 12, grows: true),
    ])

    private func fitted(_ rows: [[Span]]) -> Table {
        table.fitted(to: rows.map { Table.Row($0) }, in: Screen(columns: 80, rows: 2))
    }

    @Test func roomGoesToTheColumnWhoseTextsDoNotFit() {
        let fitted = fitted([["EmployeeTerritory.csv", "49", "id"]])
        #expect(table.layout(width: 40).map(\.width) == [14, 5, 14])
        #expect(fitted.layout(width: 40).map(\.width) == [23, 5, 5])
    }

    @Test func whatNobodyNeedsIsSharedAsBefore() {
        #expect(fitted([["a.csv", "1", "id"]]).layout(width: 60).map(\.width) == [25, 5, 23])
    }

    @Test func theColumnThatJustDoesNotFitStaysWithAPart() {
        func table(_ least: Int?) -> Table {
            Table(columns: [
                .init("Key", width: 6), .init("Name", width: 20, leaves: 1, least: least),
                .init("Town", width: 20, leaves: 2, least: least),
            ])
        }
        #expect(table(10).layout(width: 46).map(\.width) == [6, 20, 13])
        #expect(table(nil).layout(width: 46).map(\.width) == [6, 20])
        #expect(table(14).layout(width: 46).map(\.width) == [6, 20], "less says nothing")
    }

    @Test func aListSaysThatItGoesOn() {
        func marks(selected: Int) -> String {
            var screen = Screen(columns: 8, rows: 3)
            let rect = screen.bounds
            ListView().draw(
                into: &screen, in: rect, count: 9, window: ScrollWindow(selected: selected)
            ) { .init("\($0)") }
            return screen.plainText()
        }
        #expect(marks(selected: 0) == " ▸ 0\n   1\n↓  2\n")
        #expect(marks(selected: 4) == "↑  2\n   3\n↓▸ 4\n")
        #expect(marks(selected: 8) == "↑  6\n   7\n ▸ 8\n")
    }
}
