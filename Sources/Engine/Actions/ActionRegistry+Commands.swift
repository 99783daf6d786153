// Actions of the Commands pane.

extension ActionRegistry {
    static let commands: [Action] = [
        move("commands.move", .commands),
        Action(
            "commands.open", in: .commands, title: "open",
            help: "show everything about the selected command, letter or parked write",
            keys: ["enter", "right"], twin: "command show ID"),
        Action(
            "commands.back", in: .commands, title: "back",
            help: "go back to the list, then to the commands", keys: ["backspace", "esc", "left"]),
        Action(
            "commands.newest", in: .commands, title: "newest",
            help: "take over the new commands and go to the top", keys: ["ctrl-g"],
            shownKey: "g"),
        Action(
            "commands.hold", in: .commands, title: "hold",
            help: "let no new command move the list; again: take over what came",
            keys: ["space"]),
        Action(
            "commands.filter", in: .commands, title: "filter",
            help:
                "narrow the list: state: by: class: key: type: code: id: age<5m tries>1 -not, words",
            keys: ["/"],
            arguments: [.init("filter", "states and words")], twin: "command list --filter FILTER"),
        Action(
            "commands.dead", in: .commands, title: "dead letters",
            help: "list what failed for good and what waits behind it", keys: ["d"],
            twin: "dlq list"),
        Action(
            "commands.parked", in: .commands, title: "parked",
            help: "list the writes that wait for a class or a database", keys: ["p"],
            twin: "dlq parked"),
        Action(
            "commands.retry", in: .commands, title: "retry",
            help:
                "send a failed command again; let the group of a dead letter, or what waits, try now",
            keys: ["t"],
            danger: .changes, twin: "command retry ID"),
        Action(
            "commands.discard", in: .commands, title: "discard",
            help:
                "give the selected dead letter or parked write up: it is never handled; wants its "
                + "name typed", keys: ["X"],
            danger: .destroys, twin: "dlq discard ID --yes"),
        Action(
            "commands.anew", in: .commands, title: "apply anew",
            help: "make a change that lost a race once more, on the instance as it is now",
            keys: ["a"], danger: .changes, twin: "command retry ID"),
        Action(
            "commands.node", in: .commands, title: "graph",
            help: "show the selected command's instance in the graph", keys: ["v"]),
        Action(
            "commands.undo", in: .commands, title: "undo",
            help: "take the command back by its opposite, after a look at what that would be",
            keys: ["u"], danger: .changes, twin: "command undo ID"),
        Action(
            "commands.copy", in: .commands, title: "copy id",
            help: "hand the id of what is selected to the terminal to copy", keys: ["y"]),
    ]
}
