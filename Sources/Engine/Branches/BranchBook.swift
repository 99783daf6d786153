// The branches of a database, folded from its stream of them. A branch is a named fork of the log at a position: its
// aggregates have streams of their own under its name, begun with the state at the fork.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct BranchBook: Sendable {
    static let streamName = "Branch"
    static let created = "BRANCH_CREATED"
    /// The copy of its parent has come to its end.
    static let ready = "BRANCH_READY"
    /// Before what is on it is deleted.
    static let deleting = "BRANCH_DELETING"
    static let deleted = "BRANCH_DELETED"
    /// Where a merge looks at its source, before it sends anything.
    static let merging = "BRANCH_MERGING"
    static let merged = "BRANCH_MERGED"
    /// Beside the commands that do it, which alone count.
    static let rolledBack = "BRANCH_ROLLED_BACK"
    static let checkedOut = "BRANCH_CHECKED_OUT"
    static let noted = "COMMIT_NOTED"
    /// A member of `created`: which fact says that the branch is whole. A branch without it is of a version that wrote
    /// no such fact, and counts as whole.
    static let awaits = "awaits"
    static let protected: Set<String> = ["main", "master", "production"]

    /// A branch with what is needed to compare it.
    struct Branch: Hashable, Sendable {
        var name: String
        var parent: String?
        /// Where it was forked from its parent; the start of the log for main.
        var position: StorePosition
        var createdAt: String?
        var createdBy: String?
        var description: String?
        var state = BranchView.State.ready
        /// What it held at its fork stands before this position; nil: nobody said so.
        var readyAt: StorePosition?
        /// Of the fact that created it; nil: main.
        var id: EventID?
    }

    /// A merge that was done.
    struct Merge: Hashable, Sendable {
        var source: String
        var target: String
        var position: StorePosition
    }

    struct Fold: Sendable {
        var branches: [String: Branch] = [:]
        var merges: [Merge] = []
        var current = StreamID.mainBranch
        /// Positions by the id of a noted commit.
        var commits: [String: StorePosition] = [:]

        func branch(_ name: String) throws(EngineError) -> Branch {
            guard let branch = branches[name] else {
                throw EngineError(
                    .notFound, "there is no branch \(EngineError.quoted(name))")
            }
            return branch
        }

        /// The same branch, unless it was deleted since.
        func standing(_ branch: Branch) throws(EngineError) -> Branch {
            guard let there = branches[branch.name], there.id == branch.id,
                there.state != .deleting
            else {
                throw EngineError(
                    .notFound, "\(branch.name) was deleted while it was copied")
            }
            return there
        }

        /// A branch that holds all that it is said to hold: only such a one is compared, joined or forked.
        func whole(_ name: String) throws(EngineError) -> Branch {
            let branch = try branch(name)
            let advice: String
            switch branch.state {
            case .ready: return branch
            case .copying:
                advice =
                    "is not copied to its end: wait for whoever creates it, or create it from "
                    + "\(branch.parent ?? StreamID.mainBranch) again, which goes on with the copy"
            case .deleting:
                advice = "is being deleted: delete it again, which comes to the end of that"
            }
            throw EngineError(
                .branchNotReady, "the branch \(name) \(advice)",
                details: JSONObject([
                    ("branch", .string(name)), ("state", .string(branch.state.rawValue)),
                ]))
        }
    }

    static func stream(_ database: String, _ epoch: Int) -> StreamID {
        StreamID(
            database: database, epoch: epoch, type: AggregateType(streamName), key: "all")
    }

    /// Up to the fact with this id, where there is one: what a request saw when it was first sent.
    static func fold(_ facts: [RecordedEvent], through id: EventID?) -> Fold {
        let last = id.flatMap { id in facts.firstIndex { $0.event.id == id } }
        return fold(last.map { Array(facts[...$0]) } ?? facts)
    }

    static func fold(_ facts: [RecordedEvent]) -> Fold {
        var fold = Fold()
        let main = StreamID.mainBranch
        fold.branches[main] = Branch(name: main, parent: nil, position: .start)
        for fact in facts {
            let data = fact.event.data
            let name = data["name"]?.string ?? ""
            switch fact.event.type {
            case created:
                fold.branches[name] = Branch(
                    name: name, parent: data["from"]?.string,
                    position: data["position"]?.string.flatMap { StorePosition($0) } ?? .start,
                    createdAt: fact.event.occurredAt.description, createdBy: fact.event.actor,
                    description: data["description"]?.string,
                    state: data[awaits]?.string == ready ? .copying : .ready, id: fact.event.id)
            case ready:
                fold.branches[name]?.readyAt = fact.position
                if fold.branches[name]?.state == .copying { fold.branches[name]?.state = .ready }
            case deleting: fold.branches[name]?.state = .deleting
            case deleted:
                fold.branches[name] = nil
                fold.merges.removeAll { $0.source == name || $0.target == name }
                if fold.current == name { fold.current = main }
            case merged:
                guard let source = data["source"]?.string, let target = data["target"]?.string,
                    let position = data["position"]?.string.flatMap({ StorePosition($0) })
                else { continue }
                fold.merges.append(Merge(source: source, target: target, position: position))
            case checkedOut: fold.current = name
            case noted: fold.commits[fact.event.id.description] = fact.position
            default: continue
            }
        }
        return fold
    }
}

extension BranchBook.Fold {
    /// The state that two branches have in common: a branch and a position.
    func ancestor(_ one: String, _ other: String) -> (branch: String, position: StorePosition)? {
        let merge = merges.last { merge in
            (merge.source == one && merge.target == other)
                || (merge.source == other && merge.target == one)
        }
        if let merge { return (merge.source, merge.position) }
        let first = chain(one)
        let second = chain(other)
        for (name, position) in first {
            guard let match = second.first(where: { $0.name == name }) else { continue }
            return (name, Swift.min(position, match.position))
        }
        return nil
    }

    /// The branch itself, its parent, and so on, each with the position up to which it counts.
    private func chain(_ name: String) -> [(name: String, position: StorePosition)] {
        var chain: [(String, StorePosition)] = []
        var next: String? = name
        var position = StorePosition(segment: .max)
        while let name = next, let branch = branches[name], chain.count < 100 {
            chain.append((name, position))
            position = Swift.min(position, branch.position)
            next = branch.parent
        }
        return chain
    }
}
