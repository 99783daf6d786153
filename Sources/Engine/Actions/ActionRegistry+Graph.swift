// Actions of the Graph pane.

extension ActionRegistry {
    static let graph: [Action] = [
        move("graph.move", .graph),
        Action(
            "graph.expand", in: .graph, title: "expand",
            help: "show what hangs on this node, more of a long list, or fold it again",
            keys: ["enter", "right"]),
        Action(
            "graph.up", in: .graph, title: "fold, up",
            help: "fold this node, or go to the one above it", keys: ["left", "h"]),
        Action(
            "graph.back", in: .graph, title: "back",
            help: "go back to the tree before, then to the search", keys: ["backspace", "esc"]),
        Action(
            "graph.lineage", in: .graph, title: "lineage",
            help: "show why this node is here: file and row, command, event", keys: ["l"],
            twin: "lineage SUBJECT --db DATABASE"),
        Action(
            "graph.layers", in: .graph, title: "layered",
            help: "draw the walked nodes by their distance from the start, with their links",
            keys: ["v"]),
        Action(
            "graph.root", in: .graph, title: "root here",
            help: "begin a tree of its own at this node", keys: ["o"]),
        Action(
            "graph.query", in: .graph, title: "query",
            help:
                "show the way to this node as a spice query line and as a call with curl, to copy",
            keys: ["Y"], twin: "query CLASS --db DATABASE"),
        Action(
            "graph.as-of", in: .graph, title: "as of",
            help: "look back: show this tree as it was at a time or a position of the log",
            keys: ["w"], arguments: [.init("moment", "a time, a day, a position; empty: now")],
            twin: "query CLASS --db DATABASE --as-of MOMENT"),
        Action(
            "graph.earlier", in: .graph, title: "earlier",
            help: "look back to the change of this node before the one that is shown", keys: ["["]),
        Action(
            "graph.later", in: .graph, title: "later",
            help: "go on to the next change of this node, then to now", keys: ["]"]),
        Action(
            "graph.now", in: .graph, title: "now", help: "show this tree as it is now",
            keys: ["W"]),
        Action(
            "graph.compare", in: .graph, title: "compare",
            help: "put this node beside a pin, or beside itself as it is now", keys: ["d"]),
        Action(
            "graph.edge", in: .graph, title: "this link",
            help: "show why the link to this node is here: command, event, file and row",
            keys: ["L"], twin: "lineage SUBJECT --db DATABASE --edge PREDICATE"),
        Action(
            "graph.command", in: .graph, title: "its command",
            help: "open the command that made this node what it is", keys: ["c"]),
        Action(
            "graph.bookmark", in: .graph, title: "bookmark",
            help: "give this node and moment a name to come back to, or take the name back",
            keys: ["b"]),
        Action(
            "graph.bookmarks", in: .graph, title: "bookmarks",
            help: "go to a bookmark of this database", keys: ["B"]),
        Action(
            "graph.copy", in: .graph, title: "copy",
            help: "hand the name of this node to the terminal to copy", keys: ["y"]),
        Action(
            "graph.filter", in: .graph, title: "only where",
            help: "show of these links only those whose other end satisfies conditions, or all",
            keys: ["F"],
            arguments: [.init("conditions", "status=open and total>100; empty: all")]),
        Action(
            "graph.forward", in: .graph, title: "forward",
            help: "go to the tree that you came back from", keys: ["f", "alt-right"]),
        Action(
            "graph.pin", in: .graph, title: "pin",
            help: "keep this node to come back to, or let it go", keys: ["p"]),
        Action(
            "graph.pins", in: .graph, title: "pins", help: "go to a node that was pinned",
            keys: ["P"]),
        Action(
            "graph.refresh", in: .graph, title: "look again",
            help: "ask the engine again for this node and its links", keys: ["r"]),
        Action(
            "graph.search", in: .graph, title: "search",
            help: "find a node to start at by words in it", keys: ["/"],
            arguments: [.init("words", "words that occur in the node")]),
        Action(
            "graph.start", in: .graph, title: "start node",
            help: "start at a node that you can name: Class/key", keys: ["s"],
            arguments: [.init("node", "Class/key")]),
    ]
}
