// Where the rows of a file go when it is not where inference proposes: what a person decided in the
// Mapping pane, as data that a script can send too.

package struct ImportTarget: Codable, Hashable, Sendable {
    package struct Column: Codable, Hashable, Sendable {
        package var column: String
        /// Nil leaves the column out.
        package var property: String?
        /// `first_non_empty`: several columns may go to the property, the first filled cell counts.
        package var join: String?
        /// True: a class that is there without the property gets it. Else such a column is refused.
        package var isNew: Bool?

        package init(
            column: String, property: String?, join: String? = nil, isNew: Bool? = nil
        ) {
            self.column = column
            self.property = property
            self.join = join
            self.isNew = isNew
        }
    }

    /// Decided about the link that is made of these columns.
    package struct Link: Codable, Hashable, Sendable {
        package var columns: [String]
        /// The class that it leads to, by its key; nil: there is no such link.
        package var target: String?

        package init(columns: [String], target: String?) {
            self.columns = columns
            self.target = target
        }
    }

    /// The `name` of the file's input.
    package var file: String
    /// The class whose instances the rows become.
    package var className: String
    /// Columns that are not named here go where inference proposes, unless `onlyNamed`.
    package var columns: [Column]
    /// The columns that tell the rows apart; empty: none do; nil: as inference finds.
    package var key: [String]?
    /// Links that are not named here are as inference finds them.
    package var links: [Link]?
    /// True: the table, one of several of a workbook, is not imported.
    package var isLeftOut: Bool?
    /// True: columns that are not named here are left out.
    package var onlyNamed: Bool?

    package init(
        file: String, className: String, columns: [Column], key: [String]? = nil,
        links: [Link]? = nil, isLeftOut: Bool? = nil, onlyNamed: Bool? = nil
    ) {
        self.file = file
        self.className = className
        self.columns = columns
        self.key = key
        self.links = links
        self.isLeftOut = isLeftOut
        self.onlyNamed = onlyNamed
    }

    package static let firstNonEmpty = "first_non_empty"

    /// The property of a column; nil when it is left out.
    package func property(of column: String, proposed: String?) -> String? {
        columns.first { $0.column == column }.map { $0.property }
            ?? (onlyNamed == true ? nil : proposed)
    }

    /// Properties that a class may get for it.
    var newProperties: Set<String> {
        Set(columns.filter { $0.isNew == true }.compactMap(\.property))
    }

    func joins(_ column: String) -> Bool {
        columns.contains { $0.column == column && $0.join == Self.firstNonEmpty }
    }
}
