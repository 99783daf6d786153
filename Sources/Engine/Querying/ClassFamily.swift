// A class with the classes that are kinds of it, near or far; and between which classes a link leads. A subclass has the
// links that it declares itself.

internal import Ontology

struct ClassFamily: Sendable {
    let head: ClassDefinition
    private(set) var members: [ClassDefinition]
    /// Why not all of them could be looked for; nil when they were.
    var failure: EngineError?

    init(of head: ClassDefinition) {
        self.head = head
        members = [head]
    }

    /// With all of `classes` that descend from it.
    init(of head: ClassDefinition, among classes: [ClassDefinition]) {
        self.init(of: head)
        var isGrowing = true
        while isGrowing {
            isGrowing = false
            for other in classes where other.parent.map({ names.contains($0.text) }) ?? false {
                if add(other) { isGrowing = true }
            }
        }
    }

    /// For who asks: the answer may lack what belongs to classes that nobody knows now.
    var warning: String? { failure.map { _ in "subclasses_unknown(class=\(head.id))" } }

    var names: Set<String> { Set(members.map(\.id.text)) }

    /// False when it is a member already, as in a circle of parents.
    mutating func add(_ member: ClassDefinition) -> Bool {
        guard !members.contains(where: { $0.id == member.id }) else { return false }
        members.append(member)
        return true
    }
}

/// The classes at the other ends of a predicate's links.
struct LinkEnds: Sendable {
    private let classes: Set<String>

    /// Nil when no class of one family has the link, or, where it must arrive, none that leads to the other family.
    init?(
        _ predicate: String, _ direction: LinkDirection, from: ClassFamily, to: ClassFamily,
        mustArrive: Bool = true
    ) {
        let (owners, others) = direction == .out ? (from, to) : (to, from)
        let links = owners.members.compactMap { owner in
            owner.link(predicate).map { (owner: owner.id.text, target: $0.target.text) }
        }
        let arriving = links.filter { others.names.contains($0.target) }
        guard !(mustArrive ? arriving.isEmpty : links.isEmpty) else { return nil }
        classes = Set(arriving.map { direction == .out ? $0.target : $0.owner })
    }

    var single: String? { classes.count == 1 ? classes.first : nil }
    var several: Set<String>? { classes.count > 1 ? classes : nil }
}
