// How far two names are apart, to offer the one that was meant.

package enum Spelling {
    /// Insertions, deletions and replacements from `a` to `b`; product of both lengths in time.
    package static func distance(_ a: String, _ b: String) -> Int {
        let right = Array(b)
        var row = Array(0...right.count)
        for (i, letter) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in right.enumerated() {
                let replaced = diagonal + (letter == other ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[right.count]
    }
}
