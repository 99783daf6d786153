// Copying by the terminal itself (OSC 52): works over SSH, where a helper program would fill the
// clipboard of the wrong machine. The terminal does not answer, so nobody can know that it obeyed.

package enum ClipboardSequence {
    /// Longer texts are refused by many terminals.
    package static let mostBytes = 74_000

    /// The bytes that ask the terminal to copy; nil when the text is too long. Inside tmux they are
    /// wrapped, so that they reach the terminal around it.
    package static func asking(toCopy text: String, insideTmux: Bool) -> String? {
        guard text.utf8.count <= mostBytes else { return nil }
        let sequence = "\u{1B}]52;c;\(base64(text.utf8))\u{7}"
        return insideTmux ? "\u{1B}Ptmux;\u{1B}\(sequence)\u{1B}\\" : sequence
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
