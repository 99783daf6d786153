// The OpenAPI 3.1 document of a service, made from its endpoints.

package import JSONText

package enum OpenAPI {
    package static func document(title: String, version: String, _ endpoints: [Endpoint]) -> JSON {
        var paths = JSONObject()
        for endpoint in endpoints {
            let path = endpoint.path.replacing("...}", with: "}")
            var item = paths[path]?.object ?? JSONObject()
            item[endpoint.method.rawValue.lowercased()] = operation(endpoint)
            paths[path] = .object(item)
        }
        return [
            "openapi": "3.1.0",
            "info": ["title": .string(title), "version": .string(version)],
            "paths": .object(paths),
            "components": ["schemas": ["Error": errorSchema]],
        ]
    }

    private static func operation(_ endpoint: Endpoint) -> JSON {
        var object = JSONObject()
        object["operationId"] = .string(endpoint.operation)
        object["summary"] = .string(endpoint.summary)
        object["tags"] = [.string(endpoint.group)]
        let parameters = endpoint.pathParameters.map(pathParameter) + endpoint.query.map(parameter)
        if !parameters.isEmpty { object["parameters"] = .array(parameters) }
        if let body = endpoint.body {
            object["requestBody"] = [
                "required": true, "content": ["application/json": ["schema": body]],
            ]
        }
        object["responses"] = responses(endpoint)
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

    private static func responses(_ endpoint: Endpoint) -> JSON {
        var content = JSONObject()
        content["application/json"] = .object(JSONObject([("schema", endpoint.answer)]))
        if endpoint.streams {
            content["text/event-stream"] = .object(JSONObject([("schema", Schema.text)]))
        }
        var object = JSONObject()
        let success: JSON = ["description": "success", "content": .object(content)]
        object[String(endpoint.success)] = success
        for status in endpoint.failures { object[String(status)] = failure }
        object["default"] = failure
        return .object(object)
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
