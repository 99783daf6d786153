// What the Mapping pane knows: the path being typed, what was read out of the files, the classes they
// lead to, the decisions made, and what a dry run said.

package import Engine
package import TerminalUI

extension MappingPane {
    /// What fills the body.
    package enum Part: Hashable, Sendable { case tables, columns, evidence, cells }

    /// Files on their way to be shown.
    package struct Opening: Hashable, Sendable {
        var paths: [String]
        var keepsDecisions: Bool
        /// As it was typed; nil: a mapping file named them.
        var typed: String?
        /// How many files that is; nil until they were listed.
        var count: Int?
    }

    package struct State: Sendable {
        package var database: String?
        /// Nil: main.
        package var branch: String?
        /// The text in the path prompt and the files that begin with it; nil while no path is typed.
        package var typed: String?
        package var listing: PathListing?
        /// Whether the path being typed joins those that are open.
        package var isAdding = false
        /// What was opened, as it was typed: a file, or a folder for all tables in it; more can be added.
        package var paths: [String] = []
        /// What is being opened while something is open already: it takes its place once it was read.
        package var opening: Opening?
        /// The files behind `paths`, from the root of the file system; empty until they were listed.
        package var files: [String] = []
        package var inference = Loaded<InferenceView>()
        /// Whether only the first rows have been read so far.
        package var isSample = false
        /// By file.
        package var matches: [String: Match] = [:]
        /// By file, the class that fits best, of files whose own name is that of no class.
        package var offers: [String: MappingView] = [:]
        /// By file, the classes that an offer, or that there is none, was judged by.
        var offerGrounds: [String: [String: ClassGround]] = [:]
        /// By file, how many of its columns were decided when it was judged for the first time.
        var decidedAtFirst: [String: Int] = [:]
        /// Files that a class came for when their columns were being decided: it does not take them by itself.
        var offeredLate: Set<String> = []
        /// The classes of the database, looked at while files are open.
        package var classList = Loaded<PageView<ClassView>>()
        /// What the menu of links that was opened last is about.
        var linkMenu: (file: String, column: String)?
        package var decisions = MappingDecisions()
        package var part = Part.columns
        package var tableWindow = ScrollWindow()
        package var window = ScrollWindow()
        /// A part of the names of the columns that are shown.
        package var filter = ""
        package var cells = ScrollWindow()
        /// The column whose bad cells are listed; nil: those of all.
        package var cellColumn: String?
        package var report: ImportReport?
        /// The last import was stopped, or broke off: importing again goes on.
        package var isImportStopped = false
        /// Read anew after a decision about reading: then the columns are matched anew.
        package var isRereading = false
        package var rereadNotice: Notice?
        /// The split that it was read anew for: whether it cut anything is known then.
        var rereadSplit: (file: String, split: FileReading.Split)?
        /// What the last session left; nil once it was opened.
        package var kept: KeptMapping?

        package init() {}
    }
}

extension MappingPane.State {
    package var tables: [InferenceView.Table] { inference.value?.tables ?? [] }

    /// The classes of the database, to choose one from.
    package var classes: [ClassView] { classList.value?.items ?? [] }

    /// Whether there is a list of tables to go back to.
    package var hasSeveralTables: Bool { tables.count > 1 }

    /// The table whose columns are shown.
    package var table: InferenceView.Table? {
        let tables = tables
        return tables.isEmpty ? nil : tables[min(tableWindow.selected, tables.count - 1)]
    }

    package var className: String? { table.map { className(of: $0) } }

    package func className(of table: InferenceView.Table) -> String {
        decisions.className(of: table.file) ?? adopted(table.file)?.className ?? table.className
    }

    package var known: Loaded<ClassView>? { table.flatMap { matches[$0.file]?.known } }

    /// Whether the class is not in the database yet.
    package var isClassNew: Bool { known?.value == nil }

    package var columns: [MappedColumn] { table.map { columns(of: $0) } ?? [] }

    package func columns(of table: InferenceView.Table) -> [MappedColumn] {
        let suggestion = matches[table.file]?.suggestion.value
        let known = matches[table.file]?.known.value
        let matched = table.columns.map { column in
            let match = suggestion?.matches.first { $0.column == column.name }
            let isMatched = suggestion != nil
            return MappedColumn(
                column: column, decision: decisions[table.file, column.name],
                proposal: isMatched ? match?.property : column.proposedProperty,
                score: isMatched ? match?.score : nil, reasons: match?.reasons ?? [])
        }
        let found = known.map { structured(matched, by: $0) } ?? structured(matched, table)
        return withKey(found, table.key)
    }

    package var mappedTables: [MappedTable] {
        tables.map { table in
            MappedTable(
                table: table, className: className(of: table), standing: standing(of: table),
                columns: columns(of: table), key: keyColumns(of: table))
        }
    }

    private func standing(of table: InferenceView.Table) -> MappedTable.Standing {
        if decisions.isLeftOut(table.file) { return .leftOut }
        guard database != nil else { return .new }
        guard let known = matches[table.file]?.known else { return .asked }
        if known.value != nil { return .known }
        return known.failure?.code == .classNotFound ? .new : .asked
    }

    /// The links between the tables that are not left out.
    package var links: [ProposedLinkView] {
        let shown = tables.filter { !decisions.isLeftOut($0.file) }
        let kept = Set(shown.map { className(of: $0) })
        return shown.flatMap { table in
            links(of: table).filter { kept.contains($0.target) || $0.isDecided }
        }
    }

    package var shownColumns: [MappedColumn] {
        let filter = filter.lowercased()
        guard !filter.isEmpty else { return columns }
        return columns.filter {
            "\($0.column.name) \($0.target ?? $0.proposal ?? "")".lowercased().contains(filter)
        }
    }

    package var selected: MappedColumn? {
        let columns = shownColumns
        return columns.isEmpty ? nil : columns[min(window.selected, columns.count - 1)]
    }

    /// The place of the selected column in the file.
    var selectedIndex: Int {
        let name = selected?.column.name
        return table?.columns.firstIndex { $0.name == name } ?? 0
    }

    /// The tables that an import takes.
    package var imported: [InferenceView.Table] {
        tables.filter { !decisions.isLeftOut($0.file) }
    }

    /// The file that a table was read from.
    package func path(of table: InferenceView.Table) -> String? {
        let name = String(table.file.dropLast(part(of: table).count))
        return files.first { MappingPane.lastPart($0) == name } ?? files.first
    }

    /// `#Orders` of `book.xlsx#Orders`; empty for the only table of a file.
    package func part(of table: InferenceView.Table) -> String {
        table.file.firstIndex(of: "#").map { String(table.file[$0...]) } ?? ""
    }

    /// A file with what was decided about reading it, and each of its tables.
    package func input(_ path: String) -> FileInput {
        let name = MappingPane.lastPart(path)
        var reading = decisions.readings[name]
        for (table, own) in decisions.readings where table.hasPrefix(name + "#") {
            let part = String(table.dropFirst(name.count + 1))
            var whole = reading ?? FileReading()
            whole.parts = (whole.parts ?? [:]).merging([part: own]) { $1 }
            reading = whole
        }
        return FileInput(name: path, reading: reading)
    }

    /// One table alone: of a workbook no other.
    package func input(of table: InferenceView.Table) -> FileInput? {
        guard let path = path(of: table) else { return nil }
        guard !part(of: table).isEmpty else { return input(path) }
        let same = tables.filter { self.path(of: $0) == path }
        var reading = decisions.readings[table.file] ?? FileReading()
        reading.table = same.firstIndex { $0.file == table.file }.map { $0 + 1 }
        return FileInput(name: path, reading: reading)
    }

    /// What differs from the engine's own proposal, to go along with the import.
    package var targets: [ImportTarget] {
        tables.compactMap { table in
            guard decisions.isLeftOut(table.file) else { return target(of: table) }
            guard isLeftOutOfAFile(table), let path = path(of: table) else { return nil }
            return ImportTarget(
                file: path + part(of: table), className: table.className, columns: [],
                isLeftOut: true)
        }
    }

    /// Left out, while another table of its file is imported.
    func isLeftOutOfAFile(_ table: InferenceView.Table) -> Bool {
        decisions.isLeftOut(table.file) && imported.contains { path(of: $0) == path(of: table) }
    }

    private func target(of table: InferenceView.Table) -> ImportTarget? {
        guard let path = path(of: table) else { return nil }
        let changed = columns(of: table).filter {
            $0.target != $0.column.proposedProperty || $0.join != nil || $0.isNew
        }.map {
            ImportTarget.Column(
                column: $0.column.name, property: $0.target, join: $0.join,
                isNew: newness($0, table.file))
        }
        let name = className(of: table)
        let key = decisions.key(of: table.file)
        let links = decidedLinks(of: table)
        let isChanged = !changed.isEmpty || key != nil || links != nil
        guard isChanged || name != table.className else { return nil }
        return ImportTarget(
            file: path + part(of: table), className: name, columns: changed, key: key, links: links)
    }
}
