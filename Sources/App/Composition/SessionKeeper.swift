// The sessions of the console: one for each profile, and one for an engine without a name. What a session writes goes to
// the place that it was read from, also when the console has gone to another profile since.

import Console
import Synchronization

final class SessionKeeper: Sendable {
    private let environment: [String: String]
    /// Of an engine without a name, by the address that stands in for one.
    private let place: Mutex<String>

    init(place: String, environment: [String: String]) {
        self.place = Mutex(place)
        self.environment = environment
    }

    /// `address`: from now on of another engine without a name.
    func read(profile: String?, address: String? = nil) -> ConsoleSession? {
        if let address, profile == nil { place.withLock { $0 = address } }
        return file(profile).read()
    }

    func write(_ session: ConsoleSession) { file(session.profile).write(session) }

    private func file(_ profile: String?) -> SessionFile {
        let name = profile.map { "profile " + $0 } ?? place.withLock { $0 }
        return SessionFile(place: name, environment: environment)
    }
}
