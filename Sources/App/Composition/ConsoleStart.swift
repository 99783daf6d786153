// Which engine the console begins with, and what it may go to from there: the flags, else the profile that is named,
// else the config file, else the data directory.

import Console
import Foundation
import TerminalUI

struct ConsoleStart {
    let place: ConsoleEngine.Place
    let profile: ConsoleProfile?
    private let profiles: ProfileFile
    private let isFirstRun: Bool
    private let isNamedByFlag: Bool

    /// Costs no more than reading the config file and asking whether a directory is there.
    init(_ configuration: AppConfiguration, _ options: EngineOptions, profile name: String?)
        throws(UsageError)
    {
        profiles = ProfileFile(path: configuration.filePath)
        let address = try configuration.engineAddress(options)
        isNamedByFlag = options.connect != nil || options.dataDir != nil
        if name != nil && isNamedByFlag {
            throw UsageError("--profile says which engine: leave out --connect and --data-dir")
        }
        let wanted = name ?? (isNamedByFlag ? nil : profiles.settings["profile"])
        if let wanted {
            let entry = try profiles.named(wanted)
            profile = entry.profile
            place = try entry.place()
            isFirstRun = false
        } else if let address {
            profile = nil
            place = .init(
                target: try EngineTarget(address: address), token: try configuration.token(options))
            isFirstRun = false
        } else {
            profile = nil
            let path = Paths.absolute(configuration.dataDirectory(options.dataDir))
            place = .init(target: .directory(path), token: nil)
            isFirstRun = profiles.entries.isEmpty && !FileManager.default.fileExists(atPath: path)
        }
    }

    func opening(on engine: ConsoleEngine, _ configuration: AppConfiguration) -> ConsoleOpening {
        var opening = ConsoleOpening(client: engine)
        opening.hosting = { engine.hosting }
        opening.profiles = profiles
        opening.profile = profile
        // What no flag named the environment or the config file tells other commands too.
        if isNamedByFlag { opening.reach = EngineReach(target: place.target.text) }
        opening.files = PersonalFiles(
            keysPath: PersonalFiles.keysPath(configuration, profiles))
        let sessions = SessionKeeper(
            place: place.target.text, environment: configuration.environment)
        opening.sessions = sessions
        opening.turning = turning(engine, sessions, configuration)
        opening.isFirstRun = isFirstRun
        if case .directory = place.target { opening.offersFirstSteps = profiles.entries.isEmpty }
        if profiles.settings["slow-link"] == "on" { opening.link = .slow }
        if profiles.settings["slow-link"] == "off" { opening.link = .fast }
        if let mouse = profiles.settings["mouse"] {
            opening.isMouseOn = mouse == "true" ? true : nil
        }
        return opening
    }

    private func turning(
        _ engine: ConsoleEngine, _ sessions: SessionKeeper, _ configuration: AppConfiguration
    ) -> ProfileTurning {
        let entries = profiles.entries
        let token = configuration.value("token")
        return ProfileTurning(
            turn: { profile in
                let entry = entries.first { $0.profile == profile }
                let target = entry?.target ?? Self.target(profile.target)
                let secret = entry == nil ? token : try? entry?.place().token
                engine.turn(to: .init(target: target, token: secret))
                return sessions.read(profile: entry?.profile.name, address: target.text)
            },
            reading: { text in
                do throws(UsageError) {
                    let target = try EngineTarget(address: text)
                    return .success(ConsoleProfile(name: target.label, target: target.text))
                } catch {
                    return .failure(ProfileRefusal(error.description))
                }
            })
    }

    private static func target(_ text: String) -> EngineTarget {
        (try? EngineTarget(address: text)) ?? .directory(text)
    }
}

extension ConsoleOpening {
    /// Without what belongs to a person: sessions, keys, first steps. A script means the same everywhere.
    mutating func forget() {
        sessions = nil
        files = nil
        isFirstRun = false
        offersFirstSteps = false
    }
}
