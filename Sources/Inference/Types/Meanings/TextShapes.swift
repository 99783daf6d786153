// Shapes of texts that several detectors ask for.

/// Tests of single texts.
enum TextShapes {
    static func isHex(_ text: some StringProtocol, lengths: Set<Int>) -> Bool {
        lengths.contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x46).contains($0)
                    || (0x61...0x66).contains($0)
            }
    }

    static func isDomain(_ text: some StringProtocol) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count >= 2, let last = parts.last, (2...12).contains(last.count),
            last.allSatisfy({ $0.isLetter && $0.isASCII })
        else { return false }
        return parts.allSatisfy { part in
            !part.isEmpty && part.first != "-" && part.last != "-"
                && part.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
        }
    }

    private static let fileEndings: Set<String> = [
        "csv", "txt", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "jpg", "jpeg", "png",
        "gif", "bmp",
        "tif", "tiff", "svg", "mp3", "mp4", "wav", "flac", "avi", "mov", "webm", "mkv", "json",
        "xml", "html",
        "htm", "css", "js", "ts", "zip", "gz", "tar", "rar", "7z", "odt", "ods", "odp", "log", "md",
        "yaml",
        "yml", "exe", "dll", "bin", "iso", "py", "java", "c", "h", "swift", "rb", "php", "sql",
        "db",
        "parquet", "fastq", "fasta", "bam", "vcf", "tsv", "ogg", "webp", "heic", "psd", "eps",
        "rtf", "epub",
        "numbers", "pages", "key", "bak", "tmp", "dat", "ini", "cfg", "conf",
    ]

    static func isFileName(_ text: String) -> Bool {
        let name = text.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
        guard !text.contains("://"), let dot = name.lastIndex(of: "."), dot != name.startIndex
        else {
            return false
        }
        return fileEndings.contains(name[name.index(after: dot)...].lowercased())
    }

    static func isIPv4(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { (Int($0) ?? 256) < 256 && $0.utf8.count <= 3 && !$0.isEmpty }
    }

    static func isIPv6(_ text: String) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (3...8).contains(parts.count), parts.count == 8 || text.contains("::") else {
            return false
        }
        return parts.allSatisfy { $0.isEmpty || isHex($0, lengths: [1, 2, 3, 4]) }
    }

    static func isMAC(_ text: String) -> Bool {
        for mark in [":", "-"] {
            let parts = text.split(separator: Character(mark), omittingEmptySubsequences: false)
            if parts.count == 6, parts.allSatisfy({ isHex($0, lengths: [2]) }) { return true }
        }
        return false
    }

    static func isUUID(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.map(\.utf8.count) == [8, 4, 4, 4, 12]
            && parts.allSatisfy { isHex($0, lengths: [4, 8, 12]) }
    }

    /// Words that begin with a capital and hold no digits, one to `limit` of them.
    static func isProperName(_ text: String, limit: Int) -> Bool {
        let words = text.split(whereSeparator: { $0 == " " || $0 == "," })
        guard (1...limit).contains(words.count), !text.contains(where: \.isNumber) else {
            return false
        }
        return words.contains {
            $0.first.map { $0.isUppercase || !$0.isASCII && !$0.isCased } ?? false
        }
    }

    static func wordCount(_ text: String) -> Int { text.split(separator: " ").count }
}
