// Whether the console can be shown here: terminal type, colours, characters. Without a terminal nothing is wrong.

import CursesTerminal
import Foundation
import TerminalUI

struct TerminalChecks {
    let environment: [String: String]

    func all() -> [DoctorCheck] { [terminal, characters] }

    private var terminal: DoctorCheck {
        let name = "terminal"
        guard let term = environment["TERM"], !term.isEmpty else {
            return .warn(
                name, "TERM is not set: no console here",
                "open a terminal; over ssh: ssh -t. Subcommands work without")
        }
        guard let colors = TerminalLibrary.colors(of: term) else {
            return .warn(
                name, "terminfo does not know \(term)",
                "set TERM=xterm-256color, or install the entry (apt-get install ncurses-term)")
        }
        guard colors >= 8 else {
            return .ok(name, "\(term), without colours: words and glyphs tell everything")
        }
        return .ok(name, "\(term), \(colors) colours, shown in \(depth)")
    }

    private var depth: String {
        switch ColorDepth.detect(environment) {
        case .mono: "black and white"
        case .sixteen: "16 colours"
        case .palette: "256 colours"
        case .trueColor: "true colour"
        }
    }

    private var characters: DoctorCheck {
        let name = "terminal.characters"
        if LibraryWidth.useLocale(wantsUTF8: false) { return .ok(name, "a UTF-8 locale") }
        return .warn(
            name, "the locale is not UTF-8: lines and glyphs are drawn in ASCII",
            "export LC_ALL=C.UTF-8")
    }
}
