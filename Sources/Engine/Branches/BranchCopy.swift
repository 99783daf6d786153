// The copy that a fork is: the state of the parent at the fork's position, sent again as commands of the branch. Their ids
// are made of branch, position and place, so that a copy which was interrupted is gone on with and sends nothing twice.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct BranchCopy: Sendable {
    typealias NodeKey = ScopeState.NodeKey

    private static let batch = 1000

    /// A class or an instance, and the command that copies it.
    private struct Piece: Sendable {
        var key: NodeKey
        var item: ScopeState.Item
        var id: EventID
    }

    private let brancher: Brancher
    private let branch: BranchBook.Branch
    private let parent: String
    private let call: CallContext

    init(_ brancher: Brancher, _ branch: BranchBook.Branch, _ call: CallContext) {
        self.brancher = brancher
        self.branch = branch
        self.call = call
        parent = branch.parent ?? StreamID.mainBranch
    }

    private var engine: Engine { brancher.engine }
    private var scope: GraphScope { brancher.scope }
    private var fork: String {
        "fork:\(scope.database):\(scope.epoch):\(branch.position):\(branch.name)"
    }

    /// Returns when all of it is decided; throws when some of it is not, and then it can be run again.
    func run(_ fold: BranchBook.Fold) async throws(EngineError) {
        let state = try await StateReader(brancher, fold).whole(
            StateReader.Point(branch: parent, upTo: branch.position))
        var pieces: [Piece] = []
        for (className, item) in state.classes.sorted(by: { $0.key < $1.key }) {
            let piece = Piece(
                key: NodeKey(className: className, key: ""), item: item,
                id: .hashed("\(fork):\(className)"))
            try await send(ofClass: piece)
            pieces.append(piece)
        }
        let byClass = Dictionary(grouping: state.instances, by: \.key.className)
        for (className, instances) in byClass.sorted(by: { $0.key < $1.key })
        where state.classes[className] != nil {
            let all = numbered(instances, of: className)
            for part in all.chunks(of: BranchCopy.batch) {
                try await checkStanding()
                try await send(part, of: className)
            }
            pieces += all
        }
        try await brancher.settle(call)
        try await checkDecided(pieces, fold)
    }

    /// In the order of the keys' bytes, which is the same each time.
    private func numbered(
        _ instances: [(key: NodeKey, value: ScopeState.Item)], of className: String
    ) -> [Piece] {
        let series = EventID.Series("\(fork):\(className)")
        let ordered = instances.sorted {
            $0.key.key.utf8.lexicographicallyPrecedes($1.key.key.utf8)
        }
        return ordered.enumerated().map { number, instance in
            Piece(
                key: instance.key, item: instance.value, id: .numbered(number, in: series))
        }
    }

    private func send(ofClass piece: Piece) async throws(EngineError) {
        _ = try await SubmitCommand(
            type: .createClass, database: scope.database, branch: branch.name,
            payload: .object(piece.item.data), commandID: piece.id.description,
            metadata: origin(piece.item)
        ).perform(in: engine, call)
    }

    private func send(_ pieces: [Piece], of className: String) async throws(EngineError) {
        let receipt = try await SubmitBulk(
            database: scope.database, branch: branch.name, className: className,
            rows: pieces.map { piece in
                SubmitBulk.Row(
                    data: .object(piece.item.data), metadata: origin(piece.item),
                    commandID: piece.id.description, key: piece.key.key)
            }
        ).perform(in: engine, call)
        guard let refused = receipt.refused.first else { return }
        throw failure(pieces[refused.row].key, refused.message)
    }

    private func origin(_ item: ScopeState.Item) -> JSON {
        [
            "forked_from": [
                "branch": .string(parent), "sequence_number": .integer(item.sequence.value),
            ]
        ]
    }

    /// Somebody may delete the branch meanwhile: then nothing more is sent to it.
    private func checkStanding() async throws(EngineError) {
        _ = try await brancher.fold().standing(branch)
    }

    /// A copied stream ends with what its command brought about; where it does not, the command tells.
    private func checkDecided(_ pieces: [Piece], _ fold: BranchBook.Fold)
        async throws(EngineError)
    {
        let ends = try await StateReader(brancher, fold).ends(of: branch.name)
        var waiting = 0
        for piece in pieces {
            if let end = ends[piece.key], Marks.kind(end) != .unknown { continue }
            let answers = try await EngineError.wrapStore { () async throws(EventStoreError) in
                try await engine.ports.store.answers(to: piece.id)
            }
            if let failed = answers.first(where: \.isFailure) {
                throw failure(
                    piece.key, failed.event.data["error"]?.string ?? "its command failed")
            }
            if answers.isEmpty { waiting += 1 }
        }
        guard waiting > 0 else { return }
        throw EngineError(
            .busy,
            "\(waiting) of the \(pieces.count) commands that make \(branch.name) are not decided "
                + "yet (spice status shows the workers): create it again, which goes on with it",
            retryAfterSeconds: 1)
    }

    private func failure(_ key: NodeKey, _ reason: String) -> EngineError {
        let name = key.key.isEmpty ? key.className : "\(key.className)/\(key.key)"
        return EngineError(
            .internal,
            "\(name) could not be forked: \(reason); delete the branch \(branch.name)")
    }
}
