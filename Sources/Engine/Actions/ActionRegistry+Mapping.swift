// Actions of the Mapping pane.

extension ActionRegistry {
    static let mapping: [Action] = [
        move("mapping.move", .mapping),
        Action(
            "mapping.accept", in: .mapping, title: "accept",
            help:
                "accept the target proposed for the selected column; in the list of files, see its "
                + "columns", keys: ["enter"]),
        Action(
            "mapping.change", in: .mapping, title: "change",
            help: "lead the selected column to another property", keys: ["c"],
            arguments: [.init("property", "a property of the class, or a new one")]),
        Action(
            "mapping.skip", in: .mapping, title: "skip",
            help: "leave the selected column or file out, or take it in again", keys: ["x"]),
        Action(
            "mapping.cells", in: .mapping, title: "bad cells",
            help: "list the cells and rows that do not fit", keys: ["m"]),
        Action(
            "mapping.against", in: .mapping, title: "against",
            help: "list the cells that speak against the reading of the selected column",
            keys: ["v"]),
        Action(
            "mapping.type", in: .mapping, title: "read as",
            help: "read the cells of the selected column as another type", keys: ["="],
            arguments: [.init("type", "a type or a meaning")], twin: "infer FILE --type COLUMN=TYPE"
        ),
        Action(
            "mapping.split", in: .mapping, title: "split",
            help: "cut the selected column into several at a text between its parts", keys: ["s"],
            arguments: [.init("separator", "a text"), .init("names", "of the parts")]),
        Action(
            "mapping.key", in: .mapping, title: "key",
            help: "make the selected column a part of the key of a new class, or no part of it",
            keys: ["p"]),
        Action(
            "mapping.link", in: .mapping, title: "link",
            help: "choose the class that the selected column leads to, or none", keys: ["L"],
            arguments: [.init("class", "of an open file or of the database")]),
        Action(
            "mapping.dialect", in: .mapping, title: "reading",
            help:
                "say how the file is split: header rows, lines above, delimiter, encoding, sheet",
            keys: ["d"], twin: "infer FILE --header-rows ROWS"),
        Action(
            "mapping.filter", in: .mapping, title: "filter",
            help: "show the columns whose name or property holds a text", keys: ["/"],
            arguments: [.init("text", "a part of a name")]),
        Action(
            "mapping.copy", in: .mapping, title: "copy",
            help:
                "hand the selected column, cell or path, or its evidence, to the terminal to copy",
            keys: ["y"]),
        Action(
            "mapping.save", in: .mapping, title: "save mapping",
            help: "write the mapping to a file that spice import --mapping replays", keys: ["w"],
            arguments: [.init("file", "the mapping file")],
            twin: "map FILE --db DATABASE --class CLASS --out MAPPING"),
        Action(
            "mapping.load", in: .mapping, title: "load mapping",
            help: "take over a mapping file, and open its files when none is open", keys: ["l"],
            arguments: [.init("file", "a mapping file")]),
        Action(
            "mapping.mode", in: .mapping, title: "mode",
            help: "what an import does with keys that are there: insert, upsert, update",
            keys: ["M"]),
        Action(
            "mapping.dry-run", in: .mapping, title: "dry run",
            help: "count what would import and what would not; writes nothing", keys: ["r"],
            twin: "import FILE --db DATABASE --dry-run"),
        Action(
            "mapping.import", in: .mapping, title: "import",
            help: "turn the rows into instances, through commands", keys: ["I"],
            danger: .changes, twin: "import FILE --db DATABASE"),
        Action(
            "mapping.undo", in: .mapping, title: "undo",
            help: "take the last decision about a column back", keys: ["u"]),
        Action(
            "mapping.redo", in: .mapping, title: "redo",
            help: "make the decision again that was taken back", keys: ["ctrl-r"]),
        Action(
            "mapping.file", in: .mapping, title: "open file",
            help: "read a file, or all tables of a folder, and propose where their columns lead",
            keys: ["o"], arguments: [.init("file", "a table file or a folder")], twin: "infer FILE"),
        Action(
            "mapping.add", in: .mapping, title: "add file",
            help: "read one more file beside those that are open, and find the links between them",
            keys: ["a"], arguments: [.init("file", "a table file or a folder")]),
        Action(
            "mapping.next", in: .mapping, title: "next doubt",
            help: "go to the next column that waits for an answer", keys: ["n"]),
        Action(
            "mapping.back", in: .mapping, title: "back",
            help: "go back to the columns, or to the list of files",
            keys: ["backspace", "esc", "left"]),
        Action(
            "mapping.evidence", in: .mapping, title: "evidence",
            help: "show all that is known of the selected column", keys: ["e", "right"]),
        Action(
            "mapping.class", in: .mapping, title: "class",
            help: "lead the rows to another class", keys: ["t"],
            arguments: [.init("class", "a class of the database, or a new one")]),
    ]
}
