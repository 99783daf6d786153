// Which terminfo entry to use, and the bytes that put such a terminal back in order. Unknown names
// fall back to a relative: a new terminal on an old host must not mean no console.

import CNcurses

struct TerminalKind {
    let name: String
    /// Said once in the message line when another entry was taken than TERM names.
    let note: String?
    /// Whether it takes bracketed paste and focus reports.
    let hasPaste: Bool

    /// Loads the entry for `term`, or the best relative that is installed.
    static func load(_ term: String?, tty: Int32) throws(CursesError) -> TerminalKind {
        let wanted = term.flatMap { $0.isEmpty ? nil : $0 } ?? "vt100"
        var sawDatabase = false
        for name in [wanted] + relatives(of: wanted) {
            let found = unsafe spice_terminfo_load(name, tty)
            if found >= 0 { sawDatabase = true }
            guard found == 1, capability("cup") != nil else {
                if found == 1 { break }
                continue
            }
            return TerminalKind(
                name: name,
                note: name == wanted
                    ? nil : "terminal type \(wanted) is not known here, used \(name)",
                hasPaste: capability("BE") != nil)
        }
        if !sawDatabase { throw .noTerminfo }
        throw .unusable(term: wanted)
    }

    private static func relatives(of term: String) -> [String] {
        if term == "dumb" { return [] }
        if term.hasPrefix("screen") { return ["screen-256color", "screen", "vt100"] }
        if term.hasPrefix("tmux") {
            return ["tmux-256color", "screen-256color", "screen", "vt100"]
        }
        if term.hasPrefix("vt") { return ["vt220", "vt100", "ansi"] }
        return ["xterm-256color", "xterm", "vt100", "ansi"]
    }

    var enterModes: String { hasPaste ? "\u{1B}[?2004h\u{1B}[?1004h" : "" }
    var leaveModes: String { hasPaste ? "\u{1B}[?2004l\u{1B}[?1004l" : "" }
    /// Buttons and wheel, as reports that can be told from keys.
    var enterMouse: String { hasPaste ? "\u{1B}[?1000h\u{1B}[?1006h" : "" }
    var leaveMouse: String { hasPaste ? "\u{1B}[?1000l\u{1B}[?1006l" : "" }
    /// Asks the terminal to say that all is well, once it has taken what came before.
    var askState: String { hasPaste ? "\u{1B}[5n" : "" }

    /// Everything off that we or ncurses may have switched on, the main screen, a visible cursor.
    var reset: String {
        let home = Self.capability("rmcup") ?? "\r\n"
        return leaveMouse + leaveModes + (Self.capability("sgr0") ?? "")
            + (Self.capability("rmkx") ?? "")
            + home + (Self.capability("cnorm") ?? "")
    }

    /// A capability of the loaded entry, without its padding marks.
    private static func capability(_ name: String) -> String? {
        guard let text = unsafe spice_terminfo_text(name) else { return nil }
        var result = ""
        var rest = Substring(unsafe String(cString: text))
        while let next = rest.first {
            if rest.hasPrefix("$<"), let end = rest.firstIndex(of: ">") {
                rest = rest[rest.index(after: end)...]
            } else {
                result.append(next)
                rest = rest.dropFirst()
            }
        }
        return result
    }
}
