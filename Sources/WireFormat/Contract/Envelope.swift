// The contract's envelope A: {status, message, data}.

package import JSONText

package enum Envelope {
    package static func success(_ message: String, _ data: JSON? = nil) -> JSON {
        make("success", message, data)
    }

    package static func make(_ status: String, _ message: String, _ data: JSON? = nil) -> JSON {
        var object = JSONObject([("status", .string(status)), ("message", .string(message))])
        object["data"] = data
        return .object(object)
    }
}

extension JSON {
    /// A text, or null.
    package init(_ text: String?) { self = text.map(JSON.string) ?? .null }

    /// An integer, or null.
    package init(_ value: Int?) { self = value.map(JSON.integer) ?? .null }

    /// A number as Swift prints it, or null when there is none or it is not finite.
    package init(_ value: Double?) {
        self = value.flatMap { $0.isFinite ? .number(String($0)) : nil } ?? .null
    }
}
