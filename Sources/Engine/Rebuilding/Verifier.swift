// Holds graph and documents against the fold of the log: every live instance must be there with its sequence and data,
// and nothing else. Also recomputes the audit chain.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct Verifier: Sendable {
    static let maximumDrifts = 100

    /// How long the read models may stand still before they are held against the log as they are.
    static let patienceSeconds = 5.0

    let ports: EnginePorts
    let coverage: Coverage

    /// Read models that are still on their way (a rebuild, a damaged file made again) are waited for, unless nobody
    /// works on them. `passing`: instances that may differ.
    func verify(_ call: CallContext, isWaiting: Bool = true, passing: Set<NodeID> = [])
        async throws(EngineError) -> VerifyReport
    {
        if isWaiting {
            try await Projected(
                ports: ports, coverage: coverage, call: call,
                patienceSeconds: Verifier.patienceSeconds
            ).wait()
        }
        var fold = try await fold(call)
        fold.passed = passing
        let audit = try await audit()
        var report = VerifyReport(
            events: fold.events, instances: fold.instances.count, classes: fold.classes.count,
            drifts: [], driftCount: 0, auditIntact: audit.isIntact, auditDetail: audit.detail)
        try await compareNodes(fold, &report)
        try await compareDocuments(fold, &report)
        return report
    }

    func audit() async throws(EngineError) -> AuditReport {
        let verdict = try await EngineError.wrapOperations {
            () async throws(OperationsStoreError) in
            try await ports.audit.verify()
        }
        switch verdict {
        case .intact(let head):
            let hash = head.hash.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            return AuditReport(
                isIntact: true, events: head.count, headHash: hash,
                detail: "the chain over \(head.count) events holds")
        case .broken(let after, let upTo):
            return AuditReport(
                isIntact: false, events: 0, headHash: "",
                detail: "the chain is broken between positions \(after) and \(upTo)")
        }
    }

    /// What the log says must be there.
    private struct Fold {
        var events = 0
        var instances: [NodeID: (sequence: SequenceNumber, data: JSONObject)] = [:]
        var classes: Set<StreamID> = []
        var scopes: Set<GraphScope> = []
        /// Not compared.
        var passed: Set<NodeID> = []
    }

    private func fold(_ call: CallContext) async throws(EngineError) -> Fold {
        var fold = Fold()
        var position = StorePosition.start
        let meter = ProgressMeter("reading the log", clock: ports.clock, call: call)
        while true {
            if Task.isCancelled { throw EngineError(.cancelled, "cancelled; nothing was changed") }
            let from = position
            let events = try await EngineError.wrapStore { () async throws(EventStoreError) in
                try await ports.store.read(after: from, limit: 2000)
            }
            guard let last = events.last else { return fold }
            for event in events { take(event, into: &fold) }
            position = last.position
            meter.tell(done: fold.events, total: nil)
        }
    }

    private func take(_ recorded: RecordedEvent, into fold: inout Fold) {
        fold.events += 1
        let stream = recorded.event.stream
        let node = NodeID(stream)
        switch DomainEventType(rawValue: recorded.event.type) {
        case .instanceCreated, .instanceUpdated:
            fold.scopes.insert(node.scope)
            fold.instances[node] = (
                recorded.sequence, InstanceContent(recorded.event)?.data ?? JSONObject()
            )
        case .instanceDeleted: fold.instances[node] = nil
        case .classCreated: fold.classes.insert(stream)
        case .classDeleted: fold.classes.remove(stream)
        case .databaseDeleted:
            let life = epoch(recorded)
            let isOfIt = { (database: String, epoch: Int) in
                database == stream.key && epoch == life
            }
            fold.instances = fold.instances.filter {
                !isOfIt($0.key.scope.database, $0.key.scope.epoch)
            }
            fold.classes = fold.classes.filter { !isOfIt($0.database, $0.epoch) }
        default: break
        }
    }

    private func compareNodes(_ fold: Fold, _ report: inout VerifyReport) async throws(EngineError)
    {
        var counted = 0
        for ids in fold.instances.keys.chunks(of: 500) {
            let nodes = try await EngineError.wrapModel { () async throws(ReadModelError) in
                try await ports.graph.nodes(ids)
            }
            let found = Dictionary(nodes.map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
            for id in ids {
                guard let truth = fold.instances[id], !fold.passed.contains(id) else { continue }
                report.compare(
                    .graph, id.text, truth.sequence, truth.data, found[id]?.sequence,
                    found[id]?.data)
            }
            counted += nodes.count
        }
        try await compareCounts(fold, counted, &report)
    }

    private func compareCounts(_ fold: Fold, _ counted: Int, _ report: inout VerifyReport)
        async throws(EngineError)
    {
        var total = 0
        for scope in fold.scopes {
            total += try await EngineError.wrapModel { () async throws(ReadModelError) in
                try await ports.graph.counts(scope).reduce(0) { $0 + $1.nodes }
            }
        }
        if total > counted {
            report.drift(
                .graph, "graph", "\(total - counted) nodes are there of which the log knows nothing"
            )
        }
    }

    private func compareDocuments(_ fold: Fold, _ report: inout VerifyReport)
        async throws(EngineError)
    {
        var counted = 0
        for ids in fold.instances.keys.chunks(of: 500) {
            let documents = try await EngineError.wrapModel { () async throws(ReadModelError) in
                try await ports.documents.documents(ids.map(DocumentID.init))
            }
            let found = Dictionary(
                documents.map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
            for id in ids {
                guard let truth = fold.instances[id], !fold.passed.contains(id) else { continue }
                let document = found[DocumentID(id)]
                report.compare(
                    .documents, id.text, truth.sequence, truth.data, document?.sequence,
                    document?.data)
            }
            counted += documents.count
        }
        var total = 0
        for scope in fold.scopes {
            total += try await EngineError.wrapModel { () async throws(ReadModelError) in
                try await ports.documents.count(DocumentQuery(kind: .instance, scope: scope))
            }
        }
        if total > counted {
            report.drift(
                .documents, "documents",
                "\(total - counted) documents are there of which the log knows nothing")
        }
    }
}

extension VerifyReport {
    fileprivate mutating func compare(
        _ model: ReadModelName, _ subject: String, _ sequence: SequenceNumber, _ data: JSONObject,
        _ actualSequence: SequenceNumber?, _ actualData: JSONObject?
    ) {
        guard let actualSequence, let actualData else {
            drift(model, subject, "is not there")
            return
        }
        if actualSequence != sequence {
            drift(model, subject, "is at sequence \(actualSequence), the log at \(sequence)")
        } else if !actualData.sameContent(as: data) {
            drift(model, subject, "has other data than the log")
        }
    }

    fileprivate mutating func drift(_ model: ReadModelName, _ subject: String, _ detail: String) {
        driftCount += 1
        if drifts.count < Verifier.maximumDrifts {
            drifts.append(Drift(model: model, subject: subject, detail: detail))
        }
    }
}

extension Collection {
    /// Arrays of at most `size` elements, in order.
    func chunks(of size: Int) -> [[Element]] {
        var chunks: [[Element]] = []
        var rest = self[...]
        while !rest.isEmpty {
            chunks.append(Array(rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
        return chunks
    }
}
