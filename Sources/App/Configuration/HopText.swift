// A hop of `spice query` as it is written: `customerId:Customer`, `<customerId:SalesOrder`, `managerId:Employee?`,
// `managerId:Employee{1,3}`.

import Engine

enum HopText {
    static func hop(_ text: String) throws(UsageError) -> GraphQuery.Hop {
        let isAgainst = text.hasPrefix("<")
        let parts = text.drop { $0 == "<" }.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { throw refusal(text) }
        var target = parts[1]
        let isOptional = target.hasSuffix("?")
        if isOptional { target = target.dropLast() }
        var hop = GraphQuery.Hop(
            predicate: String(parts[0]), targetClass: String(target),
            direction: isAgainst ? "in" : nil, optional: isOptional ? true : nil)
        guard target.hasSuffix("}") else { return hop }
        guard let brace = target.firstIndex(of: "{") else { throw refusal(text) }
        let counts = target[brace...].dropFirst().dropLast()
            .split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
        guard let min = counts.first ?? nil, counts.count <= 2, let max = counts.last ?? nil,
            min >= 1, max >= min
        else { throw refusal(text) }
        (hop.targetClass, hop.min, hop.max) = (String(target[..<brace]), min, max)
        return hop
    }

    private static func refusal(_ text: String) -> UsageError {
        UsageError(
            "a hop is PREDICATE:CLASS or <PREDICATE:CLASS, with ? or {1,3} behind it, not \(text)")
    }
}
