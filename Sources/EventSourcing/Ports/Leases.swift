// One holder at a time for what must run once (the relay, a scheduler), among any number of processes.

package struct Lease: Hashable, Sendable {
    package var name: String
    package var holder: String
    /// Rises with every new holder; comes from the server, so a late writer can be told apart.
    package var fence: Int64

    package init(name: String, holder: String, fence: Int64) {
        self.name = name
        self.holder = holder
        self.fence = fence
    }
}

package protocol Leases: Sendable {
    /// The lease, or nil while another holder's has not run out.
    func acquire(_ name: String, holder: String, seconds: Double)
        async throws(OperationsStoreError) -> Lease?
    /// False when it was lost in between.
    func renew(_ lease: Lease, seconds: Double) async throws(OperationsStoreError) -> Bool
    func release(_ lease: Lease) async throws(OperationsStoreError)

    /// Whether a lease ends with the process that holds it, however that ends: nobody waits for its deadline then, and
    /// it need not be renewed every few seconds.
    var endWithTheProcess: Bool { get }
}

extension Leases {
    package var endWithTheProcess: Bool { false }
}
