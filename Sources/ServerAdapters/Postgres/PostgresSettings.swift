// Where Postgres is and how patient we are with it.

package import HTTPClient

package struct PostgresSettings: Sendable {
    /// `postgresql://user:password@host:port/database?sslmode=…`, or libpq's `key=value` form.
    package var url: String
    /// Where the URL names no files itself. Whether they are used is the URL's `sslmode`.
    package var tls: TLSFiles
    package var connections: Int
    /// How long one connection attempt may take; libpq takes no less than 2.
    package var connectSeconds: Int
    /// How long one round trip may take before the connection is given up.
    package var statementSeconds: Double
    /// How long a call waits for a server that refuses connections, as one that restarts does.
    package var patienceSeconds: Double
    package var applicationName: String

    package init(
        url: String, tls: TLSFiles = TLSFiles(), connections: Int = 6, connectSeconds: Int = 3,
        statementSeconds: Double = 20, patienceSeconds: Double = 5,
        applicationName: String = "spice"
    ) {
        self.url = url
        self.tls = tls
        self.connections = connections
        self.connectSeconds = connectSeconds
        self.statementSeconds = statementSeconds
        self.patienceSeconds = patienceSeconds
        self.applicationName = applicationName
    }
}
