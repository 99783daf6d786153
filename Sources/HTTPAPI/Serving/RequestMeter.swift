// Counts what a service has answered, by the first digit of the status, and what could not be written down of it.

internal import Synchronization

package final class RequestMeter: Sendable {
    private let counts = Mutex<[Int: Int]>([:])
    private let recorder: AccessRecorder?

    package init(recorder: AccessRecorder? = nil) { self.recorder = recorder }

    func count(_ status: Int) { counts.withLock { $0[status / 100, default: 0] += 1 } }

    /// `2xx` … with how many, in order.
    package var answered: [(status: String, count: Int)] {
        counts.withLock { $0 }.sorted { $0.key < $1.key }.map { ("\($0.key)xx", $0.value) }
    }

    /// Accesses of this process that the audit does not have.
    package var lostAccesses: Int { recorder?.lost ?? 0 }
}
