// The mapping as a file: saved to be replayed, loaded to go on.

import Engine
import TerminalUI

extension MappingPane {
    static func keeping(
        _ state: inout State, _ message: Message, _ context: PaneContext
    ) -> PaneReply<Message> {
        switch message {
        case .saveAsked: return .asking(savePrompt(state))
        case .savePathTyped(let text):
            let path = text.trimmingSpaces
            guard !path.isEmpty else { return .nothing }
            let mapping = state.mappingFile
            return .effect(
                .run(id: "mapping.save") { .saved(path, problem: mapping.write(path)) })
        case .saved(let path, let problem):
            if let problem { return .say(problem, .bad) }
            return .say("saved: spice import --mapping \(path) replays it", .good)
        case .loadAsked: return .asking(loadPrompt(state, ""))
        case .loadPathTyped(let text):
            let path = text.trimmingSpaces
            guard !path.isEmpty else { return .nothing }
            return .effect(
                .run(id: "mapping.load") { .loaded(path, MappingFile.read(path)) })
        case .loadPathCompleted(let text):
            return .effect(
                .run(id: "mapping.path") { .loadPathListed(text, PathListing.of(text)) })
        case .loadPathListed(let text, let listing):
            return .asking(loadPrompt(state, listing.completed(text)))
        case .loaded(let path, let result):
            switch result {
            case .failure(let error): return .say(error.message, .bad)
            case .success(let mapping): return load(&state, mapping, from: path, context)
            }
        default: return .nothing
        }
    }

    private static func savePrompt(_ state: State) -> Prompt<Message> {
        let first = state.paths.first ?? "tables"
        let stem = first.hasSuffix("/") ? String(first.dropLast()) : first
        let folder = stem.lastIndex(of: "/").map { String(stem[...$0]) } ?? ""
        let name = lastPart(stem).split(separator: ".").first.map(String.init) ?? "tables"
        var prompt = Prompt<Message>(
            "save mapping as", text: "\(folder)\(name).mapping.json",
            placeholder: "path of the mapping file", submit: { .savePathTyped($0) })
        prompt.check = { $0.trimmingSpaces.isEmpty ? "needs a path" : nil }
        return prompt
    }

    private static func loadPrompt(_ state: State, _ text: String) -> Prompt<Message> {
        let first = state.paths.first ?? ""
        let folder = first.lastIndex(of: "/").map { String(first[...$0]) } ?? ""
        var prompt = Prompt<Message>(
            "load mapping", text: text.isEmpty ? folder : text,
            placeholder: "path of a mapping file", submit: { .loadPathTyped($0) })
        prompt.complete = { .loadPathCompleted($0) }
        return prompt
    }

    /// Onto the tables that are open; with none of its files open, opens them.
    private static func load(
        _ state: inout State, _ mapping: MappingFile, from path: String, _ context: PaneContext
    ) -> PaneReply<Message> {
        let entries = state.entries(of: mapping).map {
            (file: $0.file, entry: inFull($0.entry, state, $0.file))
        }
        guard entries.isEmpty else {
            let before = state.decisions
            state.decisions.load(entries, mapping.mode)
            state.report = nil
            var reply = decided(&state, since: before, context)
            let tables = entries.count == 1 ? entries[0].file : "\(entries.count) tables"
            let missing = missing(state, entries)
            reply.notice =
                missing.map { Notice($0, .attention) }
                ?? Notice("mapping of \(tables) loaded; u takes it back", .good)
            return reply
        }
        var seen: Set<String> = []
        let paths = mapping.files.map(\.path).filter { seen.insert($0).inserted }
        guard !paths.isEmpty else { return .say("\(path) names no file", .bad) }
        state.decisions.load(mapping.files.map { ($0.name, $0) }, mapping.mode)
        return open(&state, paths, keepingDecisions: true, context)
    }

    /// An entry that names only what is imported also says what is left out.
    private static func inFull(_ entry: MappingFile.File, _ state: State, _ file: String)
        -> MappingFile.File
    {
        guard entry.onlyNamed == true, let table = state.tables.first(where: { $0.file == file })
        else { return entry }
        let named = Set(entry.columns.map(\.column))
        var full = entry
        full.columns += table.columns.filter { !named.contains($0.name) }
            .map { MappingFile.Column(column: $0.name, property: nil) }
        return full
    }

    /// Columns that the mapping names and a table has not.
    private static func missing(
        _ state: State, _ entries: [(file: String, entry: MappingFile.File)]
    ) -> String? {
        for (file, entry) in entries {
            guard let table = state.tables.first(where: { $0.file == file }) else { continue }
            let splits = (entry.readingWithTypes?.splits ?? []).flatMap(\.into)
            let known = Set(table.columns.map(\.name) + splits)
            let gone = entry.columns.map(\.column).filter { !known.contains($0) }
            if let first = gone.first {
                let more = gone.count > 1 ? " and \(gone.count - 1) more" : ""
                return "loaded, but \(file) has no column \(first)\(more)"
            }
        }
        return nil
    }
}
