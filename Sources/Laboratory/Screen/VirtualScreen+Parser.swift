// Bytes → characters, controls and sequences. Knows where each ends, and nothing of what it means.

extension VirtualScreen {
    enum Token {
        case scalar(Unicode.Scalar)
        case control(UInt8)
        /// After ESC: intermediates and the final byte.
        case escape(String)
        /// After ESC [: parameters with their prefix, and the final byte.
        case sequence(String, Character)
        /// ESC ] … BEL or ST.
        case command(String)
        /// ESC P … ST.
        case device(String)
    }

    struct Parser: Sendable {
        private enum State { case ground, escape, sequence, command, device }

        private var state = State.ground
        private var collected = ""
        private var utf8: [UInt8] = []
        private var needed = 0
        private var sawEscape = false

        mutating func take(_ byte: UInt8) -> Token? {
            switch state {
            case .ground: return ground(byte)
            case .escape: return escape(byte)
            case .sequence:
                collected.unicodeScalars.append(Unicode.Scalar(byte))
                guard (0x40...0x7E).contains(byte) else { return nil }
                state = .ground
                return .sequence(String(collected.dropLast()), Character(Unicode.Scalar(byte)))
            case .command, .device: return string(byte)
            }
        }

        private mutating func ground(_ byte: UInt8) -> Token? {
            if needed > 0, byte & 0xC0 == 0x80 {
                utf8.append(byte)
                needed -= 1
                guard needed == 0 else { return nil }
                return String(decoding: utf8, as: UTF8.self).unicodeScalars.first.map {
                    .scalar($0)
                }
            }
            needed = 0
            switch byte {
            case 0x1B:
                state = .escape
                collected = ""
                return nil
            case 0x20..<0x7F: return .scalar(Unicode.Scalar(byte))
            case 0xC2..<0xF5:
                utf8 = [byte]
                needed = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3
                return nil
            default: return .control(byte)
            }
        }

        private mutating func escape(_ byte: UInt8) -> Token? {
            let character = Character(Unicode.Scalar(byte))
            switch byte {
            case UInt8(ascii: "["): state = .sequence
            case UInt8(ascii: "]"): state = .command
            case UInt8(ascii: "P"): state = .device
            case 0x20..<0x30: collected.append(character)
            default:
                state = .ground
                return .escape(collected + String(character))
            }
            return nil
        }

        private mutating func string(_ byte: UInt8) -> Token? {
            let isCommand = state == .command
            if isCommand && byte == 7 || sawEscape && byte == UInt8(ascii: "\\") {
                state = .ground
                sawEscape = false
                let text = collected
                collected = ""
                return isCommand ? .command(text) : .device(text)
            }
            // tmux's wrapping doubles each escape of what it carries.
            if byte == 0x1B {
                if sawEscape { collected.unicodeScalars.append("\u{1B}") }
                sawEscape.toggle()
                return nil
            }
            if sawEscape { collected.unicodeScalars.append("\u{1B}") }
            sawEscape = false
            collected.unicodeScalars.append(Unicode.Scalar(byte))
            return nil
        }
    }
}
