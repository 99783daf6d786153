// What things are called in TerminusDB. Our names and values may hold anything, so what is compared there is a hash;
// what people read stands beside it as it is.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct TerminusNames: Sendable {
    let prefix: String

    /// A database and its epoch: one database there, with all branches in it.
    func database(_ name: String, _ epoch: Int) -> String {
        let isPlain = name.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F
                || byte == 0x2D
        }
        let safe = isPlain && name.utf8.count <= 100 ? name : "x" + Self.hash([name])
        return "\(prefix)\(safe)_\(epoch)"
    }

    func database(_ scope: GraphScope) -> String { database(scope.database, scope.epoch) }

    /// The id of a node's document.
    static func document(_ id: NodeID) -> String { "Node/" + mark(id) }

    /// What a node is found by: its key,
    static func mark(_ id: NodeID) -> String { hash([id.scope.branch, id.className, id.key]) }

    /// and the plain text of each of its properties.
    static func mark(_ scope: GraphScope, _ className: String, _ property: String, _ text: String)
        -> String
    {
        hash([scope.branch, className, property, text, "property"])
    }

    /// All of which a link's target must have.
    static func marks(_ target: LinkTarget, in scope: GraphScope) -> [String] {
        let name = target.target.text
        guard !target.properties.isEmpty else {
            let key = target.values.joined(separator: "~")
            return [mark(NodeID(scope: scope, className: name, key: key))]
        }
        return zip(target.properties, target.values).map { mark(scope, name, $0, $1) }
    }

    /// The class of a branch, whose nodes are listed together.
    static func home(_ scope: GraphScope, _ className: String) -> String {
        hash([scope.branch, className, "home"])
    }

    /// Text whose order is the order of the bytes.
    static func sort(_ key: String) -> String { ContentHash.hex(Array(key.utf8)) }

    /// 160 bits, as 40 digits.
    private static func hash(_ parts: [String]) -> String {
        var bytes: [UInt8] = []
        for part in parts {
            bytes += Array("\(part.utf8.count):".utf8)
            bytes += Array(part.utf8)
        }
        return String(ContentHash.sha256Hex(bytes).prefix(40))
    }
}
