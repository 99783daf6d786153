// What those who run a service ask: is it alive, can it work, how does it do. The same on every service.

internal import Engine
internal import JSONText
internal import WireFormat

enum Operations {
    static func routes(service: String, style: ShapeStyle) -> [Route] {
        let group = "service"
        return [
            Route(
                Endpoint(
                    .get, "/ready", "ready", group: group,
                    "Whether each thing that the engine stands on answers.", failures: [503]
                ).open, style: style
            ) { (request) throws(WireError) in try await ready(service, request) },
            Route(
                Endpoint(.get, "/live", "live", group: group, "Whether the process answers.").open,
                style: style
            ) { (_) throws(WireError) in Reply(["alive": true, "service": .string(service)]) },
            Route(
                Endpoint(
                    .get, "/metrics", "metrics", group: group, "Figures for Prometheus.",
                    answer: Schema.text
                ).answering(in: "text/plain"), style: style
            ) { (request) throws(WireError) in
                guard request.principal.databases == nil else {
                    throw WireError(
                        EngineError(
                            .forbidden,
                            "the figures concern the whole engine; "
                                + "\(request.principal.actor) is bound to databases"))
                }
                let pipeline = try await request.run(PipelineStatus())
                return Reply(
                    body: .text(
                        Metrics.text(
                            pipeline, service: service.lowercased(),
                            answered: request.meter.answered,
                            lostAccesses: request.meter.lostAccesses)))
            },
        ]
    }

    private static func ready(_ service: String, _ request: RouteRequest) async throws(WireError)
        -> Reply
    {
        let view: ReadinessView
        do throws(WireError) {
            view = try await request.run(CheckReadiness())
        } catch {
            view = ReadinessView(
                parts: [.init(name: "engine", isReady: false, detail: error.message)], lag: 0)
        }
        let parts = view.parts.map { part in
            (
                part.name,
                JSON.object(
                    JSONObject([
                        ("ready", .bool(part.isReady)), ("detail", .string(part.detail)),
                    ]))
            )
        }
        return Reply(
            status: view.isReady ? 200 : 503,
            [
                "status": view.isReady ? "ready" : "not_ready", "service": .string(service),
                "dependencies": .object(JSONObject(parts)), "lag": .integer(view.lag),
            ])
    }
}
