// What is left on a terminal after a program ran on it under a shell that printed `before=`, `status=` and `after=`.

internal import Foundation

package struct TerminalRemains: Sendable {
    package let output: String

    package init(output: String) { self.output = output }

    package func field(_ name: String) -> String? {
        output.components(separatedBy: name + "=").dropFirst().last.map {
            String($0.prefix { $0 != "." })
        }
    }

    package var status: Int? { field("status").flatMap { Int($0) } }
    package var keptModes: Bool { field("before") != nil && field("before") == field("after") }

    /// Private modes that differ from a fresh terminal's: 7 (wrapping) and 25 (cursor) are on,
    /// the rest is off.
    package var modesLeft: Set<String> {
        var modes: [String: Bool] = [:]
        for part in output.components(separatedBy: "\u{1B}[?").dropFirst() {
            let numbers = part.prefix { $0.isNumber || $0 == ";" }
            guard let verb = part.dropFirst(numbers.count).first, "hl".contains(verb) else {
                continue
            }
            for number in numbers.split(separator: ";") { modes[String(number)] = verb == "h" }
        }
        // 12 is the blinking of the cursor, which terminfo's strings leave to the terminal.
        let areOn: Set = ["7", "25"]
        return Set(
            modes.filter { $0.value != areOn.contains($0.key) && $0.key != "12" }.map(\.key))
    }

    /// The output after the screen was left.
    package var afterScreen: String {
        output.components(separatedBy: "\u{1B}[?1049l").last ?? ""
    }
}
