// Whose word counts about the other side's certificate, and how we show who we are: PEM files, by their paths. They are
// read anew for each connection, so a renewed certificate needs no restart.

package struct TLSFiles: Hashable, Sendable {
    /// The certificates of the authorities that are trusted instead of the system's; nil: the system's.
    package var authority: String?
    /// Our own certificate, with those between it and its authority; nil: we show none.
    package var certificate: String?
    /// Its private key; nil: it stands in the certificate's file.
    package var key: String?

    package init(authority: String? = nil, certificate: String? = nil, key: String? = nil) {
        self.authority = authority
        self.certificate = certificate
        self.key = key
    }
}
