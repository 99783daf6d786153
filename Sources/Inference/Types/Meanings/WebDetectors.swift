// Meanings that machines on a network give: addresses, hosts, files, hashes.

extension SemanticDetectors {
    /// Versions of four numbers are written like addresses.
    private static let versionWords: Set<String> = [
        "version", "ver", "versions", "release", "firmware", "revision",
        "versión", "versão", "versione", "verze", "wersja", "versio", "версия", "版本", "バージョン", "버전",
    ]

    static let web: [any SemanticDetector] = [
        TextVote(
            semantic: .email, headers: ["email", "mail"], alone: 0.99, withHeader: 0.6,
            evidence: "e-mail addresses"
        ) { text in
            let parts = text.split(separator: "@", omittingEmptySubsequences: false)
            return parts.count == 2 && !parts[0].isEmpty && TextShapes.isDomain(parts[1])
                && !text.contains(" ")
        },
        TextVote(
            semantic: .url, headers: ["url", "link", "website", "uri", "homepage"], alone: 0.99,
            withHeader: 0.6, evidence: "web addresses"
        ) { text in
            let lower = text.lowercased()
            return ["http://", "https://", "ftp://", "ftps://", "www.", "s3://", "file://"].contains
            {
                lower.hasPrefix($0)
            }
        },
        TextVote(
            semantic: .uuid, headers: ["uuid", "guid"], alone: 0.99, withHeader: 0.6,
            evidence: "UUIDs", test: TextShapes.isUUID),
        TextVote(
            semantic: .ip, headers: ["ip", "ipv"], against: versionWords, alone: 0.95,
            withHeader: 0.6, evidence: "IP addresses"
        ) { TextShapes.isIPv4($0) || TextShapes.isIPv6($0) },
        TextVote(
            semantic: .mac, headers: ["mac"], alone: 0.97, withHeader: 0.6,
            evidence: "hardware addresses", test: TextShapes.isMAC),
        TextVote(
            semantic: .hash, headers: ["hash", "md", "sha", "checksum", "digest"], alone: 0.9,
            withHeader: 0.6, evidence: "hashes"
        ) { TextShapes.isHex($0, lengths: [32, 40, 56, 64, 96, 128]) },
        TextVote(
            semantic: .filename, headers: ["file", "filename", "attachment", "path", "datei"],
            alone: 0.93, withHeader: 0.6, evidence: "file names", test: TextShapes.isFileName),
        TextVote(
            semantic: .hostname, headers: ["domain", "host", "hostname", "server"], alone: 0.92,
            withHeader: 0.6, evidence: "host names"
        ) { TextShapes.isDomain($0) && !TextShapes.isFileName($0) },
        TextVote(
            semantic: .color, headers: ["color", "colour", "farbe", "couleur", "colore"],
            alone: 0.9,
            withHeader: 0.5, evidence: "colours", test: ColorNames.isColor),
    ]
}
