// Dry run and import: named before they begin, a job while they run, a sentence afterwards.

import Engine
import TerminalUI

extension MappingPane {
    static func importing(
        _ state: inout State, _ message: Message, _ context: PaneContext
    ) -> PaneReply<Message> {
        switch message {
        case .dryRunAsked:
            let database = context.database ?? suggestedDatabase(state)
            guard let request = request(state, into: database, isDryRun: true, context) else {
                return .nothing
            }
            return run(request, "dry run", state, context)
        case .importAsked:
            guard let database = context.database else {
                var prompt = Prompt<Message>(
                    "import into database", placeholder: "a name", submit: { .databaseNamed($0) })
                prompt.field = InputField(suggestedDatabase(state), isProposal: true)
                return .asking(prompt)
            }
            return confirm(state, database, context)
        case .databaseNamed(let name):
            let name = name.trimmingSpaces
            return name.isEmpty ? .nothing : confirm(state, name, context)
        case .importConfirmed(let request):
            state.isImportStopped = false
            state.report = nil
            return run(request, "import", state, context)
        case .importStopped(let request): state.isImportStopped = !request.isDryRun
        case .imported(let request, let answer):
            guard request.files.allSatisfy({ state.files.contains($0.name) }) else {
                return .nothing
            }
            return ended(&state, request, answer, context)
        default: break
        }
        return .nothing
    }

    private static func request(
        _ state: State, into database: String, isDryRun: Bool, _ context: PaneContext
    ) -> ImportFiles? {
        var files: [String] = []
        for table in state.imported {
            guard let path = state.path(of: table), !files.contains(path) else { continue }
            files.append(path)
        }
        guard !files.isEmpty else { return nil }
        return ImportFiles(
            database: database, branch: context.branch, files: files.map { state.input($0) },
            targets: state.targets,
            isDryRun: isDryRun, mode: state.decisions.mode)
    }

    private static func run(
        _ request: ImportFiles, _ verb: String, _ state: State, _ context: PaneContext
    ) -> PaneReply<Message> {
        var reply = PaneReply<Message>.nothing
        reply.job = .run(request, title: "\(verb) \(title(state))", context.engine) {
            .imported(request, $0)
        }
        reply.job?.stopped = .importStopped(request)
        return reply
    }

    private static func confirm(
        _ state: State, _ database: String, _ context: PaneContext
    ) -> PaneReply<Message> {
        let tables = state.mappedTables.filter { $0.standing != .leftOut }
        guard let request = request(state, into: database, isDryRun: false, context) else {
            return .say("no file to import: x takes one in again", .attention)
        }
        let columns = tables.flatMap(\.columns)
        let left = columns.count { $0.target == nil }
        let yours = columns.count { $0.decision != nil }
        let rows = Figure.count(tables.reduce(0) { $0 + $1.table.rows })
        let what = tables.count == 1 ? tables[0].table.file : "\(tables.count) tables"
        var details = [
            "\(rows) rows of \(what)",
            "\(Figure.count(columns.count - left)) of \(Figure.count(columns.count)) columns"
                + (yours == 0 ? "" : ", \(yours) decided by you"),
        ]
        if !state.links.isEmpty {
            let links = state.links.count
            details.append("\(links) \(links == 1 ? "link" : "links") between them")
        }
        details += added(tables)
        details += tables.compactMap { withoutKey($0, state) }
        if !state.badCellWords.isEmpty { details.append("\(state.badCellWords) (m shows them)") }
        let place = context.branch.map { "\(database)@\($0)" } ?? database
        let mode = request.mode
        return .asking(
            Question(
                dialog: Dialog(
                    title: "Import: \(mode.rawValue)",
                    text: Self.words(mode, classWords(tables))
                        + " Doing it twice changes nothing.",
                    details: ["into \(database), branch \(request.branch ?? "main")"] + details,
                    keys: [
                        .init("⏎", "\(mode.rawValue) into \(place)"), .init("Esc", "not yet"),
                    ]),
                confirm: .importConfirmed(request)))
    }

    /// What becomes of a row whose key is there, and of one whose key is not.
    private static func words(_ mode: ImportMode, _ classes: String) -> String {
        switch mode {
        case .insert:
            "Rows become new instances of \(classes). A key that is there is refused."
        case .upsert:
            "Rows become instances of \(classes). A key that is there is changed."
        case .update:
            "Rows change instances of \(classes). A key that is not there is refused."
        }
    }

    /// `Product gets note (text)`
    private static func added(_ tables: [MappedTable]) -> [String] {
        tables.flatMap { table in
            let new = table.columns.filter(\.isNew)
            let names = Set(new.compactMap(\.target)).sorted().map { name in
                let column = new.first { $0.target == name }
                let kind = column.map { MappedColumn.plainReading(of: $0.column) } ?? ""
                return "\(name) (\(kind))"
            }
            return names.isEmpty
                ? [] : ["\(table.className) gets \(names.joined(separator: ", "))"]
        }
    }

    /// What an import into a class that is there would be refused for.
    private static func withoutKey(_ table: MappedTable, _ state: State) -> String? {
        guard let known = state.matches[table.table.file]?.known.value else { return nil }
        let targets = Set(table.columns.compactMap(\.target))
        let missing = known.key.filter { !targets.contains($0) }
        guard !missing.isEmpty else { return nil }
        let names = missing.joined(separator: " and ")
        return "▲ nothing leads to \(names), the key of \(known.id): c leads a column there"
    }

    /// `the new class Order`, `3 new classes and 2 that are there`.
    private static func classWords(_ tables: [MappedTable]) -> String {
        let new = tables.count { $0.standing == .new }
        if tables.count == 1 {
            return "\(new == 1 ? "the new class" : "the class") \(tables[0].className)"
        }
        if new == 0 { return "\(tables.count) classes that are there" }
        let there = tables.count - new
        return "\(new) new \(new == 1 ? "class" : "classes")"
            + (there == 0 ? "" : " and \(there) that \(there == 1 ? "is" : "are") there")
    }

    private static func ended(
        _ state: inout State, _ request: ImportFiles, _ answer: Answered<ImportReport>,
        _ context: PaneContext
    ) -> PaneReply<Message> {
        switch answer.result {
        case .success(let report):
            state.report = report
            guard !report.isDryRun else { return .nothing }
            return PaneReply(effects: matchAll(&state, context))
        case .failure(let error):
            let what = request.isDryRun ? "dry run" : "import"
            // What is refused before it begins has nothing to go on with.
            let broke: [EngineError.Code] = [
                .engineUnreachable, .unavailable, .busy, .storageFull, .cancelled,
            ]
            state.isImportStopped = !request.isDryRun && broke.contains(error.code)
            let more = state.isImportStopped ? "; I goes on from there" : ""
            return .say("\(what) of \(title(state)): \(error.message)\(more)", .bad)
        }
    }

    /// The file's name as a database may be called.
    private static func suggestedDatabase(_ state: State) -> String {
        let stem = title(state).split(separator: ".").first ?? "data"
        let name = stem.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
        return name.first?.isLetter ?? false ? String(name) : "db_" + String(name)
    }
}
