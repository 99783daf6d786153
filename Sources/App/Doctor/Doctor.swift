// Looks at everything that the program needs, and changes nothing: no lock is taken, no folder made, no port opened.

import EmbeddedAdapters
import Foundation

struct Doctor {
    let configuration: AppConfiguration
    /// What was wrong with the config file; the other checks then go by environment and defaults.
    let configurationProblem: String?
    let directory: DirectoryInspection

    init(dataDir: String?) {
        let environment = ProcessInfo.processInfo.environment
        do throws(UsageError) {
            configuration = try AppConfiguration.load(environment)
            configurationProblem = nil
        } catch {
            configuration = .withoutFile(environment)
            configurationProblem = error.description
        }
        directory = DirectoryInspection(
            path: Paths.absolute(configuration.dataDirectory(dataDir)))
    }

    func examine() async -> DoctorReport {
        var checks = LibraryChecks.all()
        checks.append(configurationCheck)
        checks += DirectoryChecks(directory: directory).all()
        checks.append(keyWindow)
        checks += PortChecks(configuration: configuration, directory: directory).all()
        checks += await ClockChecks(directory: directory).all()
        checks += await ServerChecks(configuration: configuration).all()
        checks += TerminalChecks(environment: configuration.environment).all()
        checks += SharedFileChecks.all()
        return DoctorReport(checks)
    }

    /// Nothing to find out: how long a request may be sent again is the same everywhere.
    private var keyWindow: DoctorCheck {
        .ok(
            "idempotency",
            "an Idempotency-Key and its answer stand in the log, without an end, for each database; "
                + "what a process that died had begun is worked again after 10 s at most")
    }

    private var configurationCheck: DoctorCheck {
        if let configurationProblem {
            return .fail(
                "configuration", configurationProblem,
                "mend the file, or name another with SPICE_CONFIG")
        }
        return .ok("configuration", configuration.filePath ?? "no config file, which is fine")
    }
}
