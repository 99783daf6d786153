// Control characters that text never holds: neither blanks, line ends and padding, nor the separators that tables are
// cut by. Where they stand, bytes of something else were written over the text.

/// Tells damage from text.
package enum DamagedBytes {
    /// `byte` is such a control character.
    package static func isForeign(_ byte: UInt8) -> Bool {
        (0x02...0x08).contains(byte) || (0x0E...0x19).contains(byte) || byte == 0x7F
    }
}
