// One worksheet as `spreadsheets.get` describes it, and the range that asks for its cells.

internal import Engine
internal import JSONText

struct GoogleWorksheet {
    let title: String
    let number: Int
    let merges: [SheetGrid.Merge]
    private let rowCount: Int
    private let columnCount: Int

    /// By name, else by the number in the link, else the first.
    static func chosen(from book: JSON, for question: SheetQuestion) throws(SheetError)
        -> GoogleWorksheet
    {
        let all = (book["sheets"]?.array ?? []).compactMap { GoogleWorksheet($0) }
        let found: GoogleWorksheet?
        if let name = question.worksheet {
            found = all.first { $0.title == name }
        } else if let number = question.address.worksheetNumber {
            found = all.first { $0.number == number }
        } else {
            found = all.first
        }
        guard let found else { throw .noWorksheet(all.map(\.title)) }
        return found
    }

    /// Nil: it has no cells, as a chart, or no name.
    private init?(_ sheet: JSON) {
        guard let properties = sheet["properties"], let title = properties["title"]?.string,
            (properties["sheetType"]?.string ?? "GRID") == "GRID"
        else { return nil }
        self.title = title
        // Google leaves out a zero.
        number = properties["sheetId"]?.integer ?? 0
        rowCount = properties["gridProperties"]?["rowCount"]?.integer ?? .max
        columnCount = properties["gridProperties"]?["columnCount"]?.integer ?? .max
        merges = (sheet["merges"]?.array ?? []).compactMap { merge in
            let top = merge["startRowIndex"]?.integer ?? 0
            let left = merge["startColumnIndex"]?.integer ?? 0
            guard let bottom = merge["endRowIndex"]?.integer,
                let right = merge["endColumnIndex"]?.integer, bottom > top, right > left, top >= 0,
                left >= 0
            else { return nil }
            return SheetGrid.Merge(top: top, left: left, bottom: bottom - 1, right: right - 1)
        }
    }

    /// `'Title'`, or `'Title'!A1:C10`: never beyond the sheet, which Google refuses.
    func range(of question: SheetQuestion) -> String {
        let name = "'" + title.replacing("'", with: "''") + "'"
        guard question.maximumRows != nil || question.maximumColumns != nil else { return name }
        let rows = min(question.maximumRows ?? .max, rowCount, SheetGrid.maximumCells)
        // 18278 is ZZZ, the last column there is.
        let columns = min(question.maximumColumns ?? .max, columnCount, 18_278)
        return "\(name)!A1:\(Self.letters(max(1, columns)))\(max(1, rows))"
    }

    /// `A` for 1, `AA` for 27.
    static func letters(_ column: Int) -> String {
        var (rest, text) = (column, "")
        while rest > 0 {
            text = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + text
            rest = (rest - 1) / 26
        }
        return text
    }
}

/// What Google's errors mean: `{error: {code, message, status, details: [{reason}]}}`.
enum GoogleFault {
    private static let usualWaitSeconds = 60
    private static let longestMessage = 200

    static func error(_ status: Int, _ body: JSON?, retryAfter: Int?, key: String) -> SheetError {
        let reasons = (body?["details"]?.array ?? []).compactMap { $0["reason"]?.string }
        let message = words(body?["message"]?.string, status, key)
        let isAboutKey = reasons.contains {
            $0.hasPrefix("API_KEY_") || $0 == "SERVICE_DISABLED" || $0 == "CONSUMER_INVALID"
        }
        switch status {
        case 400, 401, 403:
            if isAboutKey || status == 401 || message.contains("API key") {
                return .keyRefused(message)
            }
            return status == 403 ? .notShared : .refused(message)
        case 404: return .notFound
        case 413: return .tooLarge("Google finds the sheet too large")
        case 429:
            return .busy(retryAfterSeconds: min(max(retryAfter ?? usualWaitSeconds, 1), 3600))
        default: return .unavailable("Google Sheets answers \(status): \(message)")
        }
    }

    /// In one line, without the key.
    private static func words(_ message: String?, _ status: Int, _ key: String) -> String {
        guard let message, !message.isEmpty else { return "status \(status)" }
        let plain = message.replacing(key, with: "…").unicodeScalars.map { scalar in
            scalar.value < 0x20 || scalar.value == 0x7F ? " " : Character(scalar)
        }
        return String(plain.prefix(longestMessage))
    }
}
