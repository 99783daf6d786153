// The rows beside a class, and a table that was empty, follow the class; rows that somebody reads keep their place.

import JSONText
import TerminalUI
import Testing

@testable import Console
@testable import Engine

struct SampleTests {
    private static let wide = PaneStage.context(size: Size(columns: 200, rows: 50))

    /// A class of so many instances.
    private static func classes(_ count: Int) -> OntologyPane.Message {
        var items = ScriptedEngine.classes
        items[0].instances = count
        return .classesAnswered(PaneStage.answer(PageView(items: items, next: nil)))
    }

    private static func rows(_ count: Int) -> OntologyPane.Message {
        let name = ScriptedEngine.classes[0].id
        let items = (0..<count).map { number in
            InstanceView(
                id: "\(name)/\(number)", className: name, key: "\(number)", sequence: 2,
                badge: Badge(.full), data: ["name": "n"])
        }
        return .pageAnswered(
            className: name, search: "", PaneStage.answer(PageView(items: items, next: nil)))
    }

    private static func state(_ count: Int) -> OntologyState {
        var state = OntologyPane.initial
        _ = OntologyPane.update(&state, classes(count), wide)
        _ = OntologyPane.update(&state, rows(count), wide)
        #expect(state.table.rows.count == count)
        return state
    }

    private static func asks(_ reply: PaneReply<OntologyPane.Message>) -> Bool {
        reply.effects.contains { $0.id == "ontology.instances" }
    }

    @Test(arguments: [0, 3]) func whatIsImportedAppearsBesideItsClass(_ before: Int) {
        var state = Self.state(before)
        #expect(!Self.asks(OntologyPane.update(&state, Self.classes(before), Self.wide)))
        #expect(Self.asks(OntologyPane.update(&state, Self.classes(7), Self.wide)))
        #expect(state.table.rows.count == before, "what is shown stays until the answer")
        #expect(!Self.asks(OntologyPane.update(&state, Self.classes(7), Self.wide)), "once")
        _ = OntologyPane.update(&state, Self.rows(7), Self.wide)
        #expect(state.table.rows.map(\.key) == (0..<7).map { "\($0)" })
    }

    @Test func rowsThatAreReadStayAndSayWhatIsNew() {
        var state = Self.state(3)
        _ = OntologyPane.update(&state, .instancesWanted, Self.wide)
        #expect(!Self.asks(OntologyPane.update(&state, Self.classes(7), Self.wide)))
        #expect(state.table.rows.count == 3 && state.table.countAtFirst == 3)
    }

    @Test func aTableThatWasEmptyFillsUnderTheReader() {
        var state = Self.state(0)
        _ = OntologyPane.update(&state, .instancesWanted, Self.wide)
        #expect(Self.asks(OntologyPane.update(&state, Self.classes(7), Self.wide)))
        _ = OntologyPane.update(&state, Self.rows(7), Self.wide)
        #expect(state.table.rows.count == 7)
    }
}
