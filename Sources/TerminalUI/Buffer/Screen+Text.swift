// Screen → plain text: what golden files hold and `--format text` prints. One line a row, without
// trailing spaces.

extension Screen {
    package func plainText() -> String {
        (0..<size.rows).map { plainRow($0) }.joined(separator: "\n") + "\n"
    }

    package func plainRow(_ y: Int) -> String {
        var line = row(y).map(\.text).joined()
        while line.last == " " { line.removeLast() }
        return line
    }
}
