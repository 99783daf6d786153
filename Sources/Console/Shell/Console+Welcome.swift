// The first steps of somebody who has no data yet: open a table, try the demo, or go to an engine that
// runs elsewhere.

import Engine
import TerminalUI

/// What can be done at the beginning.
package enum FirstStep: Hashable, Sendable { case open, demo, connect, look }

extension Console {
    func welcome() -> Chooser {
        var items: [(HelpOverlay.Entry, ConsoleMessage)] = [
            (
                .init(
                    key: "1", name: "open a table",
                    help: "CSV, JSON lines or XLSX: see how it reads, then import it"),
                .stepChosen(.open)
            )
        ]
        if !options.demoFiles.isEmpty {
            items.append(
                (
                    .init(
                        key: "2", name: "try the demo",
                        help: "import \(options.demoFiles.count) sample tables and walk them"),
                    .stepChosen(.demo)
                ))
        }
        if options.turning != nil {
            items.append(
                (
                    .init(
                        key: "3", name: "connect",
                        help: "to an engine elsewhere: ssh://host, http://host:8002"),
                    .stepChosen(.connect)
                ))
        }
        items.append(
            (
                .init(key: " ", name: "look around", help: "F2 brings this back, q leaves"),
                .stepChosen(.look)
            ))
        var chooser = Chooser(
            list: HelpOverlay(title: "First steps", entries: items.map(\.0)),
            messages: items.map(\.1))
        chooser.takesKeys = true
        return chooser
    }

    func take(_ step: FirstStep, _ model: inout ConsoleModel) -> [Effect<ConsoleMessage>] {
        switch step {
        case .open: return choose("mapping.file", &model)
        case .connect:
            model.overlay = .prompt(addressPrompt())
            return []
        case .look: return []
        case .demo:
            let files = options.demoFiles.map { FileInput(name: $0) }
            let job = JobRequest<ConsoleMessage>.run(
                ImportFiles(database: "demo", files: files), title: "import the sample",
                engine(model)
            ) { .demoImported($0) }
            return [begin(job, &model)]
        }
    }

    func takeDemo(
        _ answer: Answered<ImportReport>, _ model: inout ConsoleModel
    ) -> [Effect<ConsoleMessage>] {
        switch answer.result {
        case .success:
            model.choose(database: "demo")
            model.notice = Notice("the sample is in demo: ⏎ opens a class, 4 walks", .good)
            return load(&model) + [lookAgain()]
        case .failure(let error):
            model.notice = Notice(error.message, .bad)
            return []
        }
    }
}
