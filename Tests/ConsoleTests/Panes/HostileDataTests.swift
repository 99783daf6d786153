// Data as an enemy would write it, in every text that an engine may give out: control sequences, texts without an
// end, writing from right to left, marks without a letter. Under random keys nothing of it is obeyed, and every row
// has its width.

import JSONText
import TerminalUI
import Testing

@testable import Console
@testable import Engine

/// Answers as another engine does, with hostile texts where people may write what they like.
struct HostileEngine: EngineClient {
    static let texts = [
        "\u{1B}[2J\u{1B}]52;c;ZXZpbA==\u{7}\u{9B}31m",
        "\u{202E}txet\u{2066} \u{5E9}\u{5DC}\u{5D5}\u{5DD} 12",
        String(repeating: "endless ", count: 4_000), "\u{0}\r\n\t\u{8}\u{7F}\u{85}",
        "\u{301}\u{301}\u{200D}\u{FE0F}", "👩‍👩‍👧‍👦🇨🇭東京ｱ\u{FEFF}", "", " ", "مرحبا بالعالم 42",
        String(repeating: "漢", count: 3000), "z" + String(repeating: "\u{301}", count: 500),
    ]
    /// Members that hold what people wrote, at any depth.
    private static let free: Set<String> = [
        "label", "description", "message", "detail", "text", "error", "cause", "remedy", "by",
        "actor", "evidence", "sample", "minimum", "maximum", "data", "remark", "warnings", "title",
        "reasons", "lastError", "client", "source", "fileName", "content", "payload", "summary",
    ]

    let inner = ScriptedEngine()

    func run<Request: UseCase>(_ request: Request, _ call: CallContext) async throws(EngineError)
        -> Request.Answer
    {
        let answer = try await inner.run(request, call)
        guard let json = try? JSONEncoding.encode(answer) else { return answer }
        var count = 0
        let hostile = Self.changed(json, isFree: false, &count)
        return (try? JSONDecoding.decode(Request.Answer.self, from: hostile)) ?? answer
    }

    private static func changed(_ json: JSON, isFree: Bool, _ count: inout Int) -> JSON {
        switch json {
        case .string where isFree:
            count += 1
            return .string(texts[count % texts.count])
        case .array(let items):
            return .array(items.map { changed($0, isFree: isFree, &count) })
        case .object(let object):
            return .object(
                JSONObject(
                    object.members.map { member in
                        let isOpen = isFree || free.contains(member.name)
                        return (member.name, changed(member.value, isFree: isOpen, &count))
                    }))
        default: return json
        }
    }
}

struct HostileDataTests {
    private static let sizes = [
        Size(columns: 80, rows: 24), Size(columns: 40, rows: 12), Size(columns: 200, rows: 50),
    ]

    /// Nothing that a terminal obeys, and cells that fill each row.
    private func expectHarmless(_ screen: Screen, _ keys: String) {
        for y in 0..<screen.size.rows {
            let width = screen.row(y).reduce(0) { $0 + Int($1.width) }
            #expect(width == screen.size.columns, "row \(y) after \(keys)")
        }
        let isObeyed = screen.cells.contains { cell in
            cell.text.unicodeScalars.contains { scalar in
                scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                    || (0x202A...0x202E).contains(scalar.value)
                    || (0x2066...0x2069).contains(scalar.value)
            }
        }
        #expect(!isObeyed, "after \(keys)")
    }

    @Test(arguments: PaneID.allCases, sizes)
    func nothingOfItIsObeyedUnderAnyKeys(_ pane: PaneID, _ size: Size) async {
        var random = SeededRandom(seed: UInt64(size.columns * 17 + pane.index))
        let console = Console(client: HostileEngine(), options: Rendering.options(pane), size: size)
        var model = console.firstModel()
        await ConsoleSnapshot.settle(console, &model, console.load(&model))
        if pane == .mapping {
            for key in KeyScript.keys(in: "oorders-2024.csv<enter>") {
                await ConsoleSnapshot.settle(console, &model, console.update(&model, .pressed(key)))
            }
        }
        let keys =
            ActionRegistry.standard.inside(pane.scope).filter { $0.name != "mapping.save" }
            .flatMap(\.keys).compactMap { Key(named: $0) } + [.enter, .escape, .tab]
        var pressed: [String] = []
        for step in 0..<60 {
            guard let key = keys.randomElement(using: &random) else { return }
            pressed.append(key.name)
            let message: ConsoleMessage =
                step % 20 == 19
                ? .pasted(HostileEngine.texts[step % HostileEngine.texts.count]) : .pressed(key)
            await ConsoleSnapshot.settle(console, &model, console.update(&model, message))
            let glyphs: GlyphSet = step % 3 == 0 ? .ascii : .unicode
            let screen = console.view(model, in: Viewport(size: size, glyphs: glyphs))
            expectHarmless(screen, pressed.suffix(8).joined(separator: " "))
        }
    }

    @Test func theEngineOfTheseTestsIsHostileIndeed() async throws {
        let call = CallContext(.localAdmin("ana"))
        let classes = try await HostileEngine().run(ListClasses(database: "northwind"), call).items
        #expect(classes.contains { $0.label.contains("\u{1B}") })
        let page = try await HostileEngine().run(
            ListInstances(database: "northwind", className: "SalesOrder"), call)
        let text = JSON.array(page.items.map(\.data)).text
        #expect(text.contains("endless") && page.items.count > 10)
    }
}
