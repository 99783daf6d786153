// How a file is packed. Decided by its first bytes, never by its name.

/// The packing of a file.
package enum Compression: String, Hashable, Sendable, Codable {
    case none
    case gzip

    /// What the first bytes of a file say.
    package init(magic bytes: some Collection<UInt8>) {
        self = bytes.starts(with: [0x1F, 0x8B, 0x08]) ? .gzip : .none
    }
}
