// Whose clock counts for leases: the server's, which all processes share, unless a test brings its own.

package import EventSourcing

package enum PostgresTime: Sendable {
    case server
    /// The uptime of this clock, for tests that move time.
    case given(any EventSourcing.Clock)

    /// What stands for the `at` of a statement: null, where the statement takes the server's clock.
    var value: PostgresValue {
        switch self {
        case .server: .null
        case .given(let clock):
            .text(
                Timestamp(microseconds: Int64(clock.uptimeSeconds() * 1_000_000)).description)
        }
    }

    /// The SQL for the time, given the number of its parameter.
    static func sql(_ parameter: Int) -> String {
        "coalesce($\(parameter)::timestamptz, clock_timestamp())"
    }
}
