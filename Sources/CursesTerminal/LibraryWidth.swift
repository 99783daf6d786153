// The C library's opinion on widths, by which ncurses moves: the painter replaces what it and our
// table see differently, so that columns never drift.

import CNcurses

package enum LibraryWidth {
    /// 0, 1 or 2 in the current locale; -1 when the library cannot print the scalar.
    package static func of(_ scalar: Unicode.Scalar) -> Int {
        Int(spice_char_width(scalar.value))
    }

    /// Takes the locale of the environment; whether it is a UTF-8 one.
    package static func useLocale(wantsUTF8: Bool) -> Bool {
        spice_locale_utf8(wantsUTF8 ? 1 : 0) == 1
    }
}
