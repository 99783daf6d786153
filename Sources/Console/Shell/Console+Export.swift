// Writing what a view shows into a file: the table or tree with the cursor, with its filter, order and columns, and whole
// texts where the screen cuts them. Of a table that was read in part the rest is read too, page by page.

import Engine
package import TerminalUI

extension Console {
    func exportPrompt() -> Prompt<ConsoleMessage> {
        var prompt = Prompt<ConsoleMessage>(
            "export to", placeholder: "a file that ends in .csv, .json or .ndjson"
        ) { .exportWanted($0) }
        prompt.check = { text in
            text.isEmpty || ExportFormat(path: text) != nil
                ? nil : "ends in .csv, .json or .ndjson"
        }
        return prompt
    }

    /// The table with the cursor; without one the first; without any the lines of the body.
    package func sheet(_ model: ConsoleModel) -> Sheet {
        var screen = Screen(Viewport(size: model.size))
        screen.sheets = []
        let zones = Zones(model.size)
        model.pane.binding.draw(model, zones, &screen, context(model))
        let sheets = screen.sheets ?? []
        if let sheet = sheets.first(where: \.isFocused) ?? sheets.first { return sheet }
        let lines = (zones.body.y..<zones.body.maxY).map { [screen.plainRow($0)] }
        return Sheet(columns: ["line"], rows: lines.filter { $0 != [""] })
    }

    func export(_ path: String, _ model: inout ConsoleModel) -> [Effect<ConsoleMessage>] {
        guard let create = options.createFile, let format = ExportFormat(path: path) else {
            model.notice = Notice("this console cannot write files", .attention)
            return []
        }
        let (shown, console) = (model, self)
        let source = model.pane.binding.source(model, context(model))
        let now = engine.now
        let job = JobRequest<ConsoleMessage>(title: "export \(path)") { report in
            let file: any NewFileWriting
            switch create(path) {
            case .success(let made): file = made
            case .failure(let refusal): return Self.failed(path, refusal.reason)
            }
            var export = RowExport(file: file, format: format, report: report, now: now)
            if let source { return await export.write(source, to: path) }
            return export.write(console.sheet(shown), to: path)
        }
        return [begin(job, &model)]
    }

    static func failed(_ path: String, _ problem: String) -> ConsoleMessage {
        .told(Notice("\(path): \(problem)", .bad))
    }
}
