// What ncurses reads → events. Text between paste brackets is one event and never keys.

import CNcurses
import TerminalUI

struct CursesKeyReader {
    private enum Raw {
        case character(UInt32)
        case code(Int)
    }

    private var pasted: String?
    /// What has come of a report of the mouse.
    private var report: String?
    /// Whether the terminal answered a question for its state since this was last looked at.
    var hasAnswered = false

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
            case .code(Int(spice_key_status)): hasAnswered = true
            case .code(Int(spice_key_mouse)): report = ""
            case .code(let code):
                if pasted == nil, let key = Self.key(code) { return .key(key) }
            case .character(let value):
                if let begun = report {
                    if let event = goOn(begun, value) { return event }
                } else if pasted != nil {
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

    /// One more character of a report: `button;column;row`, then M for pressed or m for released. A torn
    /// one goes on with the next read, so its rest is never taken for keys.
    private mutating func goOn(_ begun: String, _ value: UInt32) -> InputEvent? {
        let letter = Unicode.Scalar(value).map(Character.init) ?? " "
        guard letter == "M" || letter == "m" else {
            report = begun.count < 16 && (letter.isNumber || letter == ";") ? begun + [letter] : nil
            return nil
        }
        report = nil
        let numbers = begun.split(separator: ";").compactMap { Int($0) }
        guard numbers.count == 3, letter == "M", pasted == nil else { return nil }
        let place = Point(x: numbers[1] - 1, y: numbers[2] - 1)
        switch numbers[0] {
        case 64: return .scroll(lines: -3, at: place)
        case 65: return .scroll(lines: 3, at: place)
        case 0: return .click(at: place)
        default: return nil
        }
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
