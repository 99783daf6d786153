// Use case: create many instances of one class. Each row is accepted or refused by itself.

internal import EventSourcing
package import JSONText

package struct SubmitBulk: UseCase, Hashable {
    package static let name = "submit-bulk"
    package static let requiredRole = Principal.Role.writer

    package struct Row: Codable, Hashable, Sendable {
        package var data: JSON
        /// As in `SubmitCommand`.
        package var metadata: JSON?
        package var commandID: String?
        /// The escaped key; nil: what the data says.
        package var key: String?

        package init(
            data: JSON, metadata: JSON? = nil, commandID: String? = nil, key: String? = nil
        ) {
            self.data = data
            self.metadata = metadata
            self.commandID = commandID
            self.key = key
        }
    }

    package var database: String
    package var branch: String?
    package var className: String
    package var rows: [Row]

    package init(database: String, branch: String? = nil, className: String, rows: [Row]) {
        self.database = database
        self.branch = branch
        self.className = className
        self.rows = rows
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> BulkReceipt
    {
        guard let series = call.ids(of: "bulk \(branch ?? "") \(className)") else {
            return try await engine.acceptor.accept(self, call.principal)
        }
        var request = self
        for index in rows.indices where rows[index].commandID == nil {
            request.rows[index].commandID = EventID.numbered(index, in: series).description
        }
        return try await engine.acceptor.accept(request, call.principal)
    }
}

/// What became of each row, in order.
package struct BulkReceipt: Codable, Sendable {
    package struct Refused: Codable, Hashable, Sendable {
        /// From 0.
        package var row: Int
        package var code: String
        package var message: String

        package init(row: Int, code: String, message: String) {
            self.row = row
            self.code = code
            self.message = message
        }
    }

    /// Rows accepted now.
    package var accepted: Int
    /// Rows that were accepted before, under the same command id.
    package var duplicates: Int
    package var refused: [Refused]
    /// The last command accepted; nil when none was.
    package var lastCommandID: String?

    package init(
        accepted: Int = 0, duplicates: Int = 0, refused: [Refused] = [],
        lastCommandID: String? = nil
    ) {
        self.accepted = accepted
        self.duplicates = duplicates
        self.refused = refused
        self.lastCommandID = lastCommandID
    }
}
