// OMS: rows without number. Each line of the body is one change of an instance; for each the answer has a line that says
// what became of it, in order, while the body is still arriving.

internal import Engine
internal import JSONText
internal import WireFormat

extension OMS {
    /// Rows that are accepted together.
    private static let rowsTogether = 500

    static var rowStreamRoute: Route {
        var route = route(
            Endpoint(
                .post, "/api/v1/instances/{db}/async/{class}/stream", "streamInstances",
                group: "instances",
                "Lines of JSON: {operation, instance_id, data, expected_seq}. No limit on the body.",
                query: [QueryParameter.user, QueryParameter.branch], body: Schema.text,
                answer: Schema.text, failures: [400, 404]
            ).linewise,
            { (_) throws(WireError) in
                throw WireError(
                    status: 415, code: "unsupported_media_type",
                    message: "send Content-Type: application/x-ndjson")
            })
        route.handleLines = streamRows
        return route
    }

    private static func streamRows(
        _ request: RouteRequest, _ lines: inout LineReader, _ writer: inout any EventWriter
    ) async throws {
        var first = 0
        var isOver = false
        while !isOver {
            var rows: [Result<SubmitRows.Row, WireError>] = []
            while rows.count < rowsTogether, !isOver {
                if let line = try await lines.next() {
                    rows.append(row(line, request))
                } else {
                    isOver = true
                }
            }
            guard !rows.isEmpty else { return }
            try await writer.write(try await outcomes(rows, first, request))
            first += rows.count
        }
    }

    private static func row(_ line: [UInt8], _ request: RouteRequest)
        -> Result<SubmitRows.Row, WireError>
    {
        do throws(JSONError) {
            let json = try JSON(parsing: line)
            let word = json["operation"]?.string ?? "create"
            guard json.object != nil, let operation = SubmitRows.Operation(rawValue: word) else {
                return .failure(
                    WireError(
                        EngineError(
                            .invalidRequest,
                            "a line is an object; its operation is create, update or delete")))
            }
            // Without `data` the line itself is the instance.
            let isWrapped = json["data"] != nil || json["operation"] != nil
            return .success(
                SubmitRows.Row(
                    operation, key: isWrapped ? json["instance_id"]?.string : nil,
                    data: isWrapped ? json["data"] ?? .object(JSONObject()) : json,
                    expectedSequence: isWrapped ? json["expected_seq"]?.integer : nil,
                    commandID: isWrapped ? json["command_id"]?.string : nil))
        } catch {
            return .failure(request.style.malformed(error))
        }
    }

    /// The lines for some rows, numbered from `first`.
    private static func outcomes(
        _ rows: [Result<SubmitRows.Row, WireError>], _ first: Int, _ request: RouteRequest
    ) async throws(WireError) -> [UInt8] {
        var good: [SubmitRows.Row] = []
        var places: [Int] = []
        for (index, row) in rows.enumerated() {
            guard case .success(let row) = row else { continue }
            good.append(row)
            places.append(index)
        }
        let key = request.header("Idempotency-Key").map { "\($0):\(first)" }
        let receipt = try await request.run(
            SubmitRows(
                database: try request.database(), branch: try request.branch(),
                className: try request.className(), rows: good, idempotencyKey: key))
        var lines = [JSON](repeating: .null, count: rows.count)
        for outcome in receipt.rows {
            var shown = outcome
            shown.row = first + places[outcome.row]
            lines[places[outcome.row]] = CommandAnswers.row(shown)
        }
        for (index, row) in rows.enumerated() {
            guard case .failure(let error) = row else { continue }
            lines[index] = [
                "row": .integer(first + index), "status": "refused", "code": .string(error.code),
                "message": .string(error.message),
            ]
        }
        return lines.flatMap { $0.bytes + [UInt8(ascii: "\n")] }
    }
}
