// What is wrong with the settings of the config file themselves: a name that is none, a value that does not fit. Each with
// line and column; none of it stops a start, the rest counts.

import TerminalUI
import Yams

extension ProfileFile {
    private static let groups = ["profiles", "console"]

    static func settingProblems(_ root: Node.Mapping) -> [ThemeError] {
        let known = Setting.all.map(\.name) + groups
        return root.compactMap { key, node -> ThemeError? in
            let name = key.string ?? ""
            guard known.contains(name) else { return unknown(name, key, known) }
            guard !groups.contains(name) else { return nil }
            guard let value = node.scalar?.string else {
                return YAMLText.invalid(node, name, "", "one word")
            }
            guard isNumber(name), Int(value).map({ $0 < 0 }) ?? true else { return nil }
            return YAMLText.invalid(node, name, value, "a whole number")
        }
    }

    /// Those whose default is a number, and one without a default.
    private static func isNumber(_ name: String) -> Bool {
        let standard = Setting.named(name)?.standard
        return name == "alarm_waiting" || standard.flatMap { Int($0) } != nil
    }
}
