// BFF: a schema proposed from data.

internal import Engine
internal import JSONText
internal import WireFormat

extension BFF {
    static func suggestionRoutes() -> [Route] {
        [
            route(
                Endpoint(
                    .post, "/api/v1/database/{db}/suggest-schema-from-data", "suggestSchema",
                    group: "inference", "A class proposed from rows. Changes nothing.",
                    body: FunnelBody.schema, failures: [400, 422]
                ).doing(.reads), suggestSchema)
        ]
    }

    private static func suggestSchema(_ request: RouteRequest) async throws(WireError) -> Reply {
        _ = try request.database()
        let body = try request.decoded(FunnelBody.self)
        let analysis = try await Funnel.analysis(body, request)
        let schema = FunnelAnswers.schema(
            of: analysis, className: body.className, now: request.now)
        return Reply([
            "status": "success", "message": "a class proposed from the data",
            "suggested_schema": schema, "analysis_summary": FunnelAnswers.summary(of: analysis),
            "detailed_analysis": analysis,
        ])
    }
}
