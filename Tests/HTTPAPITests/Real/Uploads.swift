// BFF and Funnel on free ports of this host, on a real engine, asked by a real client.

import Engine
import HTTPAPI
import HTTPClient
import JSONText
import ServiceLifecycle
import Testing

struct Uploads {
    struct Service: Sendable {
        let address: String

        struct Answer {
            var status: Int
            var text: String
            var json: JSON
        }

        func ask(
            _ method: String, _ path: String, _ type: String? = nil, _ body: [UInt8] = []
        ) async throws -> Answer {
            var request = HTTPRequest(method, .url(address), path: path)
            if let type { request.headers = [HTTPHeader("Content-Type", type)] }
            request.body = body
            let answer = try await HTTPClient().send(request)
            let json = (try? JSON(parsing: answer.body)) ?? .null
            return Answer(
                status: answer.status, text: String(decoding: answer.body, as: UTF8.self),
                json: json)
        }

        func get(_ path: String) async throws -> Answer { try await ask("GET", path) }

        func post(_ path: String, _ body: String) async throws -> Answer {
            try await ask("POST", path, "application/json", Array(body.utf8))
        }

        /// A form; a part with a file name is a file.
        func send(_ path: String, _ parts: [(String, String?, [UInt8])]) async throws -> Answer {
            var body: [UInt8] = []
            for (name, file, content) in parts {
                let end = file.map { "; filename=\"\($0)\"" } ?? ""
                body += Array(
                    "--cut\r\nContent-Disposition: form-data; name=\"\(name)\"\(end)\r\n\r\n".utf8)
                body += content + [13, 10]
            }
            body += Array("--cut--\r\n".utf8)
            return try await ask("POST", path, "multipart/form-data; boundary=cut", body)
        }
    }

    let engine: RealEngine
    let bff: Service
    let funnel: Service

    /// Runs `body` with both services on an engine that has the shop.
    static func with(_ body: @Sendable @escaping (Uploads) async throws -> Void) async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let (ready, feed) = AsyncStream.makeStream(of: (String, String).self)
            let services = Services(
                engine: engine.client, logger: quiet, now: { noon },
                onReady: { name, place in feed.yield((name, place)) })
            let group = ServiceGroup(
                services: [services.bff(port: 0), services.funnel(port: 0)], logger: quiet)
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await group.run() }
                var places: [String: String] = [:]
                for await (name, place) in ready {
                    places[name.lowercased()] = place
                    if places.count == 2 { break }
                }
                let result: Result<Void, any Error>
                do {
                    let bff = try #require(places.first { $0.key.contains("bff") }?.value)
                    let funnel = try #require(places.first { $0.key.contains("funnel") }?.value)
                    try await body(
                        Uploads(
                            engine: engine, bff: Service(address: bff),
                            funnel: Service(address: funnel)))
                    result = .success(())
                } catch {
                    result = .failure(error)
                }
                await group.triggerGracefulShutdown()
                try result.get()
                try await tasks.waitForAll()
            }
        }
    }
}
