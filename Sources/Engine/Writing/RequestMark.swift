// A request whose command is made of what stands, so that the same request makes another command the next time. The
// command is found again by its id, and a hash of the request, kept with it, tells whether it is the same request.

internal import EventSourcing
internal import JSONText

struct RequestMark: Sendable {
    private static let member = "request"

    /// Of the command; nil: the request is another one each time.
    let id: EventID?
    private let hash: String

    /// `id`: what the client gave; else the call may know the request.
    init<Request: UseCase>(_ request: Request, id: EventID?, _ call: CallContext)
        throws(EngineError)
    {
        self.id = id ?? call.id(of: Request.name)
        do throws(JSONShapeError) {
            let text = try JSONEncoding.encode(request).canonicalText
            hash = ContentHash.sha256Hex(Array(text.utf8))
        } catch {
            throw EngineError(.internal, "the request cannot be written down: \(error)")
        }
    }

    /// Nil: it is the first time. Throws when the id stands for another request.
    func firstAnswer(_ database: String, _ idempotencyKey: String?, _ engine: Engine)
        async throws(EngineError) -> AcceptedCommand?
    {
        guard let id, let known = try await engine.acceptor.known(id) else { return nil }
        guard known.event.data["metadata"]?[RequestMark.member]?.string == hash else {
            throw CommandAcceptor.reused(id, idempotencyKey)
        }
        return CommandAcceptor.receipt(known, database, isDuplicate: true)
    }

    /// The metadata of the command with the mark in it.
    func marking(_ metadata: JSON?) -> JSON? {
        guard id != nil else { return metadata }
        var object = metadata?.object ?? JSONObject()
        object[RequestMark.member] = .string(hash)
        return .object(object)
    }
}
