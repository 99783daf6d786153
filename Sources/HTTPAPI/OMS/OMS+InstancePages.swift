// Lists of instances by cursor: a page goes on after the last instance of the one before, in any order and with
// conditions, so that nothing is repeated or skipped while others write.

internal import Engine
internal import JSONText
internal import WireFormat

extension OMS {
    /// By key unless `sort` says otherwise; `next_cursor` is null after the last page. `total` is exact without words and
    /// conditions, else at least what this page shows.
    static func cursorPage(
        _ className: String, search: String?, limit: Int, after cursor: String,
        _ request: RouteRequest
    ) async throws(WireError) -> JSONObject {
        let conditions = try conditions(request)
        let answer = try await request.run(
            ListInstances(
                database: try request.database(), className: className, search: search,
                conditions: conditions.isEmpty ? nil : conditions, order: try ordering(request),
                branch: try request.branch(), limit: limit, after: cursor.isEmpty ? nil : cursor,
                asOf: request.asOf))
        let isAll = search == nil && conditions.isEmpty
        let total =
            isAll
            ? try await request.run(
                CountInstances(
                    database: try request.database(), className: className,
                    branch: try request.branch(), asOf: request.asOf))
            : answer.items.count + (answer.next == nil ? 0 : 1)
        var page = page(
            answer.items, total, className, request, limit, 0, search, answer.asOf)
        page["next_cursor"] = JSON(answer.next)
        return page
    }

    /// Nil: by key, as bytes.
    private static func ordering(_ request: RouteRequest) throws(WireError) -> InstanceOrdering? {
        if let offset = try request.integer("offset", in: 0...Int.max / 2), offset > 0 {
            throw request.style.error(
                in: "query", path: ["offset"], problem: "does not go along with cursor")
        }
        guard let sort = request.query["sort"], !sort.isEmpty else { return nil }
        let order = InstanceOrdering(text: sort)
        guard order.property != "updated_at" else {
            throw request.style.error(
                in: "query", path: ["sort"],
                problem: "is key or a property where pages are asked for by cursor")
        }
        return order
    }
}
