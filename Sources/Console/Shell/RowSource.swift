// Rows of a view beyond those that the console holds: what an export of all rows reads, page by page.

package import Engine

package struct RowSource: Sendable {
    package struct Page: Sendable {
        package var rows: [[String]]
        /// Nil after the last page.
        package var next: String?
    }

    package var columns: [String]
    /// How many rows there are, as far as is known.
    package var total: Int?
    /// The page after a cursor; nil: the first.
    package var page: @Sendable (_ after: String?) async -> Result<Page, EngineError>
}

/// A file that is being written: in the end it is there whole, or not at all.
package protocol NewFileWriting: Sendable {
    /// What was wrong; nil when it was taken.
    func append(_ bytes: [UInt8]) -> String?
    /// Puts it in its place; what was wrong, nil when it is there. Nothing may follow.
    func finish() -> String?
    /// Takes back what was written.
    func drop()
}

/// A file cannot be begun.
package struct FileRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    package var reason: String

    package init(_ reason: String) { self.reason = reason }

    package var description: String { reason }
}
