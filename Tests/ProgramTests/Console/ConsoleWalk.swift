// A script for the console in a real terminal: where it begins, what is pressed, what the screen must say then.

import Testing

struct ConsoleWalk: Sendable, CustomTestStringConvertible {
    /// What it shows, as a sentence without spaces.
    var name: String
    /// The pane it begins in.
    var pane: String
    /// Pressed one after the other; before the next the text behind it must stand on the screen.
    var steps: [(keys: String, shows: String)]
    var columns = 80
    var rows = 24

    var testDescription: String { name }

    init(
        _ name: String, _ pane: String, columns: Int = 80, rows: Int = 24,
        _ steps: [(keys: String, shows: String)]
    ) {
        (self.name, self.pane, self.steps) = (name, pane, steps)
        (self.columns, self.rows) = (columns, rows)
    }
}

extension ConsoleWalk {
    /// Nothing in them changes data: all go through one engine at once.
    static let all: [ConsoleWalk] = [
        .init("the first class is open", "ontology", [("", "8 instances"), ("\r", "▸ entityId")]),
        .init("the last class by G", "ontology", [("", "11 classes"), ("G", "53 instances")]),
        .init("classes are filtered", "ontology", [("", "11 classes"), ("/Terr\r", "2 of 11")]),
        .init(
            "a filter goes by back", "ontology",
            [
                ("", "11 classes"), ("/Terr\r", "2 of 11"), ("\u{7F}", "Supplier"),
            ]),
        .init("the diagram of a class", "ontology", [("", "11 classes"), ("jd", "▸ diagram")]),
        .init("the history of a class", "ontology", [("", "11 classes"), ("H", "created by")]),
        .init("the form of a class", "ontology", [("", "11 classes"), ("e", "Class Category")]),
        .init(
            "a property from the list", "ontology",
            [
                ("", "11 classes"), ("a", "New property of Category"),
            ]),
        .init(
            "a link from the list", "ontology",
            [
                ("", "11 classes"), ("A", "New link of Category"),
            ]),
        .init("labels of a class", "ontology", [("", "11 classes"), ("L", "Labels of Category")]),
        .init(
            "instances by a property", "ontology",
            [
                ("", "11 classes"), ("ji", "companyName"), ("scompanyN\r", "by companyName ↑"),
            ]),
        .init(
            "a column leaves", "ontology",
            [
                ("", "Beverages"), ("i", "Category ▸ instances"),
                ("ccategoryN\r", "○  categoryName"),
            ]),
        .init(
            "words that nobody has", "ontology",
            [
                ("", "11 classes"), ("i", "Beverages"), ("/nowhere\r", "no Category with the word"),
            ]),
        .init(
            "one instance", "ontology",
            [("", "11 classes"), ("i", "Beverages"), ("\r", "Made and")]),
        .init(
            "an instance in the graph", "ontology",
            [
                ("", "11 classes"), ("i", "Beverages"), ("v", "1 hop"),
            ]),
        .init(
            "all beside each other", "ontology", columns: 200, rows: 50,
            [
                ("", "Around Category"), ("j", "Around Customer"),
            ]),
        .init(
            "a path is listed", "mapping",
            [
                // What stands in `/` differs from host to host; what stands in `/usr` does not.
                ("", "no file open"), ("o\u{15}/usr/\u{9}", "share/"),
            ]),
        .init(
            "a file that is not there", "mapping",
            [
                ("", "no file open"), ("o\u{15}/nowhere.csv\r", "check the name"),
            ]),
        .init(
            "a path begins anew", "mapping",
            [
                ("", "no file open"), ("o\u{15}/usr//nowhere.csv\r", "no file at /nowhere.csv"),
            ]),
        .init("the newest commands", "commands", [("", "✓ accepted"), ("\r", "Carries")]),
        .init(
            "commands by class", "commands",
            [
                ("", "✓ accepted"), ("/class:Region\r", "Region/"),
            ]),
        .init("no dead letters", "commands", [("", "✓ accepted"), ("d", "no dead letters")]),
        .init("nothing is parked", "commands", [("", "✓ accepted"), ("p", "nothing waits")]),
        .init(
            "what an undo would be", "commands",
            [
                ("", "✓ accepted"), ("u", "Undo create instance"),
            ]),
        .init("a command's node", "commands", [("", "✓ accepted"), ("v", "1 hop")]),
        .init(
            "commands at forty columns", "commands", columns: 40, rows: 12,
            [
                ("", "DONE"), ("\r", "accepted"),
            ]),
        .init(
            "three things side by side", "commands", columns: 200, rows: 50,
            [
                ("", "Carries"), ("j", "accepted"),
            ]),
        .init(
            "a node by its name", "graph",
            [
                ("", "100 shown"), ("sCustomer/85\r", "← SalesOrder  (5)"),
            ]),
        .init(
            "one hop further", "graph",
            [
                ("", "100 shown"), ("sSalesOrder/10248\r", "Employee/5"), ("j\r", "2 hops"),
            ]),
        .init(
            "the layered graph and back", "graph",
            [
                ("", "100 shown"), ("sCustomer/85\r", "← SalesOrder  (5)"),
                ("v", "● Customer/85 ─"), ("\u{7F}", "└─ ← SalesOrder"),
            ]),
        .init("nodes with a word", "graph", [("", "100 shown"), ("/Reims\r", "Nodes with")]),
        .init(
            "a node is pinned", "graph",
            [
                ("", "100 shown"), ("sRegion/1\r", "1 hop"), ("p", "pinned"),
            ]),
        .init(
            "the graph at forty columns", "graph", columns: 40, rows: 12,
            [
                ("", "100 shown"), ("sRegion/1\r", "1 hop"),
            ]),
        .init(
            "the page of a worker", "pipeline",
            [
                ("", "To zero"), ("\r", "Given up and waiting"), ("]", "worker ▸"),
            ]),
        .init("the thresholds", "pipeline", [("", "To zero"), ("t", "Events waiting")]),
        .init("a rebuild wants its name", "pipeline", [("", "To zero"), ("jjR", "type graph")]),
        .init("a pause asks", "pipeline", [("", "To zero"), ("p", "Pause ")]),
        .init("three charts", "pipeline", columns: 200, rows: 50, [("", "lineage lag")]),
        .init("what can be done", "ontology", [("", "11 classes"), (":rbld", "pipeline rebuild")]),
        .init(
            "a key without a meaning says so", "ontology",
            [
                ("", "11 classes"), ("z", "z does nothing in Ontology"),
            ]),
        .init("themes are listed", "ontology", [("", "11 classes"), ("\u{14}", "Themes")]),
        .init("another theme", "ontology", [("", "11 classes"), ("T", "theme ")]),
        .init("databases", "ontology", [("", "11 classes"), ("D", "Databases")]),
        .init(
            "first steps come back", "ontology", [("", "11 classes"), ("\u{1B}OQ", "First steps")]),
        .init(
            "the link is said to be slow", "ontology",
            [("", "11 classes"), ("3", "create instance"), ("L", "drawn for a slow link")]),
    ]
}
