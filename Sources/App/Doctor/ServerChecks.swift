// The servers of the connected mode: the settings that lead to them, and what a look at each finds.

import EmbeddedAdapters
import Engine
import EventSourcing
import Foundation
import HTTPClient
import ServerAdapters

struct ServerChecks {
    let configuration: AppConfiguration

    func all() async -> [DoctorCheck] {
        let plan: ConnectedPlan?
        do throws(UsageError) {
            plan = try ConnectedPlan(configuration)
        } catch {
            return [
                .fail(
                    "servers", error.description,
                    "mend what it names: spice config show lists all settings")
            ]
        }
        guard let plan else { return [] }
        let clock = SystemClock()
        let ports = ConnectedPorts(Self.impatient(plan.settings), http: HTTPClient(), clock: clock)
        let ids = SystemIDs(clock: clock, randomness: SystemRandomness())
        let findings = await ServerExamination(
            ports, groups: WorkerKind.all.map(\.group), ids: ids, clock: clock
        ).run()
        await ports.close()
        return findings.map(Self.check) + notes
    }

    /// Whoever asks wants to know, not to wait until it works.
    private static func impatient(_ given: ConnectedSettings) -> ConnectedSettings {
        var settings = given
        settings.postgres.statementSeconds = 5
        settings.objects.deadlineSeconds = 5
        settings.objects.attempts = 1
        settings.kafka.requestSeconds = 5
        settings.documents.deadlineSeconds = 5
        settings.documents.attempts = 1
        settings.graph?.deadlineSeconds = 5
        settings.graph?.attempts = 1
        return settings
    }

    private static func check(_ finding: ServerFinding) -> DoctorCheck {
        let state: DoctorCheck.State =
            switch finding.state {
            case .well: .ok
            case .doubtful: .warn
            case .wrong: .fail
            }
        return DoctorCheck(
            name: "server." + finding.name, state: state, detail: finding.detail,
            remedy: finding.remedy)
    }

    private var notes: [DoctorCheck] {
        TransportChecks(configuration).doubtful.map {
            .warn("server.encryption", $0, "https:// or rediss://, sslmode=verify-full, sasl_ssl")
        }
    }
}
