// A class id made from a label: words capitalised and joined, punctuation dropped, at most 50
// characters.

package enum ClassNaming {
    /// A label without any ASCII letter or digit gets an id made from its bytes: the same label,
    /// the same id.
    package static func id(fromLabel label: String) -> String {
        let isWord: (Unicode.Scalar) -> Bool = {
            $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0))
        }
        let words = label.unicodeScalars.split { !isWord($0) }.map { String($0) }
        let joined = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        guard let first = joined.first else { return "Class" + digits(of: label) }
        return String(((first.isNumber ? "Class" : "") + joined).prefix(50))
    }

    /// FNV-1a, hexadecimal.
    private static func digits(of label: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in label.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }
}
