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
            "shell.theme", in: .everywhere, title: "theme",
            help: "switch to the next theme", keys: ["T"]),
        Action(
            "shell.redraw", in: .everywhere, title: "redraw",
            help: "draw the whole screen anew and ask the engine again", keys: ["ctrl-l"]),
        Action(
            "shell.stop", in: .everywhere, title: "stop job",
            help: "stop the job that began last; what it did before stays", keys: ["K"],
            danger: .changes),
        Action(
            "shell.quit", in: .everywhere, title: "quit",
            help: "leave the console; asks when jobs are running", keys: ["q", "ctrl-c"]),
    ]
}
