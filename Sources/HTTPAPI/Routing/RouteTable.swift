// Finds the route of a request. Own matching instead of the framework's router: names in paths may
// equal literals (a database called `list`), so a literal must not hide a parameter, and a known
// path with another method is 405.

package import WireFormat

package struct RouteTable: Sendable {
    package enum Match: Sendable {
        case route(Route, parameters: [String: String])
        case otherMethod(allowed: [String])
        case none
    }

    package let routes: [Route]
    private let patterns: [[Segment]]

    private enum Segment: Sendable {
        case literal(String)
        case parameter(String)
        case rest(String)

        init(_ text: Substring) {
            guard text.hasPrefix("{") else {
                self = .literal(String(text))
                return
            }
            let name = String(text.dropFirst().dropLast())
            self = name.hasSuffix("...") ? .rest(String(name.dropLast(3))) : .parameter(name)
        }
    }

    /// Earlier routes win; put literals before parameters.
    package init(_ routes: [Route]) {
        self.routes = routes
        patterns = routes.map { $0.endpoint.path.split(separator: "/").map(Segment.init) }
    }

    package var endpoints: [Endpoint] { routes.map(\.endpoint) }

    /// `segments`: the path's parts, decoded. O(routes).
    package func match(_ method: String, _ segments: [String]) -> Match {
        var allowed: [String] = []
        for (route, pattern) in zip(routes, patterns) {
            guard let parameters = RouteTable.parameters(of: segments, in: pattern) else {
                continue
            }
            if route.endpoint.method.rawValue == method {
                return .route(route, parameters: parameters)
            }
            allowed.append(route.endpoint.method.rawValue)
        }
        return allowed.isEmpty ? .none : .otherMethod(allowed: Set(allowed).sorted())
    }

    private static func parameters(of segments: [String], in pattern: [Segment])
        -> [String: String]?
    {
        var found: [String: String] = [:]
        for (index, part) in pattern.enumerated() {
            if case .rest(let name) = part {
                guard index < segments.count else { return nil }
                found[name] = segments[index...].joined(separator: "/")
                return found
            }
            guard index < segments.count else { return nil }
            switch part {
            case .literal(let text): guard text == segments[index] else { return nil }
            case .parameter(let name): found[name] = segments[index]
            case .rest: break
            }
        }
        return segments.count == pattern.count ? found : nil
    }
}
