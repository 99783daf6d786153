// Copying by the terminal itself (OSC 52): works over SSH, where a helper program would fill the
// clipboard of the wrong machine. The terminal does not answer, so nobody can know that it obeyed.

package enum ClipboardSequence {
    /// Longer texts are refused by many terminals.
    package static let mostBytes = 74_000

    /// What stands between the program and the terminal, and must be told to hand a sequence on.
    package enum Wrapping: Hashable, Sendable {
        case none, tmux, screen

        /// From TMUX, STY (set by screen) and TERM.
        package static func detect(_ environment: [String: String]) -> Wrapping {
            if environment["TMUX"].map({ !$0.isEmpty }) ?? false { return .tmux }
            return environment["STY"].map { !$0.isEmpty } ?? false ? .screen : .none
        }
    }

    /// The bytes that ask the terminal to copy; nil when the text is too long. Inside tmux and screen they
    /// are wrapped, so that they reach the terminal around it.
    package static func asking(toCopy text: String, inside wrapping: Wrapping = .none) -> String? {
        guard text.utf8.count <= mostBytes else { return nil }
        let sequence = "\u{1B}]52;c;\(base64(text.utf8))\u{7}"
        switch wrapping {
        case .none: return sequence
        case .tmux: return "\u{1B}Ptmux;\u{1B}\(sequence)\u{1B}\\"
        case .screen: return pieces(of: sequence).map { "\u{1B}P\($0)\u{1B}\\" }.joined()
        }
    }

    /// screen hands on no more than this at once.
    private static func pieces(of sequence: String) -> [Substring] {
        var rest = sequence[...]
        var pieces: [Substring] = []
        while !rest.isEmpty {
            pieces.append(rest.prefix(500))
            rest = rest.dropFirst(500)
        }
        return pieces
    }

    private static func base64(_ bytes: some Sequence<UInt8>) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var out = ""
        var held: UInt32 = 0
        var bits = 0
        for byte in bytes {
            held = held << 8 | UInt32(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                out.append(letters[Int(held >> UInt32(bits) & 63)])
            }
            held &= (1 << UInt32(bits)) - 1
        }
        if bits > 0 { out.append(letters[Int(held << UInt32(6 - bits) & 63)]) }
        while out.utf8.count % 4 != 0 { out.append("=") }
        return out
    }
}
