// Actions of the five panes. A pane says which of its actions work at the moment.

extension ActionRegistry {
    /// The keys of moving in a list, the same in every pane.
    package static let moveKeys = [
        "up", "down", "k", "j", "page-up", "page-down", "ctrl-b", "ctrl-f", "home", "end", "g", "G",
    ]

    static func move(_ name: Action.Name, _ scope: Action.Scope) -> Action {
        Action(
            name, in: scope, title: "move", help: "move the selection; PgUp PgDn g G go further",
            keys: moveKeys, shownKey: "↑↓")
    }

    static let pipeline: [Action] = [
        move("pipeline.move", .pipeline),
        Action(
            "pipeline.open", in: .pipeline, title: "open",
            help: "open the selected worker: its lag, what it gave up, what it has before it",
            keys: ["enter", "right", "l"]),
        Action(
            "pipeline.back", in: .pipeline, title: "back", help: "go back to all workers",
            keys: ["backspace", "esc", "left", "h"]),
        Action(
            "pipeline.pause", in: .pipeline, title: "pause",
            help: "pause the selected worker, or let it go on", keys: ["p"], danger: .changes,
            twin: "workers pause WORKER"),
        Action(
            "pipeline.letters", in: .pipeline, title: "dead letters",
            help: "go to the worker that gave up an event first, and to that event", keys: ["d"],
            twin: "dlq list"),
        Action(
            "pipeline.replay", in: .pipeline, title: "replay",
            help: "let the worker try the selected dead letter again", keys: ["r"],
            danger: .changes, twin: "dlq retry ID"),
        Action(
            "pipeline.discard", in: .pipeline, title: "discard",
            help: "give the selected dead letter up for good: what waits behind it goes on",
            keys: ["X"], danger: .destroys, twin: "dlq discard ID --yes"),
        Action(
            "pipeline.next", in: .pipeline, title: "next worker",
            help: "open the page of the next worker", keys: ["]"]),
        Action(
            "pipeline.previous", in: .pipeline, title: "previous",
            help: "open the page of the worker before", keys: ["["]),
        Action(
            "pipeline.thresholds", in: .pipeline, title: "thresholds",
            help: "show from where on a figure wants attention, and change it for this session",
            keys: ["t"]),
        Action(
            "pipeline.filter", in: .pipeline, title: "filter",
            help: "show the workers whose name or state holds a text", keys: ["/"],
            arguments: [.init("text", "a part of a name or state")]),
        Action(
            "pipeline.copy", in: .pipeline, title: "copy",
            help: "hand how the worker stands, or the id of what is stuck, to the terminal to copy",
            keys: ["y"]),
        Action(
            "pipeline.rebuild", in: .pipeline, title: "rebuild",
            help: "throw the selected read model away and make it again from the log",
            keys: ["R"], danger: .destroys, arguments: [.init("model", "graph, documents or all")],
            twin: "rebuild MODEL"),
    ]

    static let program: [Action] = [
        Action(
            "program.demo", in: .program, title: "demo",
            help: "infer, import and query the sample tables", twin: "demo"),
        Action(
            "program.up", in: .program, title: "up",
            help: "serve OMS, BFF and Funnel in the foreground", twin: "up"),
        Action(
            "program.keys", in: .program, title: "keys",
            help: "print the key map and what is wrong with the file of it", twin: "keys"),
        Action(
            "program.status", in: .program, title: "status",
            help: "print what flows and what lags", twin: "status"),
        Action(
            "program.import", in: .program, title: "import",
            help: "turn files into classes and instances", danger: .changes,
            arguments: [.init("file", "one or more files")], twin: "import FILE --db DATABASE"),
        Action(
            "program.query", in: .program, title: "query",
            help: "walk the graph from one instance",
            arguments: [.init("query", "the query as JSON")], twin: "query CLASS --db DATABASE"),
        Action(
            "program.lineage", in: .program, title: "lineage",
            help: "print where an instance came from",
            arguments: [.init("node", "Class/key")], twin: "lineage SUBJECT --db DATABASE"),
        Action(
            "program.export", in: .program, title: "export",
            help: "print a read model as sorted lines", twin: "export MODEL --db DATABASE"),
        Action(
            "program.verify", in: .program, title: "verify",
            help: "hold the read models against the log", twin: "verify"),
        Action(
            "program.snapshot", in: .program, title: "snapshot",
            help: "print a pane as text, ANSI or SVG",
            arguments: [.init("pane", "ontology, mapping, commands, graph or pipeline")],
            twin: "snapshot PANE"),
    ]
}
