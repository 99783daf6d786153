// Actions of the shell: they work in every pane unless the pane has the key for itself.

extension ActionRegistry {
    static let everywhere: [Action] = [
        Action(
            "shell.ontology", in: .everywhere, title: "Ontology",
            help: "go to the classes, their properties and instances", keys: ["1"]),
        Action(
            "shell.mapping", in: .everywhere, title: "Mapping",
            help: "go to files and where their columns lead", keys: ["2"]),
        Action(
            "shell.commands", in: .everywhere, title: "Commands",
            help: "go to the commands and what became of them", keys: ["3"]),
        Action(
            "shell.graph", in: .everywhere, title: "Graph",
            help: "go to the graph, hop by hop", keys: ["4"]),
        Action(
            "shell.pipeline", in: .everywhere, title: "Pipeline",
            help: "go to the flow of events and its workers", keys: ["5"]),
        Action(
            "shell.next-pane", in: .everywhere, title: "next pane",
            help: "go to the next pane", keys: ["tab"]),
        Action(
            "shell.previous-pane", in: .everywhere, title: "previous pane",
            help: "go to the pane before", keys: ["back-tab"]),
        Action(
            "shell.palette", in: .everywhere, title: "palette",
            help: "find any action by its words and do it", keys: [":"]),
        Action(
            "shell.help", in: .everywhere, title: "help",
            help: "show what can be done here, searchable", keys: ["?", "f1"]),
        Action(
            "shell.database", in: .everywhere, title: "database",
            help: "choose another database", keys: ["D"]),
        Action(
            "shell.branch", in: .everywhere, title: "branch",
            help: "work on another branch: its classes and instances are read and changed",
            keys: ["B", "alt-b"], arguments: [.init("branch", "its name, or main")],
            twin: "branch list --db DATABASE"),
        Action(
            "shell.theme", in: .everywhere, title: "theme",
            help: "switch to the next theme", keys: ["T"]),
        Action(
            "shell.themes", in: .everywhere, title: "themes",
            help: "choose a theme by its name; files are read again when they are saved",
            keys: ["ctrl-t"], arguments: [.init("theme", "its name")], twin: "themes"),
        Action(
            "shell.profile", in: .everywhere, title: "profile",
            help: "go to another engine that the config file names", keys: ["ctrl-p"],
            arguments: [.init("profile", "its name")], twin: "profiles list"),
        Action(
            "shell.connect", in: .everywhere, title: "connect",
            help: "go to another engine by its address", keys: ["ctrl-o"],
            arguments: [.init("address", "ssh://host, http://host:8002 or unix:PATH")],
            twin: "console --connect ADDRESS"),
        Action(
            "shell.export", in: .everywhere, title: "export",
            help: "write what this view shows to a file: .csv, .json or .ndjson", keys: ["E"],
            arguments: [.init("file", "a new file")], twin: "snapshot PANE"),
        Action(
            "shell.mouse", in: .everywhere, title: "mouse",
            help: "take the mouse, or give it back to the terminal, as it is at first",
            keys: ["M", "alt-m"]),
        Action(
            "shell.link", in: .everywhere, title: "slow link",
            help: "draw less for a slow link; again: all; again: as is measured",
            keys: ["L", "alt-l"]),
        Action(
            "shell.welcome", in: .everywhere, title: "first steps",
            help: "open a table, try the demo, or connect", keys: ["f2"], twin: "demo"),
        Action(
            "shell.undo-view", in: .everywhere, title: "undo view",
            help: "take the last change of filter, columns, order, pins or theme back, also of the "
                + "last session", keys: ["U"]),
        Action(
            "shell.redo-view", in: .everywhere, title: "redo view",
            help: "make a change of the view again that was taken back", keys: ["alt-u"]),
        Action(
            "shell.redraw", in: .everywhere, title: "redraw",
            help: "draw the whole screen anew and ask the engine again", keys: ["ctrl-l"]),
        Action(
            "shell.stop", in: .everywhere, title: "stop job",
            help: "stop the job that began last; what it did before stays", keys: ["K"]),
        Action(
            "shell.jobs", in: .everywhere, title: "jobs",
            help: "list what runs now, with its progress; Enter stops one", keys: ["J"]),
        Action(
            "shell.quit", in: .everywhere, title: "quit",
            help: "leave the console; asks when jobs are running", keys: ["q", "ctrl-c"]),
    ]
}
