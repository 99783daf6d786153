// What the ends of streams tell about states without reading them: what may differ between two branches, and what
// stands or is gone.

internal import EventSourcing
internal import Ontology

struct Marks {
    typealias NodeKey = ScopeState.NodeKey

    enum Kind { case there, gone, unknown }

    /// Equal marks stand for equal states.
    enum Mark: Hashable {
        case absent
        /// As an event of this branch left it, or a copy of that.
        case written(branch: String, sequence: Int)
        /// Changed since the position: only reading tells.
        case before(StorePosition, branch: String)
        /// The last event tells no state; equal only to itself.
        case undecided(branch: String, sequence: Int)
    }

    /// The first events of a copied stream: the command and what it brought about.
    private static let copied = 2

    let ends: [String: [NodeKey: StreamEnd]]
    let fold: BranchBook.Fold

    static func kind(_ end: StreamEnd) -> Kind {
        switch DomainEventType(rawValue: end.type) {
        case .instanceCreated, .instanceUpdated, .classCreated, .classUpdated: .there
        case .instanceDeleted, .classDeleted: .gone
        default: .unknown
        }
    }

    func mayDiffer(_ key: NodeKey, _ one: StateReader.Point, _ other: StateReader.Point) -> Bool {
        mark(key, one.branch, one.upTo) != mark(key, other.branch, other.upTo)
    }

    private func mark(_ key: NodeKey, _ branch: String, _ upTo: StorePosition?) -> Mark {
        guard let end = ends[branch]?[key] else { return .absent }
        if let upTo, end.position > upTo { return .before(upTo, branch: branch) }
        let sequence = end.sequence.value
        switch Marks.kind(end) {
        case .gone: return .absent
        case .unknown: return .undecided(branch: branch, sequence: sequence)
        case .there: break
        }
        // What a fork copied and nobody touched since is what the parent had there.
        if sequence == Marks.copied, let own = fold.branches[branch], let parent = own.parent,
            case .written(let origin, let former) = mark(key, parent, own.position)
        {
            return .written(branch: origin, sequence: former)
        }
        return .written(branch: branch, sequence: sequence)
    }
}
