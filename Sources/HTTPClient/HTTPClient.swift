// Outgoing HTTP on libcurl. All transfers of one client run on one thread of its own, so no task of
// the cooperative pool ever blocks. Redirects are not followed; connections are kept and used
// again.

/// A client; make one and keep it. Its thread starts with the first request and ends with the
/// client.
package final class HTTPClient: Sendable {
    private let loop = TransferLoop()

    package init() {}

    deinit { loop.stop() }

    /// The whole answer. Cancelling the task ends the transfer.
    package func send(_ request: HTTPRequest, limitBytes: Int = 256 << 20)
        async throws(HTTPClientError) -> HTTPResponse
    {
        let response = try await stream(request)
        var body: [UInt8] = []
        while let chunk = try await response.body.next() {
            guard body.count + chunk.count <= limitBytes else {
                response.body.cancel()
                throw .tooLarge(limitBytes: limitBytes)
            }
            body.append(contentsOf: chunk)
        }
        return HTTPResponse(head: response.head, body: body)
    }

    /// Answers as soon as the head is there; the body is read bit by bit, and the sender is slowed
    /// down to the reader's pace. Dropping the body ends the transfer.
    package func stream(_ request: HTTPRequest) async throws(HTTPClientError)
        -> HTTPStreamedResponse
    {
        guard !Task.isCancelled else { throw .cancelled }
        let transfer = Transfer(request, loop: loop)
        loop.start(transfer)
        let body = HTTPBody(transfer)
        let head = await withTaskCancellationHandler {
            await transfer.head()
        } onCancel: {
            transfer.cancel()
        }
        return HTTPStreamedResponse(head: try head.get(), body: body)
    }
}

package struct HTTPStreamedResponse: Sendable {
    package let head: HTTPResponseHead
    package let body: HTTPBody
}

/// The body of a streamed answer; one reader.
package final class HTTPBody: Sendable {
    private let transfer: Transfer

    init(_ transfer: Transfer) { self.transfer = transfer }

    deinit { transfer.cancel() }

    /// The next bytes, nil at the end.
    package func next() async throws(HTTPClientError) -> [UInt8]? {
        let chunk = await withTaskCancellationHandler {
            await transfer.chunk()
        } onCancel: {
            transfer.cancel()
        }
        return try chunk.get()
    }

    /// Ends the transfer; later reads throw `cancelled`.
    package func cancel() { transfer.cancel() }
}
