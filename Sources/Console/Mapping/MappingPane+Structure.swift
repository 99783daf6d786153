// Keys and links of the opened tables: as inference finds them, or as a person decides. A class that is there has its own.

package import Engine
import TerminalUI

extension ClassView {
    /// As a property, or as the name of a link.
    func has(_ property: String) -> Bool {
        properties.contains { $0.name == property } || links.contains { $0.predicate == property }
    }
}

extension MappingPane.State {
    /// What a mapping file and an import say of a property that the class gets, or got for this file.
    func newness(_ column: MappedColumn, _ file: String) -> Bool? {
        column.isNew || decisions.isAdded(file, column.target) ? true : nil
    }

    /// The class that a file leads to although it is not called like it: it fits well, or columns like these went there
    /// before.
    package func adopted(_ file: String) -> MappingView? {
        guard !offeredLate.contains(file) else { return nil }
        return offers[file].flatMap {
            $0.isSaved == true || $0.fit ?? 0 >= Self.fitToAdopt ? $0 : nil
        }
    }

    private static let fitToAdopt = 0.6

    /// Columns of a new class.
    func structured(_ columns: [MappedColumn], _ table: InferenceView.Table) -> [MappedColumn] {
        let key = keyColumns(ofNew: table)
        let links = links(of: table)
        return columns.map { column in
            var column = column
            let name = column.column.name
            column.isKey = key.contains(name)
            let link = links.first { $0.columns.contains(name) }
            column.references = link?.target
            column.link = link?.found
            return column
        }
    }

    /// Columns that lead into a class that is there.
    func structured(_ columns: [MappedColumn], by known: ClassView) -> [MappedColumn] {
        columns.map { column in
            var column = column
            guard let target = column.target ?? column.proposal else { return column }
            column.isKey = known.key.contains(target)
            let link = known.links.first {
                $0.sourceProperties.contains(target) || $0.predicate == target
            }
            column.references = link?.target ?? column.column.references.map(renamed)
            column.isNew =
                column.target != nil && column.decision != nil && !known.has(target)
            return column
        }
    }

    /// With what was found of the key, where it is the one that was found.
    func withKey(_ columns: [MappedColumn], _ found: InferenceView.Key?) -> [MappedColumn] {
        guard let found, Set(found.columns) == Set(columns.filter(\.isKey).map(\.column.name))
        else { return columns }
        return columns.map { column in
            var column = column
            if column.isKey { column.key = found }
            return column
        }
    }

    package func keyColumns(of table: InferenceView.Table) -> [String] {
        guard let known = matches[table.file]?.known.value else {
            return keyColumns(ofNew: table)
        }
        let columns = columns(of: table)
        return known.key.compactMap { name in
            columns.first { $0.target == name }?.column.name
        }
    }

    private func keyColumns(ofNew table: InferenceView.Table) -> [String] {
        decisions.key(of: table.file) ?? inferredKey(of: table)
    }

    func inferredKey(of table: InferenceView.Table) -> [String] {
        table.primaryKey.map { name in
            table.columns.first { $0.proposedProperty == name }?.name ?? name
        }
    }

    /// As inference proposes them.
    func inferredLinks(of table: InferenceView.Table) -> [ProposedLinkView] {
        let links = inference.value?.links { $0 }.filter { $0.source == table.className } ?? []
        return links.map { link in
            var link = link
            link.source = className(of: table)
            link.target = renamed(link.target)
            link.columns = link.columns.map { name in
                table.columns.first { $0.proposedProperty == name }?.name ?? name
            }
            return link
        }
    }

    /// As they are to become.
    func links(of table: InferenceView.Table) -> [ProposedLinkView] {
        let choices = decisions.links(of: table.file)
        let proposed = inferredLinks(of: table).filter { link in
            !choices.contains { Set($0.columns) == Set(link.columns) }
        }
        return proposed
            + choices.compactMap { choice in
                guard let target = choice.target else { return nil }
                return ProposedLinkView(
                    source: className(of: table), columns: choice.columns,
                    predicate: choice.columns.joined(separator: "_"), target: target,
                    cardinality: "n:1", isDecided: true)
            }
    }

    /// The name that a proposed class has by decision.
    private func renamed(_ name: String) -> String {
        tables.first { $0.className == name }.map { className(of: $0) } ?? name
    }
}

extension MappingPane {
    static func structure(
        _ state: inout State, _ message: Message, _ context: PaneContext
    ) -> PaneReply<Message> {
        guard let table = state.table else { return .nothing }
        switch message {
        case .keyToggled:
            guard let selected = state.selected else { return .nothing }
            if let refusal = refusal(state, "its key", state.keyColumns(of: table)) {
                return refusal
            }
            return toggleKey(&state, table, selected)
        case .linkAsked:
            guard let selected = state.selected else { return .nothing }
            let name = selected.column.name
            if let refusal = refusal(state, "what it leads to", []) { return refusal }
            state.linkMenu = (table.file, name)
            guard let database = context.database else {
                return .asking(linkMenu(state, table, name))
            }
            return .effect(
                context.scoped.call(ListClasses(database: database), id: "mapping.targets") {
                    .linkTargets(file: table.file, column: name, $0)
                })
        case .linkTargets(let file, let column, let answer):
            guard file == table.file else { return .nothing }
            var reply = listed(&state, answer, context)
            reply.refill = nil
            reply.menu = linkMenu(state, table, column)
            if case .failure(let error) = answer.result {
                let known = state.classes.isEmpty ? "" : "; those read before are shown"
                reply.notice = Notice("the classes: \(error.message)\(known)", .attention)
            }
            return reply
        case .linkChosen(let file, let columns, let target):
            return link(&state, file, columns, target)
        default: return .nothing
        }
    }

    /// A class that is there keeps its structure.
    private static func refusal(
        _ state: State, _ what: String, _ key: [String]
    ) -> PaneReply<Message>? {
        guard let known = state.known?.value else { return nil }
        let now = key.isEmpty ? "" : ", by \(key.joined(separator: " + "))"
        return .say(
            "\(known.id) is there\(now): \(what) is changed in its class (1)", .attention)
    }

    private static func toggleKey(
        _ state: inout State, _ table: InferenceView.Table, _ selected: MappedColumn
    ) -> PaneReply<Message> {
        let name = selected.column.name
        var key = state.keyColumns(of: table)
        if let place = key.firstIndex(of: name) { key.remove(at: place) } else { key.append(name) }
        state.report = nil
        state.decisions.setKey(
            of: table.file, key == state.inferredKey(of: table) ? nil : key)
        guard !key.isEmpty else {
            return .say("no key: rows cannot be found again, nor changed by an import", .attention)
        }
        let words = "key " + key.joined(separator: " + ")
        guard key.count == 1, let only = table.columns.first(where: { $0.name == key[0] }),
            only.distinct + only.nulls < table.rows || only.nulls > 0
        else { return .say(words, .good) }
        let rows = Figure.count(table.rows)
        let empty = only.nulls > 0 ? ", \(Figure.count(only.nulls)) empty" : ""
        return .say(
            "\(words): \(Figure.count(only.distinct)) different in \(rows) rows\(empty); others "
                + "are refused", .attention)
    }

    /// The menu of links as it is now, for one that stands open; nil when none was opened for the file that is shown.
    static func openLinkMenu(_ state: State) -> Menu<Message>? {
        guard let table = state.table, let menu = state.linkMenu, menu.file == table.file
        else { return nil }
        return linkMenu(state, table, menu.column)
    }

    private static func linkMenu(
        _ state: State, _ table: InferenceView.Table, _ column: String
    ) -> Menu<Message> {
        let now = state.links(of: table).first { $0.columns.contains(column) }
        let columns = now?.columns ?? [column]
        var items: [(HelpOverlay.Entry, Message)] = [
            (
                HelpOverlay.Entry(
                    key: now == nil ? "●" : " ", name: "no link", help: "a value and nothing more"),
                .linkChosen(file: table.file, columns: columns, nil)
            )
        ]
        func add(_ name: String, _ help: String) {
            guard !items.contains(where: { $0.0.name == name }) else { return }
            items.append(
                (
                    HelpOverlay.Entry(
                        key: now?.target == name ? "●" : " ", name: name, help: help),
                    .linkChosen(file: table.file, columns: [column], name)
                ))
        }
        for other in state.imported {
            let key = state.keyColumns(of: other)
            guard key.count == 1 else { continue }
            add(state.className(of: other), "by \(key[0]) of \(other.file)")
        }
        for item in state.classes where item.key.count == 1 {
            add(item.id, "by \(item.key[0]), \(Figure.count(item.instances)) there")
        }
        let place = items.firstIndex { $0.0.key == "●" } ?? 0
        return Menu("\(column) leads to", items, selected: place)
    }

    private static func link(
        _ state: inout State, _ file: String, _ columns: [String], _ target: String?
    ) -> PaneReply<Message> {
        guard let table = state.tables.first(where: { $0.file == file }) else { return .nothing }
        let inferred = state.inferredLinks(of: table).first { Set($0.columns) == Set(columns) }
        let choice = ImportTarget.Link(columns: columns, target: target)
        state.decisions.link(file, columns, inferred?.target == target ? nil : choice)
        state.report = nil
        let names = columns.joined(separator: " + ")
        return .say(target.map { "\(names) leads to \($0)" } ?? "\(names) is no link", .good)
    }
}
