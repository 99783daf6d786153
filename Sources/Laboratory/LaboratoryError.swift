// Why a measurement could not be taken. Errors of the engine itself pass through as they are.

package enum LaboratoryError: Error, Hashable, Sendable, CustomStringConvertible {
    case probeFailed(String)
    /// The engine did something else than what was to be measured.
    case unexpected(String)

    /// Stable.
    package var code: String {
        switch self {
        case .probeFailed: "probe_failed"
        case .unexpected: "bench_unexpected"
        }
    }

    package var description: String {
        switch self {
        case .probeFailed(let call): "the system refused \(call), so there is nothing to compare to"
        case .unexpected(let what): "the measurement means nothing: \(what)"
        }
    }
}
