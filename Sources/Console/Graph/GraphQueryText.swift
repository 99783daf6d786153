// The way from the root to a node as a query that others can run: a `spice query` line and the same
// as a call of the BFF. Values are quoted for a POSIX shell.

import Engine
import JSONText
import Ontology

package struct GraphQueryText: Hashable, Sendable {
    package var commandLine: String
    package var curl: String

    /// The query of a way. `key` are the key properties of the root's class; without them the
    /// query starts at the whole class.
    package init(
        database: String, branch: String? = nil, tree: GraphTree, place: Int, key: [String],
        asOf: String? = nil, reach: EngineReach = EngineReach()
    ) {
        let root = tree.root.node
        let filters = Self.filters(root, key)
        let steps = tree.way(to: place)
        let hops = steps.map { step -> JSON in
            var hop = JSONObject([
                ("predicate", .string(step.predicate)),
                ("target_class", .string(tree[place: step.place].node.className)),
            ])
            if step.isIncoming { hop["direction"] = "in" }
            return .object(hop)
        }
        var body = JSONObject([
            ("start_class", .string(root.className)), ("hops", .array(hops)),
            ("filters", .object(JSONObject(filters.map { ($0.0, .string($0.1)) }))),
            ("include_documents", true),
        ])
        body["as_of"] = asOf.map(JSON.string)
        let quoted = ShellWord.quoted(JSON.object(body).text)
        commandLine = Self.commandLine(
            database, branch, root, filters,
            hops: steps.map { step in
                let hop = "\(step.predicate):\(tree[place: step.place].node.className)"
                return step.isIncoming ? "<" + hop : hop
            }, asOf, reach)
        let address = Self.address(reach.address ?? EngineReach.usualAddress, database, branch)
        curl =
            "curl -sS \(ShellWord.quoted(address))"
            + " -H 'Content-Type: application/json' -d \(quoted)"
    }

    private static func address(
        _ server: String, _ database: String, _ branch: String?
    ) -> String {
        let base =
            (server.hasSuffix("/") ? String(server.dropLast()) : server)
            + "/api/v1/graph-query/\(database)"
        return branch.map { base + "?branch=\($0)" } ?? base
    }

    /// As `spice query` reads it: the class, then hops, `<` before those against a link.
    private static func commandLine(
        _ database: String, _ branch: String?, _ root: WalkedNode, _ filters: [(String, String)],
        hops: [String],
        _ asOf: String?, _ reach: EngineReach
    ) -> String {
        var words = ["spice", "query", "--db", database, root.className] + hops
        for (name, value) in filters { words += ["--where", "\(name)=\(value)"] }
        if let branch { words += ["--branch", branch] }
        if let asOf { words += ["--as-of", asOf] }
        words += reach.options
        return words.map(ShellWord.quoted).joined(separator: " ")
    }

    private static func filters(_ root: WalkedNode, _ key: [String]) -> [(String, String)] {
        guard let parts = try? InstanceKey(escaped: root.key).parts, parts.count == key.count
        else { return [] }
        return Array(zip(key, parts))
    }
}
