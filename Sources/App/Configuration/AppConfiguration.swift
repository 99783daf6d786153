// Settings from flags, then the environment, then the config file, then built-in defaults. The file is
// $XDG_CONFIG_HOME/spice/config.yaml (or the one that SPICE_CONFIG names); its keys are those of the environment
// without the prefix, in lower case.

import Foundation
import Yams

struct AppConfiguration: Sendable {
    let environment: [String: String]
    private let file: [String: String]
    /// The config file that was read, if any.
    let filePath: String?

    /// Throws `UsageError` when a config file is there but cannot be read.
    static func load(_ environment: [String: String] = ProcessInfo.processInfo.environment)
        throws(UsageError) -> AppConfiguration
    {
        let home = environment["XDG_CONFIG_HOME"] ?? (environment["HOME"] ?? "/") + "/.config"
        let path = environment["SPICE_CONFIG"] ?? home + "/spice/config.yaml"
        guard FileManager.default.fileExists(atPath: path) else {
            guard environment["SPICE_CONFIG"] == nil else {
                throw UsageError("SPICE_CONFIG names \(path), which is not there")
            }
            return AppConfiguration(environment: environment, file: [:], filePath: nil)
        }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8),
            let parsed = try? Yams.load(yaml: text), let members = parsed as? [String: Any]
        else { throw UsageError("\(path) is not a YAML file of `name: value` lines") }
        return AppConfiguration(
            environment: environment, file: members.mapValues { "\($0)" }, filePath: path)
    }

    /// Environment and defaults alone.
    static func withoutFile(_ environment: [String: String]) -> AppConfiguration {
        AppConfiguration(environment: environment, file: [:], filePath: nil)
    }

    /// Where a value comes from.
    enum Origin: Hashable, Sendable {
        case environment(String)
        /// A file that a variable names.
        case secretFile(String)
        case configurationFile
        case standard
    }

    /// The value of a setting, its default aside.
    func value(_ name: String) -> String? { found(name)?.value }

    /// From the environment, else from the config file; for settings of the list also under their other variable,
    /// and for secrets from the file that `<VARIABLE>_FILE` names.
    func found(_ name: String) -> (value: String, origin: Origin)? {
        let setting = Setting.named(name)
        for variable in setting?.variables ?? ["SPICE_" + name.uppercased()] {
            if let text = environment[variable], !text.isEmpty {
                return (text, .environment(variable))
            }
            guard setting?.isSecret == true, let path = environment[variable + "_FILE"],
                let text = try? String(contentsOfFile: path, encoding: .utf8)
            else { continue }
            return (text.trimmingCharacters(in: .whitespacesAndNewlines), .secretFile(path))
        }
        return file[name].map { ($0, .configurationFile) }
    }

    /// Files that a `…_FILE` variable of a secret names and that cannot be read.
    var unreadableSecrets: [String] {
        Setting.all.filter(\.isSecret).flatMap(\.variables).compactMap { variable in
            guard environment[variable]?.isEmpty != false,
                let path = environment[variable + "_FILE"], !path.isEmpty,
                !FileManager.default.isReadableFile(atPath: path)
            else { return nil }
            return "\(variable)_FILE names \(path), which cannot be read"
        }
    }

    /// One that is set to nothing is not set.
    private func variable(_ name: String) -> String? {
        let text = environment["SPICE_" + name.uppercased()]
        return text?.isEmpty == false ? text : nil
    }

    /// The running engine to turn to; nil: the data directory decides. Address and directory are two answers to one
    /// question, so the one from the stronger place counts; from the same place it is the address.
    func engineAddress(_ options: EngineOptions) throws(UsageError) -> String? {
        if let address = options.connect {
            guard options.dataDir == nil else {
                throw UsageError("--connect and --data-dir both say which engine: name one of them")
            }
            return address
        }
        if options.dataDir != nil { return nil }
        if let address = variable("connect") { return address }
        return variable("data_dir") == nil ? file["connect"] : nil
    }

    /// For an engine behind a TCP port: from the file that the flag names, else SPICE_TOKEN, else the file that
    /// SPICE_TOKEN_FILE names.
    func token(_ options: EngineOptions) throws(UsageError) -> String? {
        if let path = options.tokenFile { return try TokenFile.read(path) }
        if let token = value("token") { return token }
        guard let path = value("token_file") else { return nil }
        return try TokenFile.read(path)
    }

    func dataDirectory(_ flag: String?) -> String {
        if let path = flag ?? value("data_dir") { return path }
        let home = environment["HOME"] ?? "/"
        return (environment["XDG_DATA_HOME"] ?? home + "/.local/share") + "/spice"
    }

    /// A port between 0 (any free one) and 65 535.
    func port(_ flag: Int?, _ name: String, default standard: Int) throws(UsageError) -> Int {
        guard let text = flag.map(String.init) ?? value(name) else { return standard }
        guard let port = Int(text), (0...65_535).contains(port) else {
            throw UsageError("\(name) must be a port from 0 to 65535, not \(text)")
        }
        return port
    }
}

/// The request itself is wrong: exit code 2.
struct UsageError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
