// Errors of the layers below become the one error of the use cases, once, here.

internal import EventSourcing
internal import JSONText
internal import Ontology

extension EngineError {
    static func wrapName<Value>(_ body: () throws(NameError) -> Value) throws(EngineError) -> Value
    {
        do throws(NameError) {
            return try body()
        } catch {
            throw EngineError(
                .invalidName, "\(error.kind) \(quoted(error.text)) is not allowed: \(error.rule)")
        }
    }

    static func wrapSchema<Value>(_ body: () throws(SchemaError) -> Value) throws(EngineError)
        -> Value
    {
        do throws(SchemaError) {
            return try body()
        } catch {
            throw EngineError(error)
        }
    }

    static func wrapStore<Value>(
        _ body: () async throws(EventStoreError) -> Value
    ) async throws(EngineError) -> Value {
        do throws(EventStoreError) {
            return try await body()
        } catch {
            throw EngineError(error)
        }
    }

    static func wrapModel<Value>(
        _ body: () async throws(ReadModelError) -> Value
    ) async throws(EngineError) -> Value {
        do throws(ReadModelError) {
            return try await body()
        } catch {
            throw EngineError(error)
        }
    }

    static func wrapOperations<Value>(
        _ body: () async throws(OperationsStoreError) -> Value
    ) async throws(EngineError) -> Value {
        do throws(OperationsStoreError) {
            return try await body()
        } catch {
            throw EngineError(error)
        }
    }

    static func wrapBus<Value>(
        _ body: () async throws(EventBusError) -> Value
    ) async throws(EngineError) -> Value {
        do throws(EventBusError) {
            return try await body()
        } catch {
            throw EngineError(.unavailable, "the event bus does not answer: \(error)")
        }
    }

    static func wrapGuard<Value>(
        _ body: () async throws(EffectGuardError) -> Value
    ) async throws(EngineError) -> Value {
        do throws(EffectGuardError) { return try await body() } catch {
            switch error {
            case .unavailable(let reason):
                throw EngineError(.unavailable, "the effect guard does not answer: \(reason)")
            case .fenced(let id):
                throw EngineError(.busy, "another worker has taken over command \(id)")
            }
        }
    }

    init(_ error: SchemaError) {
        var details = JSONObject([("reason", .string(error.code.rawValue))])
        if !error.path.isEmpty { details["path"] = .string(error.path) }
        self.init(.invalidData, error.message, details: details)
    }

    init(_ error: EventStoreError) {
        switch error {
        case .busy(let seconds):
            self.init(
                .busy, "too many writes are waiting; try again in \(seconds) s",
                retryAfterSeconds: seconds)
        case .storageFull:
            self.init(
                .storageFull,
                "the disk is full: this was not written; make room and send it again")
        case .writingStopped(let reason):
            self.init(
                .writingStopped,
                "the event store has stopped writing (\(reason)); reads go on; restart the engine")
        case .unavailable(let reason):
            self.init(.unavailable, "the event store does not answer: \(reason)")
        case .corrupt(let position, let reason):
            self.init(.corrupt, "the event at position \(position) cannot be read: \(reason)")
        case .closed:
            self.init(.unavailable, "the engine is shutting down")
        }
    }

    init(_ error: ReadModelError) {
        switch error {
        case .unavailable(let reason):
            self.init(.unavailable, "the read model does not answer: \(reason)")
        case .storageFull:
            self.init(.storageFull, "the disk is full: make room; the read model catches up")
        case .corrupt(let reason):
            self.init(.corrupt, "the read model is damaged (\(reason)): run spice rebuild all")
        case .rejected(let reason):
            self.init(.internal, "the read model does not take what an event says: \(reason)")
        }
    }

    init(_ error: OperationsStoreError) {
        switch error {
        case .unavailable(let reason):
            self.init(.unavailable, "the store does not answer: \(reason)")
        case .storageFull: self.init(.storageFull, "the disk is full: make room and try again")
        }
    }

    /// A rejected decision, found before the command was written.
    init(_ rejection: Rejection, stream: StreamID, actual: SequenceNumber) {
        switch rejection.code {
        case .alreadyExists:
            self = .conflict(stream, expected: .none, actual: actual, rejection.message)
        case .notFound where stream.type == .instance:
            self.init(.instanceNotFound, rejection.message)
        case .notFound where stream.type == .ontologyClass:
            self.init(.classNotFound, rejection.message)
        case .notFound: self.init(.databaseNotFound, rejection.message)
        case .hasInstances: self.init(.alreadyExists, rejection.message)
        default: self.init(.invalidData, rejection.message)
        }
    }

    static func conflict(
        _ stream: StreamID, expected: SequenceNumber, actual: SequenceNumber, _ message: String
    ) -> EngineError {
        EngineError(
            .conflict, message,
            details: JSONObject([
                ("aggregate_id", .string(stream.wireID)),
                ("expected_seq", .integer(expected.value)),
                ("actual_seq", .integer(actual.value)),
            ]))
    }

    /// A class that nobody knows by that name, upper and lower case included.
    static func noClass(_ name: String, in database: some CustomStringConvertible) -> EngineError {
        EngineError(
            .classNotFound,
            "there is no class \(quoted(name)) in \(database): look at the list of its classes")
    }

    /// A name as it may be shown: control characters as escapes, at most 60 characters.
    static func quoted(_ text: String) -> String {
        let shown = text.count > 60 ? text.prefix(59) + "…" : text
        return JSON.string(shown).text
    }
}
