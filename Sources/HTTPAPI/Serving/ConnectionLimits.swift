// How long a connection may leave a request unfinished.

package struct ConnectionLimits: Hashable, Sendable {
    /// For a whole head, from its first byte.
    package var headSeconds: Double
    /// Without a byte of a body that is waited for. A body as a whole may take as long as it likes.
    package var bodySeconds: Double
    /// For the rest of a request that is answered already.
    package var lingerSeconds: Double

    package init(headSeconds: Double = 30, bodySeconds: Double = 60, lingerSeconds: Double = 2) {
        self.headSeconds = headSeconds
        self.bodySeconds = bodySeconds
        self.lingerSeconds = lingerSeconds
    }
}
