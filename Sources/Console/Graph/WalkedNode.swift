// A node as the Graph pane shows it, whether a walk met it, a search found it, or only its name was
// typed; and how its badge is said.

package import Engine
package import JSONText
import TerminalUI

package struct WalkedNode: Hashable, Sendable {
    /// `Class/key`; for a target that is absent, the link's value as written.
    package var id: String
    package var className: String
    package var key: String
    package var sequence: Int?
    package var badge: NodeBadge
    package var summary: String
    package var data: JSON?

    /// A node of which only the name is known.
    package init(id: String, className: String, key: String) {
        self.id = id
        self.className = className
        self.key = key
        badge = NodeBadge(.partial, reason: "not_read_yet")
        summary = key
    }

    package init(_ node: GraphAnswer.Node) {
        id = node.id
        className = node.className
        key = node.key
        sequence = node.sequence
        badge = node.badge
        summary = node.name ?? node.summary
        data = node.data
    }

    package init(_ instance: InstanceView) {
        id = instance.id
        className = instance.className
        key = instance.key
        sequence = instance.sequence
        badge = instance.badge
        summary = InstanceSummary.text(of: instance)
        data = instance.data
    }
}

extension NodeBadge {
    /// Why it is not FULL: `stale: document is at sequence 2, node at 3`.
    var sentence: String {
        let word = reason.map { $0.replacing("_", with: " ") }
        let parts = [word, detail].compactMap(\.self)
        return parts.isEmpty ? "no reason given" : parts.joined(separator: ": ")
    }

    var style: Style { Style(Cells.look(self).role) }
}
