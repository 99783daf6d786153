// Why a terminal cannot be used for the console. Each says what to do instead.

package enum CursesError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Neither `/dev/tty` nor stdin is a terminal.
    case noTerminal
    /// The terminal cannot place its cursor (`dumb`), or no entry fits, not even a fall-back.
    case unusable(term: String)
    /// There are no terminal descriptions on this machine.
    case noTerminfo
    /// The console is open already: a process has one terminal.
    case alreadyOpen
    /// The system refused a pipe, a thread or the terminal's modes.
    case system(what: String, errno: Int32)

    /// A stable code for messages and scripts.
    package var code: String {
        switch self {
        case .noTerminal: "terminal_missing"
        case .unusable: "terminal_unusable"
        case .noTerminfo: "terminal_no_terminfo"
        case .alreadyOpen: "terminal_already_open"
        case .system: "terminal_system"
        }
    }

    package var description: String {
        switch self {
        case .noTerminal:
            "no terminal here: run the console in a terminal, or use spice snapshot"
        case .unusable(let term):
            "the terminal type \"\(term)\" cannot place its cursor: set TERM, for example "
                + "TERM=xterm-256color, or use spice snapshot"
        case .noTerminfo:
            "no terminal descriptions found: install ncurses-base, or set TERMINFO"
        case .alreadyOpen:
            "the console is open already in this process"
        case .system(let what, let errno):
            "\(what) failed (errno \(errno))"
        }
    }
}
