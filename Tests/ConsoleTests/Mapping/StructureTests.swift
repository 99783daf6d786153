// Keys, links, new properties and shared ones in the Mapping pane; each one step of undo, kept in the mapping file.

import JSONText
import TerminalUI
import Testing

@testable import Console
@testable import Engine

struct StructureTests {
    private static let paths = ["/data/orders-2024.csv", "/data/customers.csv"]
    private static let file = "orders-2024.csv"
    private static let noClasses = PaneStage.answer(PageView<ClassView>(items: [], next: nil))
    private let context = PaneStage.context()

    /// Two files of new classes.
    private func read() -> MappingPane.State {
        var state = MappingPane.State()
        state.database = "northwind"
        state.paths = Self.paths
        let view = PaneStage.answer(ScriptedEngine.ordersAndCustomers)
        _ = MappingPane.update(
            &state, .inferred(Self.paths, Self.paths, isSample: false, view), context)
        for file in state.tables.map(\.file) {
            state.matches[file]?.known.take(PaneStage.failure(.classNotFound))
        }
        state.part = .columns
        return state
    }

    private func select(_ name: String, _ state: inout MappingPane.State) {
        let place = state.columns.firstIndex { $0.column.name == name } ?? 0
        state.window.select(place, count: state.columns.count, height: 30)
    }

    private func importRequest(_ state: MappingPane.State) -> ImportFiles? {
        var state = state
        let reply = MappingPane.update(&state, .importAsked, context)
        guard case .importConfirmed(let request) = reply.question?.confirm else { return nil }
        return request
    }

    @Test func aColumnJoinsTheKeyAndLeavesItAndUndoGoesBack() throws {
        var state = read()
        let table = try #require(state.table)
        #expect(state.keyColumns(of: table) == ["Order No"])
        select("Kunde", &state)
        let reply = MappingPane.update(&state, .keyToggled, context)
        #expect(reply.notice?.text == "key Order No + Kunde")
        #expect(state.columns[1].isKey && state.columns[1].reading.contains("· key"))
        #expect(importRequest(state)?.targets.first?.key == ["Order No", "Kunde"])
        select("Order No", &state)
        let alone = MappingPane.update(&state, .keyToggled, context)
        #expect(state.keyColumns(of: table) == ["Kunde"])
        #expect(alone.notice?.mood == .attention, "89 different values in 14 312 rows")
        _ = MappingPane.update(&state, .undone, context)
        _ = MappingPane.update(&state, .undone, context)
        #expect(state.keyColumns(of: table) == ["Order No"] && state.targets.isEmpty)
        _ = MappingPane.update(&state, .redone, context)
        #expect(state.keyColumns(of: table) == ["Order No", "Kunde"])
        #expect(try state.mappingFile.request(for: []).targets[0].key == ["Order No", "Kunde"])
    }

    @Test func aLinkIsRefusedLedElsewhereAndKept() throws {
        var state = read()
        select("Kunde", &state)
        let asked = MappingPane.update(&state, .linkAsked, context)
        #expect(asked.effects.map(\.id) == ["mapping.targets"])
        let classes = PaneStage.answer(
            PageView(items: ScriptedEngine.classes, next: nil))
        let menu = MappingPane.update(
            &state, .linkTargets(file: Self.file, column: "Kunde", classes), context
        ).menu
        let names = menu?.entries.map(\.name) ?? []
        #expect(names.first == "no link" && names.contains("Customer"))
        #expect(menu.map { $0.entries[$0.selected].name } == "Customer")
        let refuse = try #require(menu?.messages.first)
        _ = MappingPane.update(&state, refuse, context)
        #expect(state.links.isEmpty && state.columns[1].references == nil)
        #expect(
            importRequest(state)?.targets.first?.links
                == [.init(columns: ["Kunde"], target: nil)])
        _ = MappingPane.update(
            &state, .linkChosen(file: Self.file, columns: ["Kunde"], "Employee"), context)
        #expect(state.columns[1].references == "Employee")
        let kept = state.mappingFile
        var second = read()
        _ = MappingPane.update(&second, .loaded("m.json", .success(kept)), context)
        #expect(second.columns[1].references == "Employee")
        #expect(second.mappingFile.files == kept.files)
        _ = MappingPane.update(&state, .undone, context)
        _ = MappingPane.update(&state, .undone, context)
        #expect(state.columns[1].references == "Customer" && state.targets.isEmpty)
    }

    /// The file with a class that is there.
    private func known() async throws -> MappingPane.State {
        var state = read()
        let name = "SalesOrder"
        let item = try #require(ScriptedEngine.classes.first { $0.id == name })
        let request = SuggestMapping(
            database: "northwind", className: name, file: FileInput(name: "x"))
        let suggestion = await context.engine.answer(request)
        _ = MappingPane.update(
            &state, .classKnown(file: Self.file, class: name, PaneStage.answer(item)), context)
        _ = MappingPane.update(
            &state, .suggested(file: Self.file, class: name, suggestion), context)
        return state
    }

    @Test func aClassThatIsThereKeepsItsKeyAndItsLinks() async throws {
        var state = try await known()
        for message in [MappingPane.Message.keyToggled, .linkAsked] {
            let reply = MappingPane.update(&state, message, context)
            #expect(reply.notice?.text.contains("SalesOrder is there") == true)
        }
        #expect(!state.decisions.canUndo)
    }

    @Test func aPropertyThatTheClassHasNotIsNewAndSaidBeforeTheImport() async throws {
        var state = try await known()
        let reply = MappingPane.update(&state, .changed(column: "Status", to: "status"), context)
        #expect(
            reply.notice?.text == "SalesOrder has no status: the import adds it to the class")
        #expect(state.columns[6].isNew && state.columns[6].match.text == "✓ new")
        let question = MappingPane.update(&state, .importAsked, context).question
        #expect(
            question?.dialog.details.contains { $0.hasPrefix("SalesOrder gets status") } == true)
        let target = importRequest(state)?.targets.first
        #expect(target?.columns.first { $0.column == "Status" }?.isNew == true)
        #expect(state.mappingFile.files[0].columns[6].isNew == true)
        // Another database may not have it, once this one has.
        var item = try #require(state.known?.value)
        item.properties.append(
            .init(name: "status", type: "string", label: "", isRequired: false, isKey: false))
        var later = state
        later.matches[Self.file]?.known.take(PaneStage.answer(item))
        #expect(!later.columns[6].isNew && later.mappingFile.files[0].columns[6].isNew == true)
        var loaded = try await known()
        _ = MappingPane.update(&loaded, .loaded("m.json", .success(later.mappingFile)), context)
        #expect(loaded.columns[6].isNew)
        _ = MappingPane.update(&state, .changed(column: "Status", to: "shipName"), context)
        #expect(!state.columns[6].isNew && state.mappingFile.files[0].columns[6].isNew == nil)
    }

    @Test func aPropertyThatIsTakenIsAskedAboutAndCanBeShared() async throws {
        var state = try await known()
        let reply = MappingPane.update(&state, .changed(column: "Status", to: "freight"), context)
        #expect(reply.question?.dialog.title == "freight is taken")
        #expect(state.columns[6].target == nil, "nothing is decided yet")
        let join = try #require(reply.question?.confirm)
        _ = MappingPane.update(&state, join, context)
        #expect(state.columns[3].join != nil && state.columns[6].join != nil)
        #expect(
            importRequest(state)?.targets.first?.columns.filter { $0.join != nil }.count == 2)
        let kept = state.mappingFile
        var second = try await known()
        _ = MappingPane.update(&second, .loaded("m.json", .success(kept)), context)
        #expect(second.mappingFile.files == kept.files, "the rule is not lost")
        #expect(second.columns[6].join != nil)
        let alone = try #require(reply.question?.alternative?.message)
        _ = MappingPane.update(&state, .undone, context)
        _ = MappingPane.update(&state, alone, context)
        #expect(state.columns[3].target == nil && state.columns[6].target == "freight")
    }

    @Test func aClassThatFitsIsTakenAlthoughTheFileIsCalledOtherwise() async throws {
        var state = read()
        let table = try #require(state.table)
        let asked = MappingPane.update(&state, .classesListed(Self.noClasses), context)
        #expect(
            asked.effects.map(\.id).contains(EffectID("mapping.offer.\(Self.file)")))
        let weak = MappingView(className: "Invoice", matches: [], fit: 0.4)
        var other = state
        _ = MappingPane.update(&other, .offered(file: Self.file, PaneStage.answer(weak)), context)
        #expect(other.className == table.className)
        let note = MappingPane.footnote(other, context).left.map(\.text).joined()
        #expect(note == "Invoice is there and fits 40%: t leads the rows there")
        let matches = [
            MappingView.Match(column: "Kunde", property: "buyer", score: 0.99, reasons: [])
        ]
        let view = MappingView(className: "Purchase", matches: matches, fit: 0.5, isSaved: true)
        let reply = MappingPane.update(
            &state, .offered(file: Self.file, PaneStage.answer(view)), context)
        #expect(state.className == "Purchase" && state.columns[1].target == "buyer")
        #expect(reply.effects.map(\.id).last == EffectID("mapping.class.\(Self.file)"))
        #expect(importRequest(state)?.targets.first?.className == "Purchase")
        _ = MappingPane.update(&state, .classChosen(table.className), context)
        #expect(state.className == table.className, "a person decides otherwise")
        _ = MappingPane.update(&state, .undone, context)
        #expect(state.className == "Purchase")
    }
}
