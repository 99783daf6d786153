// Pictures of the widgets, as text.

import Testing

@testable import TerminalUI

@Suite struct WidgetTests {
    private let table = Table(columns: [
        .init("State", width: 7), .init("Age", width: 5, align: .right),
        .init("Command", width: 9, grows: true), .init("By", width: 4, leaves: 2),
        .init("Tries", width: 5, align: .right, leaves: 1),
    ])
    private let rows: [[Span]] = [
        [Span("FAILED", .bad), "12 s", "update instance", "ana", "1"],
        ["WAITING", "41 s", "create", "etl", "–"],
    ]

    private func picture(_ columns: Int, _ rows: Int, _ draw: (inout Screen) -> Void) -> String {
        var screen = Screen(columns: columns, rows: rows)
        draw(&screen)
        return "\n" + screen.plainText()
    }

    private func tablePicture(width: Int) -> String {
        picture(width, 3) { screen in
            let rect = screen.bounds
            table.draw(into: &screen, in: rect, count: 2, window: ScrollWindow(selected: 1)) {
                Table.Row(rows[$0])
            }
        }
    }

    @Test func aTableAlignsItsColumnsAndMarksTheSelectedRow() {
        #expect(
            tablePicture(width: 46) == """

                   State      Age  Command         By    Tries
                   FAILED    12 s  update instan…  ana       1
                 ▸ WAITING   41 s  create          etl       –

                """)
    }

    @Test func columnsLeaveInTheirOrder() {
        #expect(table.layout(width: 44).map(\.index) == [0, 1, 2, 3, 4])
        #expect(table.layout(width: 40).map(\.index) == [0, 1, 2, 4])
        #expect(table.layout(width: 30).map(\.index) == [0, 1, 2])
        #expect(table.layout(width: 10).map(\.index) == [0, 1, 2])
    }

    @Test func roomThatIsLeftOverGoesToTextsThatAreCut() {
        let table = Table(columns: [
            .init("Key", width: 4), .init("Text", width: 10, most: 25),
            .init("State", width: 6, grows: true, align: .right),
        ])
        #expect(table.layout(width: 27).map(\.width) == [4, 10, 6])
        #expect(table.layout(width: 37).map(\.width) == [4, 20, 6])
        #expect(table.layout(width: 60).map(\.width) == [4, 25, 24])
    }

    @Test func aTableAsksOnlyForTheRowsItShows() {
        var asked: [Int] = []
        var screen = Screen(columns: 40, rows: 4)
        let rect = screen.bounds
        table.draw(
            into: &screen, in: rect, count: 10_000_000, window: ScrollWindow(selected: 9_999_999)
        ) { index in
            asked.append(index)
            return Table.Row([Span("\(index)")])
        }
        #expect(asked == [9_999_997, 9_999_998, 9_999_999])
        #expect(screen.cursor == Point(x: 1, y: 3))
    }

    @Test func aTreeDrawsItsBranches() {
        let nodes: [Tree.Node] = [
            .init(depth: 0, ["SalesOrder/10248"], trailing: Badge.full.spans),
            .init(depth: 1, ["customerId → Customer/85"]), .init(depth: 2, ["← SalesOrder (5)"]),
            .init(depth: 3, ["10274"], trailing: Badge.partial.spans), .init(depth: 3, ["3 more"]),
            .init(depth: 1, ["employeeId → Employee/5"]),
        ]
        let text = picture(40, 6) { screen in
            let rect = screen.bounds
            Tree().draw(into: &screen, in: rect, nodes: nodes, window: ScrollWindow(selected: 2))
        }
        #expect(
            text == """

                   SalesOrder/10248               FULL ●
                   ├─ customerId → Customer/85
                 ▸ │  └─ ← SalesOrder (5)
                   │     ├─ 10274              PARTIAL ◐
                   │     └─ 3 more
                   └─ employeeId → Employee/5

                """)
    }

    @Test func aSparklineShowsAGapForWhatIsNotKnown() {
        #expect(Sparkline.text([0, 1, nil, 8], width: 6) == "  ▁▁ █")
        #expect(Sparkline.text([], width: 2) == "  ")
        #expect(Sparkline.text([4, 8], width: 2, ceiling: 16) == "▂▄")
    }

    @Test func aHistogramSumsUpWhatDoesNotFit() {
        let histogram = Histogram([
            .init("DE", 1200), .init("FR", 600), .init("IT", 3), .init("AT", 2),
        ])
        let text = picture(24, 3) { screen in
            let rect = screen.bounds
            histogram.draw(into: &screen, in: rect)
        }
        #expect(text == "\nDE     1\u{202F}200 ███████████\nFR       600 █████▌\n2 more     5\n")
    }

    @Test func aProgressBarIsExactToAnEighth() {
        #expect(ProgressBar.bar(0.5, width: 4) == "██░░")
        #expect(ProgressBar.bar(0.53125, width: 4) == "██▏░")
        #expect(ProgressBar.bar(1, width: 4) == "████")
        #expect(ProgressBar.bar(.nan, width: 2) == "░░")
    }

    @Test func theTitleBarKeepsPaneAndStateWhenItIsNarrow() {
        let bar = TitleBar(
            place: "northwind",
            panes: ["Ontology", "Mapping", "Commands", "Graph", "Pipeline"], current: 0,
            state: Span("● live", .good))
        func line(_ width: Int) -> String {
            picture(width, 1) { screen in
                let rect = screen.bounds
                bar.draw(into: &screen, in: rect)
            }
        }
        #expect(
            line(80) == "\n northwind    1 Ontology  2 Mapping  3 Commands  4 Graph  5 Pipeline"
                + "     ● live\n")
        #expect(line(45) == "\n northwind    1 Ontology 2 3 4 5      ● live\n")
        #expect(line(30) == "\n 1 Ontology 2 3 4 5    ● live\n")
    }

    @Test func hintsLeaveFromTheBackAndHelpStays() {
        let bar = HintBar([
            .init("⏎", "open"), .init("i", "instances"), .init("d", "diagram"),
            .init("?", "help", isPinned: true),
        ])
        let text = picture(34, 1) { screen in
            let rect = screen.bounds
            bar.draw(into: &screen, in: rect)
        }
        #expect(text == "\n ⏎ open  i instances       ? help\n")
    }

    @Test func aDialogWantsTheNameTyped() {
        var dialog = Dialog(
            title: "Delete class", text: "11 instances go with it.", details: ["Category"],
            nameToType: "Category", keys: [.init("⏎", "delete", isDangerous: true)])
        #expect(!dialog.isConfirmed)
        dialog.field.insert("Category")
        #expect(dialog.isConfirmed)
        let text = picture(44, 12) { dialog.draw(into: &$0) }
        #expect(text.contains("╭─ Delete class ─"))
        #expect(text.contains("type Category: Category"))
        #expect(text.contains("⏎ delete"))
    }

    @Test func helpFindsByEveryWord() {
        var help = HelpOverlay(
            title: "Graph",
            entries: [
                .init(key: "⏎", name: "expand", help: "show the links of a node"),
                .init(key: "l", name: "lineage", help: "why is this node here"),
            ])
        for letter in "node why" { _ = help.edit(.character(letter), screenHeight: 24) }
        #expect(help.selected?.name == "lineage")
        let isLeftToCaller = !help.edit(.enter, screenHeight: 24)
        #expect(isLeftToCaller)
        let text = picture(80, 24) { help.draw(into: &$0) }
        #expect(text.contains("lineage  why is this node here"))
        #expect(!text.contains("expand"))
    }

    @Test func anInputFieldEditsAndScrolls() {
        var field = InputField()
        for key in KeyScript.keys(in: "abc def<left><backspace>X") { _ = field.edit(key) }
        #expect(field.text == "abc dXf")
        _ = field.edit(.control("w"))
        #expect(field.text == "abc f")
        field.insert("a\nb")
        #expect(field.text == "abc a bf")
        let isLeftToCaller = !field.edit(.enter)
        #expect(isLeftToCaller)
        let text = picture(5, 1) { screen in
            let rect = screen.bounds
            InputField("0123456789").draw(into: &screen, in: rect)
        }
        #expect(text == "\n…789\n")
    }

    @Test func waitingShowsNothingAtFirst() {
        let rect = Rect(x: 0, y: 0, width: 30, height: 3)
        let early = picture(30, 3) {
            Placeholder.waiting(for: "graph", since: .milliseconds(299)).draw(into: &$0, in: rect)
        }
        #expect(early == "\n\n\n\n")
        let late = picture(30, 3) {
            Placeholder.waiting(for: "graph", since: .seconds(2)).draw(into: &$0, in: rect)
        }
        #expect(late.contains("waiting for graph, 2 s"))
    }
}
