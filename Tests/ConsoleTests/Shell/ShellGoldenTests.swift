// Screens of the shell itself, held against files: profiles and production, first steps, slow links, branches, databases
// that are made and deleted, command lines in the palette.

import TerminalUI
import Testing

@testable import Console
@testable import Engine

@Suite struct ShellGoldenTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var pane = PaneID.ontology
        var keys = ""
        var options: @Sendable (inout ConsoleOptions) -> Void = { _ in }

        var testDescription: String { name }
    }

    private static let production = ConsoleProfile(
        name: "prod", target: "ssh://ops@db1", colour: .red, danger: .production)
    private static let profiles = [
        ConsoleProfile(name: "local", target: "/home/ana/spice", colour: .green), production,
        ConsoleProfile(name: "stage", target: "http://stage:8002", danger: .careful),
        ConsoleProfile(name: "report", target: "http://replica:8002", isReadOnly: true),
    ]

    private static func profile(
        _ profile: ConsoleProfile
    ) -> @Sendable (inout ConsoleOptions) -> Void {
        { options in
            options.profile = profile
            options.profiles = profiles
            options.turning = ProfileTurning(
                turn: { _ in nil }, reading: { .failure(ProfileRefusal($0)) })
        }
    }

    private static let firstRun: @Sendable (inout ConsoleOptions) -> Void = { options in
        options.isFirstRun = true
        options.demoFiles = ["/share/a.csv", "/share/b.csv"]
        options.turning = ProfileTurning(
            turn: { _ in nil }, reading: { .failure(ProfileRefusal($0)) })
    }

    static let cases = [
        Case(name: "production", options: profile(production)),
        Case(
            name: "production-question", pane: .pipeline, keys: "jjjjp",
            options: profile(production)
        ),
        Case(
            name: "production-change", keys: "jjjjjjjeBestellung<enter>",
            options: profile(production)
        ),
        Case(name: "profiles", keys: "<ctrl-p>", options: profile(profiles[0])),
        Case(name: "careful", pane: .pipeline, keys: "p", options: profile(profiles[2])),
        Case(name: "read-only", pane: .commands, options: profile(profiles[3])),
        Case(name: "connect", keys: "<ctrl-o>ssh://", options: profile(profiles[0])),
        Case(name: "first-steps", options: firstRun),
        Case(name: "slow-link", pane: .pipeline, options: { $0.link = .slow }),
        Case(name: "slow-link-commands", pane: .commands, keys: "jj", options: { $0.link = .slow }),
        Case(name: "branches", keys: "B"),
        Case(name: "columns", keys: "ic"),
        Case(name: "help", keys: "?"),
        Case(name: "branch", pane: .graph, keys: "<alt-b>draft<enter><enter>"),
        Case(name: "new-database", keys: "NShop"),
        Case(name: "delete-database", keys: "<ctrl-x>north"),
        Case(name: "palette-line", pane: .pipeline, keys: ":pause"),
        Case(name: "help-line", pane: .commands, keys: "d?retry"),
    ]

    @Test(arguments: cases, [Size(columns: 80, rows: 24), Size(columns: 40, rows: 12)])
    func theShellLooksAsRecorded(_ item: Case, _ size: Size) async {
        var options = Rendering.options(item.pane)
        item.options(&options)
        let screen = await ConsoleSnapshot.screen(
            pane: item.pane, viewport: Viewport(size: size), engine: ScriptedEngine(),
            options: options, keys: KeyScript.keys(in: item.keys))
        Golden.check(screen.plainText(), "shell-\(item.name)-\(size.columns)x\(size.rows)")
    }
}
