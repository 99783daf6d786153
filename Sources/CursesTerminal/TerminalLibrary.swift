// What ncurses knows, asked without opening a screen.

import CNcurses

package enum TerminalLibrary {
    /// `ncurses 6.4.20221231`.
    package static var version: String { unsafe String(cString: spice_curses_version()) }

    /// How many colours a terminal type has (0: none); nil when terminfo does not know it.
    package static func colors(of term: String) -> Int? {
        guard unsafe spice_terminfo_load(term, 1) == 1 else { return nil }
        return max(0, Int(spice_terminfo_colors()))
    }
}
