// The three small operational stores: leases, the worker board and source files.

internal import Crypto
internal import EventSourcing
internal import Synchronization

/// What outlives a connection of the three.
final class LooseOperationsState: Sendable {
    struct Held {
        var lease: Lease
        var deadline: Double
    }

    struct State {
        var leases: [String: Held] = [:]
        var fence: Int64 = 0
        var reports: [String: WorkerReport] = [:]
        var desired: [String: DesiredState] = [:]
        var files: [String: [UInt8]] = [:]
    }

    let state = Mutex(State())
}

struct LooseLeases: Leases {
    let shared: LooseOperationsState
    let clock: any EventSourcing.Clock
    let connection: LooseConnection

    func acquire(_ name: String, holder: String, seconds: Double)
        async throws(OperationsStoreError) -> Lease?
    {
        try connection.check(.operations, OperationsStoreError.unavailable)
        let now = clock.uptimeSeconds()
        return shared.state.withLock { state in
            if let held = state.leases[name], held.deadline > now, held.lease.holder != holder {
                return nil
            }
            state.fence += 1
            let lease = Lease(name: name, holder: holder, fence: state.fence)
            state.leases[name] = .init(lease: lease, deadline: now + seconds)
            return lease
        }
    }

    func renew(_ lease: Lease, seconds: Double) async throws(OperationsStoreError) -> Bool {
        try connection.check(.operations, OperationsStoreError.unavailable)
        let now = clock.uptimeSeconds()
        return shared.state.withLock { state in
            guard let held = state.leases[lease.name], held.lease == lease, held.deadline > now
            else { return false }
            state.leases[lease.name]?.deadline = now + seconds
            return true
        }
    }

    func release(_ lease: Lease) async throws(OperationsStoreError) {
        try connection.check(.operations, OperationsStoreError.unavailable)
        shared.state.withLock { state in
            if state.leases[lease.name]?.lease == lease { state.leases[lease.name] = nil }
        }
    }
}

struct LooseWorkerBoard: WorkerBoard {
    let shared: LooseOperationsState
    let connection: LooseConnection

    private func check() throws(OperationsStoreError) {
        try connection.check(.operations, OperationsStoreError.unavailable)
    }

    func report(_ report: WorkerReport) async throws(OperationsStoreError) {
        try check()
        shared.state.withLock { state in
            var whole = report
            whole.redelivered += state.reports[report.name]?.redelivered ?? 0
            state.reports[report.name] = whole
        }
    }

    func list() async throws(OperationsStoreError) -> [WorkerReport] {
        try check()
        return shared.state.withLock { state in
            state.reports.values.sorted { bytesPrecede($0.name, $1.name) }
        }
    }

    func desired(_ worker: String) async throws(OperationsStoreError) -> DesiredState {
        try check()
        return shared.state.withLock { $0.desired[worker] ?? .running }
    }

    func setDesired(_ worker: String, _ state: DesiredState)
        async throws(OperationsStoreError)
    {
        try check()
        shared.state.withLock { $0.desired[worker] = state }
    }
}

struct LooseSourceFiles: SourceFiles {
    let shared: LooseOperationsState
    let connection: LooseConnection

    func put(
        _ next: @escaping @Sendable () throws(OperationsStoreError) -> [UInt8]?
    ) async throws(OperationsStoreError) -> String {
        let content = try Self.gather(next)
        try connection.check(.operations, OperationsStoreError.unavailable)
        let digits = Array("0123456789abcdef")
        let hash = SHA256.hash(data: content).reduce(into: "") { text, byte in
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        shared.state.withLock { $0.files[hash] = content }
        return hash
    }

    func get(_ hash: String) async throws(OperationsStoreError) -> [UInt8]? {
        try connection.check(.operations, OperationsStoreError.unavailable)
        return shared.state.withLock { $0.files[hash] }
    }

    func list(_ page: PageRequest) async throws(OperationsStoreError) -> Page<String> {
        try connection.check(.operations, OperationsStoreError.unavailable)
        return keysetPage(shared.state.withLock { Array($0.files.keys) }, page) { $0 }
    }
}
