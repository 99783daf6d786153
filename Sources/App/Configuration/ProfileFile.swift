// The named connections and the console's own settings, from `profiles:` and `console:` of the config file:
//
//     profiles:
//       prod:
//         connect: ssh://ops@db1        # or data-dir: ~/spice
//         token-file: ~/.config/spice/prod.token
//         colour: red                   # grey, blue, green, yellow, red
//         danger: production            # normal, careful, production
//         read-only: true
//     console:
//       profile: prod                   # the one to begin with
//       keys: ~/keys.yaml
//       mouse: true
//       slow-link: auto                 # auto, on, off
//
// What is wrong is left out and named with line and column; the rest counts.

import Console
import Foundation
import TerminalUI
import Yams

struct ProfileFile: Sendable {
    struct Entry: Sendable {
        var profile: ConsoleProfile
        var target: EngineTarget
        var tokenFile: String?

        /// Throws when the token cannot be read.
        func place() throws(UsageError) -> ConsoleEngine.Place {
            ConsoleEngine.Place(
                target: target,
                token: try tokenFile.map { path throws(UsageError) in try TokenFile.read(path) })
        }
    }

    private(set) var entries: [Entry] = []
    private(set) var problems: [String] = []
    /// Of `console:`.
    private(set) var settings: [String: String] = [:]

    static let settingNames = ["profile", "keys", "mouse", "slow-link"]
    private static let fieldNames = [
        "connect", "data-dir", "token-file", "colour", "danger", "read-only",
    ]

    init() {}

    init(path: String?) {
        self.init()
        guard let path, let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            return
        }
        read(text, (path as NSString).lastPathComponent)
    }

    init(yaml text: String, name: String) {
        self.init()
        read(text, name)
    }

    private mutating func read(_ text: String, _ name: String) {
        do throws(ThemeError) {
            guard let root = try YAMLText.compose(text)?.mapping else { return }
            problems += Self.settingProblems(root).map { "\(name): \($0)" }
            for (key, node) in root["profiles"]?.mapping ?? [:] {
                do throws(ThemeError) {
                    entries.append(try Self.entry(key.string ?? "", node))
                } catch { problems.append("\(name): \(error)") }
            }
            for (key, node) in root["console"]?.mapping ?? [:] {
                do throws(ThemeError) {
                    settings[key.string ?? ""] = try Self.setting(key, node)
                } catch { problems.append("\(name): \(error)") }
            }
        } catch {
            problems.append("\(name): \(error)")
        }
    }

    private static func setting(_ key: Node, _ node: Node) throws(ThemeError) -> String {
        let name = key.string ?? ""
        guard settingNames.contains(name) else { throw unknown(name, key, settingNames) }
        guard let value = node.scalar?.string else {
            throw YAMLText.invalid(node, name, "", "one word")
        }
        return value
    }

    func named(_ name: String) throws(UsageError) -> Entry {
        if let entry = entries.first(where: { $0.profile.name == name }) { return entry }
        let names = entries.map(\.profile.name)
        throw UsageError(
            names.isEmpty
                ? "there is no profile \(name): the config file has none under profiles:"
                : "there is no profile \(name); there are \(names.joined(separator: ", "))")
    }

    private static func entry(_ name: String, _ node: Node) throws(ThemeError) -> Entry {
        let map = try YAMLText.mapping(node, field: "profiles.\(name)")
        for (key, _) in map {
            let field = key.string ?? ""
            guard fieldNames.contains(field) else { throw unknown(field, key, fieldNames) }
        }
        func text(_ field: String) throws(ThemeError) -> String? {
            guard let node = map[field] else { return nil }
            guard let text = node.scalar?.string else {
                throw YAMLText.invalid(node, field, "", "one word")
            }
            return text
        }
        func choice<Value: RawRepresentable & CaseIterable>(_ field: String, _ type: Value.Type)
            throws(ThemeError) -> Value? where Value.RawValue == String
        {
            guard let word = try text(field) else { return nil }
            if let value = Value(rawValue: word) { return value }
            let names = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw YAMLText.invalid(map[field], field, word, "one of \(names)")
        }
        let target: EngineTarget
        switch (try text("connect"), try text("data-dir")) {
        case (let address?, nil):
            do throws(UsageError) { target = try EngineTarget(address: address) } catch {
                throw YAMLText.invalid(
                    map["connect"], "connect", address, "ssh://host, http://host:port or unix:PATH")
            }
        case (nil, let path?): target = .directory(Paths.home(path))
        default:
            throw YAMLText.invalid(node, "profiles.\(name)", "", "either connect: or data-dir:")
        }
        let isReadOnly = try text("read-only") ?? "false"
        guard ["true", "false"].contains(isReadOnly) else {
            throw YAMLText.invalid(map["read-only"], "read-only", isReadOnly, "true or false")
        }
        let profile = ConsoleProfile(
            name: name, target: target.text,
            colour: try choice("colour", ConsoleProfile.Colour.self),
            danger: try choice("danger", ConsoleProfile.Danger.self) ?? .normal,
            isReadOnly: isReadOnly == "true")
        return Entry(profile: profile, target: target, tokenFile: try text("token-file"))
    }

    static func unknown(_ field: String, _ key: Node, _ known: [String]) -> ThemeError {
        let nearest = known.min { Spelling.distance($0, field) < Spelling.distance($1, field) }
        let place = YAMLText.place(key)
        return .unknownField(
            line: place.line, column: place.column, field: field, nearest: nearest ?? "")
    }
}
