// The rows that one import refuses, in the order of the file. The first are kept for the report; a caller who takes
// parts gets all of them while the import runs, so that no number of them fills the memory.

internal import Inference
internal import JSONText
internal import Ontology
internal import Tables

/// Refused rows of one table on their way to a caller who takes them.
package struct RefusedRows: Codable, Hashable, Sendable {
    /// As the report's tables call it.
    package var file: String
    /// The columns as they stand in the file: what the cells of the rows are.
    package var columns: [String]
    package var rows: [ImportReport.Rejection]
    /// What they were to become; nil from an engine that does not say it.
    package var className: String?

    package init(
        file: String, className: String?, columns: [String], rows: [ImportReport.Rejection]
    ) {
        self.file = file
        self.className = className
        self.columns = columns
        self.rows = rows
    }
}

struct RejectionLog {
    static let keptRejections = 1000
    static let keptCells = 100_000

    private let limit: Int
    private let keepsCells: Bool
    private let take: CallContext.PartTaker?
    private(set) var kept: [ImportReport.Rejection] = []
    private var count = 0
    /// Not in their final order yet.
    private var waiting: [ImportReport.Rejection] = []

    init(_ request: ImportFiles, _ call: CallContext) {
        take = request.returnsCells ? call.takePart : nil
        keepsCells = request.returnsCells && take == nil
        limit = keepsCells ? Self.keptCells : Self.keptRejections
    }

    mutating func add(_ rejection: ImportReport.Rejection) {
        count += 1
        waiting.append(rejection)
    }

    /// All rows of the table up to `row` are decided: those that were refused get their place.
    mutating func settle(through row: Int, of plan: TablePlan) async throws(EngineError) {
        guard !waiting.isEmpty else { return }
        waiting.sort { $0.row < $1.row }
        let count = waiting.firstIndex { $0.row > row } ?? waiting.count
        let settled = Array(waiting[..<count])
        waiting.removeSubrange(..<count)
        for var rejection in settled.prefix(max(0, limit - kept.count)) {
            if !keepsCells { rejection.cells = nil }
            kept.append(rejection)
        }
        guard let take, !settled.isEmpty else { return }
        let part = RefusedRows(
            file: plan.file.name, className: plan.definition.id.text,
            columns: plan.table.layout.columns, rows: settled)
        try await take(try Self.json(part))
    }

    private static func json(_ part: RefusedRows) throws(EngineError) -> JSON {
        do throws(JSONShapeError) { return try JSONEncoding.encode(part) } catch {
            throw EngineError(.internal, "refused rows cannot be written as JSON: \(error)")
        }
    }

    /// Refused rows that `kept` does not hold; nil when it holds all.
    var unlisted: Int? { count > kept.count ? count - kept.count : nil }

    var warnings: [String] {
        guard unlisted != nil else { return [] }
        let rest = take == nil ? "spice import --rejects FILE writes all" : "all were written"
        return ["\(kept.count) of \(count) refused rows are listed here; \(rest)"]
    }
}
