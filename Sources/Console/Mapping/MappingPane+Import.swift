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
            guard let request = request(state, into: database, isDryRun: true) else {
                return .nothing
            }
            return run(request, "dry run", state, context)
        case .importAsked:
            guard let database = context.database else {
                return .asking(
                    Prompt(
                        "import into database", text: suggestedDatabase(state),
                        submit: { .databaseNamed($0) }))
            }
            return confirm(state, database)
        case .databaseNamed(let name):
            let name = name.trimmingSpaces
            return name.isEmpty ? .nothing : confirm(state, name)
        case .importConfirmed(let request): return run(request, "import", state, context)
        case .imported(let request, let answer):
            guard request.files.first?.name == state.path.map(PathListing.absolute) else {
                return .nothing
            }
            return ended(&state, request, answer, context)
        default: return .nothing
        }
    }

    private static func request(
        _ state: State, into database: String, isDryRun: Bool
    ) -> ImportFiles? {
        guard let path = state.path else { return nil }
        let file = PathListing.absolute(path)
        var target = state.target
        target?.file = file
        return ImportFiles(
            database: database, files: [FileInput(name: file)],
            targets: target.map { [$0] } ?? [], isDryRun: isDryRun)
    }

    private static func run(
        _ request: ImportFiles, _ verb: String, _ state: State, _ context: PaneContext
    ) -> PaneReply<Message> {
        var reply = PaneReply<Message>.nothing
        reply.job = .run(request, title: "\(verb) \(fileName(state)) (K stops)", context.engine) {
            .imported(request, $0)
        }
        return reply
    }

    private static func confirm(_ state: State, _ database: String) -> PaneReply<Message> {
        guard let request = request(state, into: database, isDryRun: false),
            let table = state.table, let className = state.className
        else { return .nothing }
        let columns = state.columns
        let left = columns.count { $0.target == nil }
        let isNew = state.isClassNew ? "the new class" : "the class"
        var details = [
            "\(Figure.count(table.rows)) rows of \(fileName(state))",
            "\(Figure.count(columns.count - left)) of \(Figure.count(columns.count)) columns"
                + (state.decisions.count == 0 ? "" : ", \(state.decisions.count) decided by you"),
        ]
        if !state.badCellWords.isEmpty { details.append("\(state.badCellWords) (m shows them)") }
        return .asking(
            Question(
                dialog: Dialog(
                    title: "Import",
                    text: "Rows become instances of \(isNew) \(className) in the database "
                        + "\(database). Doing it twice changes nothing.",
                    details: details,
                    keys: [.init("⏎", "import into \(database)"), .init("Esc", "not yet")]),
                confirm: .importConfirmed(request)))
    }

    private static func ended(
        _ state: inout State, _ request: ImportFiles, _ answer: Answered<ImportReport>,
        _ context: PaneContext
    ) -> PaneReply<Message> {
        switch answer.result {
        case .success(let report):
            state.report = report
            guard !report.isDryRun else { return .nothing }
            return PaneReply(effects: match(&state, context))
        case .failure(let error):
            let what = request.isDryRun ? "dry run" : "import"
            return .say("\(what) of \(fileName(state)): \(error.message)", .bad)
        }
    }

    static func fileName(_ state: State) -> String {
        state.path?.split(separator: "/").last.map(String.init) ?? ""
    }

    /// The file's name as a database may be called.
    private static func suggestedDatabase(_ state: State) -> String {
        let stem = fileName(state).split(separator: ".").first ?? "data"
        let name = stem.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
        return name.first?.isLetter ?? false ? String(name) : "db_" + String(name)
    }
}
