// What an import came to, table by table, with the rows that were refused.

package import JSONText

package struct ImportReport: Codable, Hashable, Sendable {
    package struct Table: Codable, Hashable, Sendable {
        package var file: String
        package var className: String
        package var rows: Int
        package var accepted: Int
        /// Rows that an earlier run of the same import accepted.
        package var unchanged: Int
        package var rejected: Int
        /// Instances that rows changed.
        package var updated = 0
        /// For undo; empty in a dry run.
        package var importID = ""
        /// `proposed`, `given` or `saved`.
        package var mapping = "proposed"
        package var columns: [String] = []
        package var mappedColumns = 0
        /// Without those that a file of refused rows adds.
        package var dataColumns: Int {
            columns.count { !TablePlan.remarks.contains($0) }
        }
        /// Properties that the class got, or in a dry run would get; nil: none.
        package var addedProperties: [String]?
        /// Rows that ended early and were imported with nothing in their last columns; the first of them.
        package var padded = 0
        package var firstPadded: Int?
        /// The first instances that a dry run would make.
        package var samples: [JSON]?
        /// What the reader mended, refused or left out: the first 200, and the first of each kind in any case.
        package var issues: [InferenceView.Issue]?
        /// All of them, by kind.
        package var issueCounts: [String: Int]?
    }

    package struct Rejection: Codable, Hashable, Sendable {
        package var file: String
        package var row: Int
        /// Of the first fault.
        package var column: String?
        package var code: String
        package var message: String
        /// The physical line where the row begins.
        package var line: Int?
        /// Bytes before the row in the unpacked text.
        package var offset: Int?
        /// The cells as they stand, when the request asked for them.
        package var cells: [String]?
        /// All faults, where the row has more than one.
        package var faults: [Fault]?
    }

    /// One thing that is wrong with a row.
    package struct Fault: Codable, Hashable, Sendable {
        package var column: String?
        package var code: String
        package var message: String
    }

    package var database: String
    package var tables: [Table]
    /// The first 1 000 of them; `rejected` of the tables counts all, `unlisted` those that are missing here.
    package var rejections: [Rejection]
    package var classesCreated: Int
    package var seconds: Double
    package var instancesPerSecond: Double
    /// Commands that were accepted but FAILED when they were decided.
    package var failedCommands: Int
    package var isDryRun: Bool
    /// What was repaired on the way, as sentences.
    package var warnings: [String]
    /// Refused rows that `rejections` does not list; nil when it lists all.
    package var unlisted: Int?
}

extension ImportReport.Rejection {
    /// All of them, the first one first.
    package var allFaults: [ImportReport.Fault] {
        faults ?? [ImportReport.Fault(column: column, code: code, message: message)]
    }

    /// `price: … ; stock: …`
    package var reason: String {
        allFaults.map { fault in (fault.column.map { "\($0): " } ?? "") + fault.message }
            .joined(separator: "; ")
    }
}

extension ImportReport.Table {
    mutating func note(sample: JSONObject, limit: Int) {
        guard samples?.count ?? 0 < limit else { return }
        samples = (samples ?? []) + [.object(sample)]
    }

    mutating func note(padded row: Int) {
        padded += 1
        firstPadded = firstPadded ?? row
    }

    func addedWarning(_ isDryRun: Bool) -> String? {
        guard let addedProperties else { return nil }
        return "class \(className) \(isDryRun ? "would get" : "has got") the properties "
            + addedProperties.joined(separator: ", ")
    }

    var paddingWarning: String? {
        guard padded > 0, let firstPadded else { return nil }
        let rows = padded == 1 ? "1 row is" : "\(padded) rows are"
        return "\(file): \(rows) shorter than the header; the missing cells count as empty "
            + "(first: row \(firstPadded))"
    }
}
