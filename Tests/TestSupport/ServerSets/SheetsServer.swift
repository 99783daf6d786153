// Answers as the Google Sheets API (v4) does, for one spreadsheet with two worksheets and a chart, and with its errors
// for ids that ask for them.

internal import Foundation
internal import JSONText
internal import Synchronization

package final class SheetsServer: Sendable {
    package static let key = "AIza-test-key"
    package static let id = "1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms"
    package static let worksheet = "It's \"goods\" 가"

    /// How a spreadsheet's question ends; its id is `fault_` and the word.
    package enum Fault: String, Sendable, CaseIterable {
        case unshared, missing, often, broken, garbage, list, cut, silent, large, wide, moved, key
    }

    package struct Question: Sendable {
        package var path: String
        package var query: [String: String]
        package var key: String?
    }

    /// The link to a spreadsheet, as a browser shows it.
    package static func link(_ fault: Fault? = nil, gid: Int? = nil) -> String {
        let id = fault.map { "fault_\($0.rawValue)_fault" } ?? id
        return "https://docs.google.com/spreadsheets/d/\(id)/edit"
            + (gid.map { "#gid=\($0)" } ?? "")
    }

    private final class Sheets: Sendable {
        let rows: Mutex<[[String]]>
        let asked = Mutex<[Question]>([])
        /// Opened when the server stops.
        let end = DispatchSemaphore(value: 0)
        init(_ rows: [[String]]) { self.rows = Mutex(rows) }
    }

    private let sheets: Sheets
    private let server: HandlerServer

    package var url: String { server.url }
    package var asked: [Question] { sheets.asked.withLock { $0 } }

    /// `rows`: the cells of the first worksheet.
    package init(_ rows: [[String]]) throws {
        let sheets = Sheets(rows)
        self.sheets = sheets
        server = try HandlerServer { SheetsServer.answer($0, sheets) }
    }

    package func stop() {
        sheets.end.signal()
        server.stop()
    }

    /// Somebody edits the first worksheet.
    package func change(_ rows: [[String]]) { sheets.rows.withLock { $0 = rows } }

    private static func answer(_ request: HandlerServer.Request, _ sheets: Sheets)
        -> HandlerServer.Answer?
    {
        let key = request.headers["x-goog-api-key"]
        sheets.asked.withLock {
            $0.append(Question(path: request.path, query: request.query, key: key))
        }
        guard key == Self.key else {
            return error(
                400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.",
                reason: "API_KEY_INVALID")
        }
        let steps = request.path.split(separator: "/").map {
            String($0).removingPercentEncoding ?? ""
        }
        guard steps.count >= 3, steps[0] == "v4", steps[1] == "spreadsheets" else {
            return HandlerServer.Answer(404, "<html>Not Found</html>")
        }
        if steps[2].hasPrefix("fault_"),
            let fault = Fault(rawValue: String(steps[2].split(separator: "_")[1]))
        {
            return ending(fault, asksValues: steps.count > 3, sheets)
        }
        guard steps[2] == id else {
            return error(404, "NOT_FOUND", "Requested entity was not found.")
        }
        guard steps.count == 5, steps[3] == "values" else { return HandlerServer.Answer(200, book) }
        return values(steps[4], sheets.rows.withLock { $0 })
    }

    private static let book = #"""
        {"spreadsheetId":"\#(id)","properties":{"title":"Stock/2024"},"sheets":[
         {"properties":{"sheetId":7,"title":"A chart","index":0,"sheetType":"OBJECT"}},
         {"properties":{"title":\#(JSON.string(worksheet).text),"index":1,"sheetType":"GRID",
           "gridProperties":{"rowCount":1000,"columnCount":26}},
          "merges":[{"startRowIndex":1,"endRowIndex":3,"startColumnIndex":3,"endColumnIndex":4}]},
         {"properties":{"sheetId":42,"title":"Other","index":2,"sheetType":"GRID",
           "gridProperties":{"rowCount":1000,"columnCount":26}}}]}
        """#

    /// A range beyond the sheet is refused, as Google does; what is empty at the ends is left out.
    private static func values(_ range: String, _ rows: [[String]]) -> HandlerServer.Answer {
        let quoted = "'" + worksheet.replacing("'", with: "''") + "'"
        if range == "'Other'" {
            return HandlerServer.Answer(200, #"{"range":"Other","values":[["code"],["z1"]]}"#)
        }
        guard range.hasPrefix(quoted) else {
            return error(400, "INVALID_ARGUMENT", "Unable to parse range: \(range)")
        }
        var rows = rows
        if let end = range.dropFirst(quoted.count).split(separator: ":").last {
            let letters = end.prefix { $0.isLetter }
            guard let most = Int(end.dropFirst(letters.count)), most <= 1000, letters.count == 1
            else {
                return error(400, "INVALID_ARGUMENT", "Range exceeds grid limits.")
            }
            let width = Int(letters.utf8.first ?? 65) - 64
            rows = rows.prefix(most).map { Array($0.prefix(width)) }
        }
        let cells = rows.map { JSON.array($0.map(JSON.string)) }
        let answer: JSON = [
            "range": .string(range), "majorDimension": "ROWS", "values": .array(cells),
        ]
        return HandlerServer.Answer(200, answer.text)
    }

    private static func ending(_ fault: Fault, asksValues: Bool, _ sheets: Sheets)
        -> HandlerServer.Answer?
    {
        switch fault {
        case .unshared:
            return error(403, "PERMISSION_DENIED", "The caller does not have permission")
        case .missing: return error(404, "NOT_FOUND", "Requested entity was not found.")
        case .often:
            return error(
                429, "RESOURCE_EXHAUSTED", "Quota exceeded", headers: [("Retry-After", "17")])
        case .broken: return HandlerServer.Answer(502, "<html>Bad Gateway</html>")
        case .garbage: return HandlerServer.Answer(200, "<html>Sign in</html>")
        case .list: return HandlerServer.Answer(200, asksValues ? #"{"values":{"a":1}}"# : book)
        case .cut: return nil
        case .silent:
            sheets.end.wait()
            sheets.end.signal()
            return nil
        case .large:
            return HandlerServer.Answer(200, "\"" + String(repeating: "x", count: 11 << 20) + "\"")
        case .wide:
            guard asksValues else { return HandlerServer.Answer(200, book) }
            // Few bytes, and more cells than anybody wants once all rows are as long as the longest.
            let long = Array(repeating: "\"1\"", count: 3000).joined(separator: ",")
            let short = Array(repeating: "[]", count: 1000).joined(separator: ",")
            return HandlerServer.Answer(200, "{\"values\":[[\(long)],\(short)]}")
        case .moved:
            return HandlerServer.Answer(
                302, "", headers: [("Location", "http://169.254.169.254/latest/meta-data")])
        case .key:
            return error(
                403, "PERMISSION_DENIED", "Google Sheets API has not been used in project 1",
                reason: "SERVICE_DISABLED")
        }
    }

    private static func error(
        _ code: Int, _ status: String, _ message: String, reason: String? = nil,
        headers: [(String, String)] = []
    ) -> HandlerServer.Answer {
        let details: JSON =
            reason.map {
                [["@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": .string($0)]]
            } ?? []
        let body: JSON = [
            "error": [
                "code": .integer(code), "message": .string(message), "status": .string(status),
                "details": details,
            ]
        ]
        return HandlerServer.Answer(code, body.text, headers: headers)
    }
}
