// The OpenAPI 3.1 document of a service, made from its endpoints. Every status that a route can answer with is listed:
// its own, and those that the door and the reading of a request add.

package import JSONText

package enum OpenAPI {
    package static func document(
        title: String, version: String, _ endpoints: [(Endpoint, ShapeStyle)]
    ) -> JSON {
        var paths = JSONObject()
        for (endpoint, style) in endpoints {
            let path = endpoint.path.replacing("...}", with: "}")
            var item = paths[path]?.object ?? JSONObject()
            item[endpoint.method.rawValue.lowercased()] = operation(endpoint, style)
            paths[path] = .object(item)
        }
        return [
            "openapi": "3.1.0",
            "info": ["title": .string(title), "version": .string(version)],
            "paths": .object(paths),
            "components": [
                "schemas": ["Error": errorSchema],
                "securitySchemes": ["token": ["type": "http", "scheme": "bearer"]],
            ],
        ]
    }

    private static func operation(_ endpoint: Endpoint, _ style: ShapeStyle) -> JSON {
        var object = JSONObject()
        object["operationId"] = .string(endpoint.operation)
        object["summary"] = .string(endpoint.summary)
        object["tags"] = [.string(endpoint.group)]
        let parameters =
            endpoint.pathParameters.map(pathParameter) + endpoint.query.map(parameter)
            + (endpoint.effect == .reads ? endpoint.isOpen ? [] : position : writing)
        if !parameters.isEmpty { object["parameters"] = .array(parameters) }
        if let body = endpoint.body {
            let type =
                endpoint.isForm
                ? "multipart/form-data"
                : endpoint.isLinewise ? "application/x-ndjson" : "application/json"
            let schema: JSON = ["schema": body]
            let content = JSON.object(JSONObject([(type, schema)]))
            object["requestBody"] = [
                "required": .bool(!endpoint.mayBeEmpty), "content": content,
            ]
        }
        let need: JSON = endpoint.isOpen ? .object(JSONObject()) : ["token": []]
        object["security"] = .array([need])
        object["responses"] = responses(endpoint, style)
        return .object(object)
    }

    private static func pathParameter(_ name: String) -> JSON {
        ["name": .string(name), "in": "path", "required": true, "schema": Schema.text]
    }

    private static func parameter(_ parameter: Endpoint.Parameter) -> JSON {
        [
            "name": .string(parameter.name), "in": "query",
            "required": .bool(parameter.isRequired), "schema": parameter.schema,
            "description": .string(parameter.summary),
        ]
    }

    /// What every read takes.
    private static let position: [JSON] = [
        [
            "name": "Spice-Position", "in": "header", "required": false, "schema": Schema.text,
            "description": "a receipt's position: the answer shows at least what was written there",
        ]
    ]

    /// What every write takes.
    private static let writing: [JSON] = [
        [
            "name": "Idempotency-Key", "in": "header", "required": false, "schema": Schema.text,
            "description": "the same key and request: the same answer; another request: 422",
        ],
        parameter(
            Endpoint.Parameter("wait", Schema.number, "seconds to wait for the outcome, at most 60")
        ),
        parameter(
            Endpoint.Parameter("until", Schema.text, "appended, applied (default) or projected")),
    ]

    private static func responses(_ endpoint: Endpoint, _ style: ShapeStyle) -> JSON {
        var content = JSONObject()
        content[endpoint.mediaType] = .object(JSONObject([("schema", endpoint.answer)]))
        if endpoint.streams {
            content["text/event-stream"] = .object(JSONObject([("schema", Schema.text)]))
        }
        var object = JSONObject()
        let success: JSON = ["description": "success", "content": .object(content)]
        object[String(endpoint.success)] = success
        for status in Set(endpoint.failures + usual(endpoint, style)).sorted()
        where status != endpoint.success {
            object[String(status)] = failure
        }
        return .object(object)
    }

    /// What the door, the reading of the request and the waiting around a route may answer.
    private static func usual(_ endpoint: Endpoint, _ style: ShapeStyle) -> [Int] {
        var statuses = [400, 403]
        if style == .list { statuses.append(422) }
        if !endpoint.isOpen { statuses += [401, 404, 429, 503] }
        if [.post, .put, .patch].contains(endpoint.method) { statuses += [413, 415] }
        if endpoint.effect != .reads { statuses += [409, 422, 507] }
        return statuses
    }

    private static let failure: JSON = [
        "description": "the error object",
        "content": ["application/json": ["schema": ["$ref": "#/components/schemas/Error"]]],
    ]

    private static let errorSchema = Schema.object([
        "detail": Schema.any, "code": Schema.text, "message": Schema.text,
        "request_id": Schema.text, "docs": Schema.text, "details?": Schema.object,
        "retry_after?": Schema.integer,
    ])
}
