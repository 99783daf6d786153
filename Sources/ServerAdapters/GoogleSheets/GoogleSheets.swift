// The Google Sheets API, version 4: a worksheet's name and size by `spreadsheets.get`, its cells by
// `spreadsheets.values.get`. The key goes in a header, so that it stands in no address; no error shows it. Redirects
// are not followed.

package import Engine
internal import HTTPClient
internal import JSONText

package struct GoogleSheetsSettings: Sendable {
    package static let standardURL = "https://sheets.googleapis.com"

    package var url: String
    /// Nil: only questions that bring one are asked.
    package var key: String?
    /// For each of the two requests.
    package var deadlineSeconds: Double
    /// Of one answer.
    package var maximumBytes: Int

    package init(
        url: String = GoogleSheetsSettings.standardURL, key: String? = nil,
        deadlineSeconds: Double = 15, maximumBytes: Int = 10 << 20
    ) {
        self.url = url
        self.key = key
        self.deadlineSeconds = deadlineSeconds
        self.maximumBytes = maximumBytes
    }
}

package struct GoogleSheets: SheetSource {
    private static let fields =
        "spreadsheetId,properties.title,sheets(merges,properties(sheetId,title,index,sheetType,"
        + "gridProperties(rowCount,columnCount)))"

    private let settings: GoogleSheetsSettings
    private let client = HTTPClient()

    package init(_ settings: GoogleSheetsSettings) { self.settings = settings }

    package func read(_ question: SheetQuestion) async throws(SheetError) -> SheetGrid {
        guard let key = question.key ?? settings.key, !key.isEmpty else { throw .noKey }
        // What is no plain text cannot be a key, and would be more than one header.
        guard key.utf8.count <= 512, key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .keyRefused("it is no key")
        }
        let place = "/v4/spreadsheets/" + question.address.id
        let book = try await get(place + "?fields=" + Self.escaped(Self.fields), key)
        guard book["sheets"]?.array != nil else { throw Self.unreadable }
        let sheet = try GoogleWorksheet.chosen(from: book, for: question)
        let range = Self.escaped(sheet.range(of: question))
        let values = try await get(
            place + "/values/\(range)?majorDimension=ROWS&valueRenderOption=FORMATTED_VALUE", key)
        guard values.object != nil else { throw Self.unreadable }
        let grid = SheetGrid(
            id: question.address.id, title: book["properties"]?["title"]?.string ?? "",
            worksheet: sheet.title, worksheetNumber: sheet.number,
            rows: try Self.rows(values["values"]), merges: sheet.merges)
        guard grid.rows.count * grid.width <= SheetGrid.maximumCells else {
            throw .tooLarge("the sheet has more than \(SheetGrid.maximumCells) cells")
        }
        return grid
    }

    private static let unreadable = SheetError.unavailable(
        "what Google answered is no spreadsheet; ask again later")

    private static func rows(_ values: JSON?) throws(SheetError) -> [[String]] {
        guard let values else { return [] }
        guard let rows = values.array, rows.allSatisfy({ $0.array != nil }) else {
            throw unreadable
        }
        return rows.map { ($0.array ?? []).map(\.plainText) }
    }

    private func get(_ path: String, _ key: String) async throws(SheetError) -> JSON {
        let answer: HTTPResponse
        do throws(HTTPClientError) {
            answer = try await client.send(
                HTTPRequest(
                    "GET", .url(settings.url), path: path,
                    headers: [
                        HTTPHeader("Accept", "application/json"),
                        HTTPHeader("X-Goog-Api-Key", key),
                    ], deadlineSeconds: settings.deadlineSeconds),
                limitBytes: settings.maximumBytes)
        } catch {
            if case .tooLarge = error {
                throw .tooLarge("the sheet is larger than \(settings.maximumBytes >> 20) MiB")
            }
            throw .unavailable("Google Sheets: " + error.message)
        }
        let json = try? JSON(parsing: answer.body)
        guard answer.status == 200 else {
            let wait = answer.head["Retry-After"].flatMap { Int($0) }
            throw GoogleFault.error(answer.status, json?["error"], retryAfter: wait, key: key)
        }
        guard let json else { throw Self.unreadable }
        return json
    }

    /// Everything but letters, digits, `-` and `_` as `%XX`.
    static func escaped(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: bytes.append(byte)
            default: bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
