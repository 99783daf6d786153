// Actions of the Ontology pane.

extension ActionRegistry {
    static let ontology: [Action] = [
        move("ontology.move", .ontology),
        Action(
            "ontology.open", in: .ontology, title: "open",
            help: "open the class's instances, then the instance", keys: ["enter", "right", "l"]),
        Action(
            "ontology.back", in: .ontology, title: "back", help: "go back to where you came from",
            keys: ["backspace", "esc", "left", "h"]),
        Action(
            "ontology.instances", in: .ontology, title: "instances",
            help: "list the instances of the selected class", keys: ["i"],
            twin: "instance list CLASS --db DATABASE"),
        Action(
            "ontology.graph", in: .ontology, title: "graph",
            help: "show the selected instance in the graph", keys: ["v"]),
        Action(
            "ontology.reload", in: .ontology, title: "reload",
            help: "read the instances again, with those that came since", keys: ["r"]),
        Action(
            "ontology.filter", in: .ontology, title: "filter",
            help: "narrow the list to what holds a text", keys: ["/"]),
        Action(
            "ontology.sort", in: .ontology, title: "sort",
            help: "put the instances in the order of a property; again: the other way round",
            keys: ["s"]),
        Action(
            "ontology.columns", in: .ontology, title: "columns",
            help: "choose which properties the table shows", keys: ["c"]),
        Action(
            "ontology.edit", in: .ontology, title: "edit",
            help:
                "change what is under the cursor, through a command: a class, a property or link "
                + "with its rules, a field of an instance", keys: ["e"],
            danger: .changes, arguments: [.init("value", "the new value")],
            twin: "ontology apply FILE --db DATABASE"),
        Action(
            "ontology.new-class", in: .ontology, title: "new class",
            help: "make a class with its key, in a form", keys: ["n"], danger: .changes,
            twin: "ontology apply FILE --db DATABASE"),
        Action(
            "ontology.new-property", in: .ontology, title: "add property",
            help: "give the class another property, in a form", keys: ["a"], danger: .changes,
            twin: "ontology apply FILE --db DATABASE"),
        Action(
            "ontology.new-link", in: .ontology, title: "add link",
            help: "link the class to another one, in a form", keys: ["A"], danger: .changes,
            twin: "ontology apply FILE --db DATABASE"),
        Action(
            "ontology.labels", in: .ontology, title: "labels",
            help: "what the class, property or link is called in each language, in a form",
            keys: ["L"], danger: .changes, twin: "labels set PLACE LANGUAGE LABEL --db DATABASE"),
        Action(
            "ontology.delete", in: .ontology, title: "delete",
            help: "delete the class with its instances, the property, the link or the instance "
                + "under the cursor; wants its name typed", keys: ["X"], danger: .destroys,
            twin: "ontology delete CLASS --db DATABASE --cascade --yes"),
        Action(
            "ontology.new-database", in: .ontology, title: "new database",
            help: "make an empty database, in a form", keys: ["N"], danger: .changes,
            twin: "db create NAME"),
        Action(
            "ontology.delete-database", in: .ontology, title: "delete database",
            help: "delete the whole database; wants its name typed", keys: ["ctrl-x"],
            danger: .destroys, twin: "db delete DATABASE --yes"),
        Action(
            "ontology.diagram", in: .ontology, title: "diagram",
            help:
                "draw the classes as boxes with their links; arrows go from box to box, Enter opens one",
            keys: ["d"]),
        Action(
            "ontology.zoom-in", in: .ontology, title: "more",
            help: "in the diagram: show keys and links in the boxes, then all properties",
            keys: ["+", "="]),
        Action(
            "ontology.zoom-out", in: .ontology, title: "less",
            help: "in the diagram: show fewer properties in the boxes, then names alone",
            keys: ["-"]),
        Action(
            "ontology.pan", in: .ontology, title: "pan",
            help: "in the diagram: move the picture to the left or right, and with ( ) up or down",
            keys: ["<", ">", "(", ")"], shownKey: "<>()"),
        Action(
            "ontology.history", in: .ontology, title: "history",
            help: "list the changes of the class, each with its command", keys: ["H"]),
        Action(
            "ontology.copy", in: .ontology, title: "copy",
            help: "hand the name or the value under the cursor to the terminal to copy",
            keys: ["y"]),
    ]
}
