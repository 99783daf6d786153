// The one error of all use cases: a stable code, a sentence that says what to do, and the status it has in HTTP.

package import JSONText

package struct EngineError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: String, Hashable, Sendable, CaseIterable, Codable {
        case invalidRequest = "invalid_request"
        case invalidName = "invalid_name"
        case invalidData = "invalid_data"
        case forbidden
        case databaseNotFound = "database_not_found"
        case classNotFound = "class_not_found"
        case instanceNotFound = "instance_not_found"
        case notFound = "not_found"
        case alreadyExists = "already_exists"
        case conflict = "optimistic_concurrency_conflict"
        /// What is there does not allow it, and trying again does not help.
        case notApplicable = "not_applicable"
        /// The branch is being copied or deleted, or that was interrupted.
        case branchNotReady = "branch_not_ready"
        case otherContent = "event_id_reused"
        case keyReused = "idempotency_key_reused"
        case tooLarge = "too_large"
        case busy
        case storageFull = "storage_full"
        case unreadableFile = "unreadable_file"
        case unavailable
        case writingStopped = "writing_stopped"
        case engineUnreachable = "engine_unreachable"
        case cancelled
        case corrupt
        case unsupported
        case `internal` = "internal_error"

        /// The status of this code in HTTP.
        package var httpStatus: Int {
            switch self {
            case .invalidRequest, .invalidName, .invalidData, .unreadableFile: 400
            case .forbidden: 403
            case .databaseNotFound, .classNotFound, .instanceNotFound, .notFound: 404
            case .alreadyExists, .conflict, .notApplicable, .branchNotReady, .otherContent: 409
            case .keyReused: 422
            case .tooLarge: 413
            case .cancelled: 499
            case .busy, .unavailable, .writingStopped, .engineUnreachable: 503
            case .storageFull: 507
            case .unsupported: 501
            case .corrupt, .internal: 500
            }
        }

        /// The exit code of the program when a command ends with this error.
        package var exitCode: Int32 {
            switch self {
            case .invalidRequest, .invalidName: 2
            case .alreadyExists, .conflict, .notApplicable, .branchNotReady, .otherContent,
                .keyReused:
                3
            case .databaseNotFound, .classNotFound, .instanceNotFound, .notFound: 4
            case .engineUnreachable: 5
            case .cancelled: 130
            default: 1
            }
        }
    }

    package var code: Code
    /// What is wrong and what to do.
    package var message: String
    /// What a program needs to know: `aggregate_id`, `expected_seq`, `actual_seq`, `path`, …
    package var details: JSONObject
    package var retryAfterSeconds: Int?

    package init(
        _ code: Code, _ message: String, details: JSONObject = JSONObject(),
        retryAfterSeconds: Int? = nil
    ) {
        self.code = code
        self.message = message
        self.details = details
        self.retryAfterSeconds = retryAfterSeconds
    }

    package var description: String { message }
}
