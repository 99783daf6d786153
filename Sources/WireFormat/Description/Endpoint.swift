// The description of one route, from which both the server's table and the OpenAPI document are
// made.

package import JSONText

package struct Endpoint: Hashable, Sendable {
    package enum Method: String, Hashable, Sendable, CaseIterable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"
    }

    /// What a request to it does.
    package enum Effect: String, Hashable, Sendable {
        /// Shows something; may be asked again at will.
        case reads
        /// Asks for commands: the command keeps the idempotency key.
        case commands
        /// Changes something else: the door keeps the first answer under the key.
        case writes
    }

    package struct Parameter: Hashable, Sendable {
        package var name: String
        package var schema: JSON
        package var isRequired: Bool
        package var summary: String

        package init(_ name: String, _ schema: JSON, isRequired: Bool = false, _ summary: String) {
            self.name = name
            self.schema = schema
            self.isRequired = isRequired
            self.summary = summary
        }
    }

    package var method: Method
    /// `/api/v1/database/{db}/ontology`; a last `{name...}` takes the rest of the path.
    package var path: String
    /// Unique within a service: `createClass`.
    package var operation: String
    package var summary: String
    /// The part of the API it is listed under.
    package var group: String
    /// Query parameters; those of the path are read from it.
    package var query: [Parameter]
    /// JSON schema of the body; nil: none.
    package var body: JSON?
    /// Status of success.
    package var success: Int
    /// JSON schema of the answer.
    package var answer: JSON
    /// Other statuses that it uses of its own accord, beside the ones of every route.
    package var failures: [Int]
    /// Also answers as server-sent events.
    package var streams: Bool
    package var effect: Effect
    /// Answers without a token, too.
    package var isOpen = false
    /// What operators and admins do: each call stands in the audit.
    package var isAdministrative = false
    /// An empty body, without a type, does as well.
    package var mayBeEmpty = false
    /// The body is a form with files.
    package var isForm = false
    /// The body is lines of JSON, read as they arrive.
    package var isLinewise = false
    /// What the answer is written in.
    package var mediaType = "application/json"

    package init(
        _ method: Method, _ path: String, _ operation: String, group: String, _ summary: String,
        query: [Parameter] = [], body: JSON? = nil, success: Int = 200,
        answer: JSON = Schema.object, failures: [Int] = [], streams: Bool = false
    ) {
        self.method = method
        self.path = path
        self.operation = operation
        self.summary = summary
        self.group = group
        self.query = query
        self.body = body
        self.success = success
        self.answer = answer
        self.failures = failures
        self.streams = streams
        effect = method == .get ? .reads : .commands
        mayBeEmpty = body == nil
    }

    /// The same, with another effect than its method says.
    package func doing(_ effect: Effect) -> Endpoint {
        var endpoint = self
        endpoint.effect = effect
        return endpoint
    }

    /// The same, for everybody.
    package var open: Endpoint {
        var endpoint = self
        endpoint.isOpen = true
        return endpoint
    }

    /// The same, with a body that may be left out.
    package var orEmpty: Endpoint {
        var endpoint = self
        endpoint.mayBeEmpty = true
        return endpoint
    }

    /// The same, with a form of files and fields as its body.
    package var form: Endpoint {
        var endpoint = self
        endpoint.isForm = true
        return endpoint
    }

    /// The same, with lines of JSON as body and answer.
    package var linewise: Endpoint {
        var endpoint = self
        endpoint.isLinewise = true
        endpoint.mediaType = "application/x-ndjson"
        return endpoint
    }

    /// The same, answering in another media type.
    package func answering(in mediaType: String) -> Endpoint {
        var endpoint = self
        endpoint.mediaType = mediaType
        return endpoint
    }

    /// Names of the path's parameters, in order.
    package var pathParameters: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map {
            String($0.dropFirst().dropLast()).replacing("...", with: "")
        }
    }
}

/// JSON schemas in the few shapes that we use.
package enum Schema {
    package static let text: JSON = ["type": "string"]
    package static let integer: JSON = ["type": "integer"]
    package static let number: JSON = ["type": "number"]
    package static let flag: JSON = ["type": "boolean"]
    package static let object: JSON = ["type": "object"]
    package static let any: JSON = .object(JSONObject())

    /// Of these words only.
    package static func oneOf(_ words: String...) -> JSON {
        ["type": "string", "enum": .array(words.map(JSON.string))]
    }

    package static func integer(in range: ClosedRange<Int>) -> JSON {
        [
            "type": "integer", "minimum": .integer(range.lowerBound),
            "maximum": .integer(range.upperBound),
        ]
    }

    /// The same, or null.
    package static func optional(_ type: String) -> JSON {
        ["type": [.string(type), "null"]]
    }

    package static func list(of item: JSON) -> JSON { ["type": "array", "items": item] }

    /// Properties in order; a `?` at the end of a name makes it optional.
    package static func object(_ members: KeyValuePairs<String, JSON>) -> JSON {
        object(of: members.map { ($0.key, $0.value) })
    }

    package static func object(of members: [(String, JSON)]) -> JSON {
        let isOptional: (String) -> Bool = { $0.hasSuffix("?") }
        let properties = members.map { name, schema in
            (isOptional(name) ? String(name.dropLast()) : name, schema)
        }
        let required = members.map(\.0).filter { !isOptional($0) }
        var object = JSONObject([
            ("type", "object"), ("properties", .object(JSONObject(properties))),
        ])
        if !required.isEmpty { object["required"] = .array(required.map(JSON.string)) }
        return .object(object)
    }

    /// The contract's envelope A around `data`.
    package static func envelope(_ data: JSON) -> JSON {
        object(["status": text, "message": text, "data?": data])
    }
}
