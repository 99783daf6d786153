// What ncurses reads → events. Text between paste brackets is one event and never keys.

import CNcurses
import TerminalUI

struct CursesKeyReader {
    private enum Raw {
        case character(UInt32)
        case code(Int)
    }

    private var pasted: String?

    /// The next event that is there already; nil when all is read (or a paste is still coming).
    mutating func next() -> InputEvent? {
        while let raw = read() {
            switch raw {
            case .code(Int(spice_key_paste_begin)): pasted = ""
            case .code(Int(spice_key_paste_end)):
                guard let text = pasted else { continue }
                pasted = nil
                return .paste(text)
            case .code(Int(spice_key_focus_in)): return .focus(true)
            case .code(Int(spice_key_focus_out)): return .focus(false)
            case .code(let code):
                if pasted == nil, let key = Self.key(code) { return .key(key) }
            case .character(let value):
                if pasted != nil {
                    append(value)
                } else if let key = character(value) {
                    return .key(key)
                }
            }
        }
        return nil
    }

    private func read() -> Raw? {
        var value: UInt32 = 0
        let kind = unsafe spice_curses_read(&value)
        if kind == spice_read_character() { return .character(value) }
        if kind == spice_read_key_code() { return .code(Int(value)) }
        return nil
    }

    private mutating func append(_ value: UInt32) {
        guard let scalar = Unicode.Scalar(value == 13 ? 10 : value) else { return }
        pasted?.unicodeScalars.append(scalar)
    }

    private mutating func character(_ value: UInt32) -> Key? {
        guard value == 27 else { return Self.plain(value) }
        // ncurses has waited for a sequence already: what is there now belongs to Alt.
        guard let raw = read() else { return .escape }
        let key: Key? =
            switch raw {
            case .character(27): .escape
            case .character(let value): Self.plain(value)
            case .code(let code): Self.key(code)
            }
        guard var key else { return .escape }
        key.modifiers.insert(.alt)
        return key
    }

    private static func plain(_ value: UInt32) -> Key? {
        switch value {
        case 9: return .tab
        case 10, 13: return .enter
        case 8, 127: return .backspace
        case 0: return .control(" ")
        case 1...26:
            return .control(Character(Unicode.Scalar(UInt8(value) + 0x60)))
        case 28...31:
            return .control(Character(Unicode.Scalar(UInt8(value) + 0x40)))
        default:
            guard let scalar = Unicode.Scalar(value), CellWidth.of(scalar) != nil else {
                return nil
            }
            return .character(Character(scalar))
        }
    }

    private static func key(_ code: Int) -> Key? {
        switch Int32(code) {
        case KEY_UP: .up
        case KEY_DOWN: .down
        case KEY_LEFT: .left
        case KEY_RIGHT: .right
        case KEY_HOME: .home
        case KEY_END, KEY_LL: .end
        case KEY_PPAGE: .pageUp
        case KEY_NPAGE: .pageDown
        case KEY_ENTER: .enter
        case KEY_BACKSPACE: .backspace
        case KEY_DC: .delete
        case KEY_IC: Key(.insert)
        case KEY_BTAB: .backTab
        case KEY_SR: Key(.up, .shift)
        case KEY_SF: Key(.down, .shift)
        case KEY_SLEFT: Key(.left, .shift)
        case KEY_SRIGHT: Key(.right, .shift)
        case KEY_F0 + 1...KEY_F0 + 24: Key(.function(code - Int(KEY_F0)))
        default: nil
        }
    }
}
