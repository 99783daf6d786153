// Searchable documents as a read model of the log: one an instance, a class, a database.

package import EventSourcing
package import JSONText

/// Addresses one document.
package struct DocumentID: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case instance, ontologyClass, database
    }

    package var kind: Kind
    /// For a database document: the database itself.
    package var scope: GraphScope
    /// Empty for a database.
    package var className: String
    /// Empty for a class or database.
    package var key: String

    package init(kind: Kind, scope: GraphScope, className: String = "", key: String = "") {
        self.kind = kind
        self.scope = scope
        self.className = className
        self.key = key
    }

    /// By bytes, as streams are.
    package static func == (left: DocumentID, right: DocumentID) -> Bool {
        left.kind == right.kind && left.key.utf8.elementsEqual(right.key.utf8)
            && left.className.utf8.elementsEqual(right.className.utf8) && left.scope == right.scope
    }

    /// Without kind and scope, which nearly always are the same.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(key)
        hasher.combine(className)
    }

    package init(_ node: NodeID) {
        self.init(kind: .instance, scope: node.scope, className: node.className, key: node.key)
    }

    /// `Class/key` for an instance, else the class or database.
    package var text: String {
        switch kind {
        case .instance: "\(className)/\(key)"
        case .ontologyClass: className
        case .database: scope.database
        }
    }
}

package struct Document: Hashable, Sendable {
    package var id: DocumentID
    /// Of the domain event that wrote it: the external version.
    package var sequence: SequenceNumber
    package var event: EventID
    package var eventAt: Timestamp
    package var createdAt: Timestamp
    package var data: JSONObject

    package init(
        id: DocumentID, sequence: SequenceNumber, event: EventID, eventAt: Timestamp,
        createdAt: Timestamp, data: JSONObject
    ) {
        self.id = id
        self.sequence = sequence
        self.event = event
        self.eventAt = eventAt
        self.createdAt = createdAt
        self.data = data
    }
}

package enum DocumentChange: Hashable, Sendable {
    /// `createdAt` of a document that is there already and was not deleted in between is kept.
    case upsert(Document)
    case delete(DocumentID, sequence: SequenceNumber)
    /// Drops everything of a database's epoch but the database document.
    case dropDatabase(name: String, epoch: Int)
}

/// Which documents. All conditions must hold.
package struct DocumentQuery: Hashable, Sendable {
    package var kind: DocumentID.Kind
    /// Nil for databases, which belong to no scope.
    package var scope: GraphScope?
    package var className: String?
    /// Words that must occur, in any property, in any case; never a query language.
    package var words: [String]
    /// The plain text of the property equals the text, without regard to case.
    package var equals: [String: String]
    /// Of several for one property all must hold.
    package var ranges: [PropertyRange]

    package init(
        kind: DocumentID.Kind, scope: GraphScope? = nil, className: String? = nil,
        words: [String] = [], equals: [String: String] = [:], ranges: [PropertyRange] = []
    ) {
        self.ranges = ranges
        self.kind = kind
        self.scope = scope
        self.className = className
        self.words = words
        self.equals = equals
    }
}

/// Promises: a change with a sequence at or below the document's changes nothing (a deleted one keeps its sequence);
/// effect and checkpoint are kept together where the store can.
package protocol DocumentIndex: Sendable {
    func apply(_ batch: [DocumentChange], upTo: BusPosition?) async throws(ReadModelError)
    func checkpoint() async throws(ReadModelError) -> BusPosition?
    /// Those that are there; absent ones are left out.
    func documents(_ ids: [DocumentID]) async throws(ReadModelError) -> [Document]
    /// By class and key.
    func search(_ query: DocumentQuery, _ page: PageRequest) async throws(ReadModelError)
        -> Page<Document>
    func count(_ query: DocumentQuery) async throws(ReadModelError) -> Int
    /// Those at these places of all that satisfy the query, in an order, as `DocumentOrder.sorted` has them; nil where the
    /// index keeps no such order, or not so far: then whoever asks reads them all and sorts.
    func sorted(_ query: DocumentQuery, by order: DocumentOrder, _ places: Range<Int>)
        async throws(ReadModelError) -> [Document]?
    func reset() async throws(ReadModelError)

    /// An empty index beside this one, to be filled while this one serves on; nil where there is only `reset`. One that was
    /// never put in its place is gone with the next.
    func successor() async throws(ReadModelError) -> DocumentSuccessor?
}

/// An index that is being filled to take another's place.
package struct DocumentSuccessor: Sendable {
    package let index: any DocumentIndex
    /// From now on everybody who asks the other is answered by this one.
    package let takeOver: @Sendable () async throws(ReadModelError) -> Void

    package init(
        _ index: any DocumentIndex,
        takeOver: @escaping @Sendable () async throws(ReadModelError) -> Void
    ) {
        self.index = index
        self.takeOver = takeOver
    }
}

extension DocumentIndex {
    package func sorted(_ query: DocumentQuery, by order: DocumentOrder, _ places: Range<Int>)
        async throws(ReadModelError) -> [Document]?
    { nil }

    package func successor() async throws(ReadModelError) -> DocumentSuccessor? { nil }
}
