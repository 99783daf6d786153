// What the doctor found: a line a check, with the remedy where something is wrong. Schema `spice-doctor/1`.

struct DoctorReport: Codable, Sendable {
    var schema = "spice-doctor/1"
    /// No check failed.
    var isHealthy: Bool
    var checks: [DoctorCheck]

    init(_ checks: [DoctorCheck]) {
        self.checks = checks
        isHealthy = !checks.contains { $0.state == .fail }
    }
}

struct DoctorCheck: Codable, Sendable {
    enum State: String, Codable, Sendable { case ok, warn, fail }

    /// `library.sqlite`, `port.oms`, `directory`: stable, for programs.
    var name: String
    var state: State
    var detail: String
    /// What to do; nil when there is nothing to do.
    var remedy: String?

    static func ok(_ name: String, _ detail: String) -> DoctorCheck {
        DoctorCheck(name: name, state: .ok, detail: detail, remedy: nil)
    }

    static func warn(_ name: String, _ detail: String, _ remedy: String) -> DoctorCheck {
        DoctorCheck(name: name, state: .warn, detail: detail, remedy: remedy)
    }

    static func fail(_ name: String, _ detail: String, _ remedy: String) -> DoctorCheck {
        DoctorCheck(name: name, state: .fail, detail: detail, remedy: remedy)
    }
}
