// Use case: changes some members of an instance, at any depth (RFC 7396: null takes a member away). It becomes an update
// of whole top-level members, made on the state that it is appended to, so that two patches both survive.

internal import EventSourcing
package import JSONText
internal import Ontology

package struct PatchInstance: DatabaseUseCase, Hashable {
    package static let name = "patch-instance"
    package static let requiredRole = Principal.Role.writer
    private static let maximumRaces = 16

    package var database: String
    package var branch: String?
    package var className: String
    package var key: String
    package var patch: JSON
    /// Nil: whatever it is.
    package var expectedSequence: Int?
    package var commandID: String?
    package var idempotencyKey: String?
    package var metadata: JSON?

    package init(
        database: String, branch: String? = nil, className: String, key: String, patch: JSON,
        expectedSequence: Int? = nil, commandID: String? = nil, idempotencyKey: String? = nil,
        metadata: JSON? = nil
    ) {
        self.database = database
        self.branch = branch
        self.className = className
        self.key = key
        self.patch = patch
        self.expectedSequence = expectedSequence
        self.commandID = commandID
        self.idempotencyKey = idempotencyKey
        self.metadata = metadata
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> AcceptedCommand
    {
        guard let patch = patch.object else {
            throw EngineError(.invalidData, "a patch is a JSON object")
        }
        let mark = try RequestMark(
            self, id: CommandAcceptor.givenID(commandID, idempotencyKey, database), call)
        if let first = try await mark.firstAnswer(database, idempotencyKey, engine) {
            return first
        }
        let stream = try await InstanceStream(engine, database, branch, className, key)
        for _ in 0..<PatchInstance.maximumRaces {
            let (data, sequence) = try await stream.expected()
            guard let data else {
                throw EngineError(.instanceNotFound, "there is no \(stream.node.text)")
            }
            var payload = JSONObject()
            for member in patch.members {
                let old = data[member.name] ?? .null
                payload[member.name] = PatchInstance.merged(old, member.value)
            }
            do throws(EngineError) {
                return try await SubmitCommand(
                    type: .updateInstance, database: database, branch: branch,
                    className: className, key: key, payload: .object(payload),
                    expectedSequence: expectedSequence ?? sequence,
                    commandID: mark.id?.description, metadata: mark.marking(metadata)
                ).perform(in: engine, call)
            } catch {
                // Another sender of the same request may have been faster.
                if let first = try await mark.firstAnswer(database, idempotencyKey, engine) {
                    return first
                }
                guard error.code == .conflict, expectedSequence == nil else { throw error }
            }
        }
        throw EngineError(
            .busy, "too many writers are at \(stream.node.text); try again in 1 s",
            retryAfterSeconds: 1)
    }

    /// A patch of the whole value when it is no object.
    static func merged(_ old: JSON, _ patch: JSON) -> JSON {
        guard let members = patch.object?.members else { return patch }
        var object = old.object ?? JSONObject()
        for member in members {
            object[member.name] =
                member.value.isNull
                ? nil : merged(object[member.name] ?? .null, member.value)
        }
        return .object(object)
    }
}

/// Use case: a deleted instance is there again as it was before; its sequence goes on.
package struct RestoreInstance: DatabaseUseCase, Hashable {
    package static let name = "restore-instance"
    package static let requiredRole = Principal.Role.writer

    package var database: String
    package var branch: String?
    package var className: String
    package var key: String
    package var expectedSequence: Int?
    package var idempotencyKey: String?

    package init(
        database: String, branch: String? = nil, className: String, key: String,
        expectedSequence: Int? = nil, idempotencyKey: String? = nil
    ) {
        self.database = database
        self.branch = branch
        self.className = className
        self.key = key
        self.expectedSequence = expectedSequence
        self.idempotencyKey = idempotencyKey
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> AcceptedCommand
    {
        let mark = try RequestMark(
            self, id: CommandAcceptor.givenID(nil, idempotencyKey, database), call)
        if let first = try await mark.firstAnswer(database, idempotencyKey, engine) {
            return first
        }
        let stream = try await InstanceStream(engine, database, branch, className, key)
        guard let last = try await stream.lastData() else {
            throw EngineError(.instanceNotFound, "the log knows no \(stream.node.text)")
        }
        return try await SubmitCommand(
            type: .createInstance, database: database, branch: branch, className: className,
            key: key, payload: .object(last), expectedSequence: expectedSequence,
            commandID: mark.id?.description,
            metadata: mark.marking(["restores": .string(stream.node.text)])
        ).perform(in: engine, call)
    }
}

/// The stream of one instance, for commands that need its state.
struct InstanceStream: Sendable {
    let node: NodeID
    private let engine: Engine
    private let scope: GraphScope

    init(
        _ engine: Engine, _ database: String, _ branch: String?, _ className: String,
        _ key: String
    ) async throws(EngineError) {
        self.engine = engine
        scope = try await engine.reader.directory.scope(database, branch: branch)
        let key = try EngineError.wrapSchema { () throws(SchemaError) in
            try InstanceKey(escaped: key)
        }
        node = NodeID(scope: scope, className: className, key: key.text)
    }

    /// How it will be when what is in flight is decided; nil data: it is not there.
    func expected() async throws(EngineError) -> (data: JSONObject?, sequence: Int) {
        let definition = try await engine.reader.directory.definition(
            node.className, in: scope)
        let outlook = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await engine.acceptor.aggregates.instance(node.stream)
        }
        return (outlook.expected(definition).data, outlook.sequence.value)
    }

    /// The data that it had last; nil: it never was.
    func lastData() async throws(EngineError) -> JSONObject? {
        var last: JSONObject?
        for recorded in try await engine.registry.book.read(node.stream) {
            if let content = InstanceContent(recorded.event) { last = content.data }
        }
        return last
    }
}
