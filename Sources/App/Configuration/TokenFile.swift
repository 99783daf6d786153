// A token in a file of its own, so that it stands in no command line and no list of processes.

import Foundation

enum TokenFile {
    /// The text without the space around it. Throws when the file cannot be read, is empty or holds more than one line.
    static func read(_ path: String) throws(UsageError) -> String {
        guard let text = try? String(contentsOfFile: Paths.home(path), encoding: .utf8) else {
            throw UsageError("the token file \(path) cannot be read")
        }
        let token = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !token.isEmpty, !token.contains(where: \.isWhitespace) else {
            throw UsageError("the token file \(path) must hold one token and nothing else")
        }
        return token
    }
}
