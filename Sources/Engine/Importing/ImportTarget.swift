// Where the rows of a file go when it is not where inference proposes: what a person decided in the
// Mapping pane, as data that a script can send too.

package struct ImportTarget: Codable, Hashable, Sendable {
    package struct Column: Codable, Hashable, Sendable {
        package var column: String
        /// Nil leaves the column out.
        package var property: String?
        /// `first_non_empty`: several columns may go to the property, the first filled cell counts.
        package var join: String?

        package init(column: String, property: String?, join: String? = nil) {
            self.column = column
            self.property = property
            self.join = join
        }
    }

    /// The `name` of the file's input.
    package var file: String
    /// The class whose instances the rows become.
    package var className: String
    /// Columns that are not named here go where inference proposes.
    package var columns: [Column]

    package init(file: String, className: String, columns: [Column]) {
        self.file = file
        self.className = className
        self.columns = columns
    }

    static let firstNonEmpty = "first_non_empty"

    /// The property of a column; nil when it is left out.
    package func property(of column: String, proposed: String?) -> String? {
        columns.first { $0.column == column }.map { $0.property } ?? proposed
    }

    func joins(_ column: String) -> Bool {
        columns.contains { $0.column == column && $0.join == Self.firstNonEmpty }
    }
}
