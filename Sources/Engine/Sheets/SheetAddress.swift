// Which sheet a link of Google Sheets means. Only its id and the number of a worksheet are taken from the link: where
// they are asked for says the configuration, so a link leads to no other host.

package struct SheetAddress: Hashable, Sendable {
    private static let hosts = ["docs.google.com", "www.docs.google.com"]
    private static let shortestID = 10
    private static let longestID = 128

    /// Letters, digits, `-` and `_` only.
    package let id: String
    /// The number of the worksheet that the link shows.
    package let worksheetNumber: Int?

    /// Nil: no link to a spreadsheet, as `https://docs.google.com/spreadsheets/d/<id>/edit#gid=0`. A published one
    /// (`/d/e/…`) holds no id.
    package init?(_ link: String) {
        let schemes = ["https://", "http://"]
        guard let scheme = schemes.first(where: { link.lowercased().hasPrefix($0) }) else {
            return nil
        }
        let parts = link.dropFirst(scheme.count).split(
            whereSeparator: { $0 == "?" || $0 == "#" || $0 == "&" })
        guard let place = parts.first else { return nil }
        var steps = place.split(separator: "/", omittingEmptySubsequences: false)
        guard Self.hosts.contains(steps.removeFirst().lowercased()), steps.first == "spreadsheets"
        else { return nil }
        steps.removeFirst()
        // Of several accounts: `/spreadsheets/u/1/d/…`.
        if steps.count > 2, steps[0] == "u", Int(steps[1]) != nil { steps.removeFirst(2) }
        guard steps.count >= 2, steps[0] == "d",
            (Self.shortestID...Self.longestID).contains(steps[1].utf8.count),
            steps[1].utf8.allSatisfy(Self.isPlain)
        else { return nil }
        id = String(steps[1])
        worksheetNumber =
            parts.dropFirst().compactMap { part in
                part.hasPrefix("gid=") ? Int(part.dropFirst(4)) : nil
            }.first
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
        default: false
        }
    }
}
