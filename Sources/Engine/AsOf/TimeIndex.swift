// Which nodes, links and classes of one scope were there at which moment, made of the log in one pass and extended by
// what is new. A moment is a number of changes: moment 3 is the state after the first three. What an instance held is
// not kept here: its version names the event that says it. Pure; about 100 bytes a change.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct TimeIndex: Sendable {
    /// A change of the scope: where it stands in the log, and the latest time that the log has told up to there.
    struct Tick: Sendable {
        var position: StorePosition
        var at: Timestamp
    }

    /// From the change `since` on, until the change `until` took it away.
    struct Span: Sendable {
        static let open = Int32.max
        var since: Int32
        var until = Span.open

        /// Whether it was there after the first `moment` changes.
        func holds(at moment: Int) -> Bool { Int(since) < moment && moment <= Int(until) }
    }

    struct Node: Sendable {
        var className: Int32
        var key: String
        /// The last of its versions; negative: it was only named by a link.
        var last: Int32 = -1
        /// The last arc that ends here by its key; negative: none.
        var lastArc: Int32 = -1
    }

    struct Version: Sendable {
        var previous: Int32
        var tick: Int32
        var sequence: Int
        var isLive: Bool
        var arcs: Range<Int32>
    }

    /// A link while it stood. `target`: a node, or, below zero, the values of properties.
    struct Arc: Sendable {
        var from: Int32
        var predicate: Int32
        var target: Int32
        var span: Span
        /// The arc before it with the same target.
        var previous: Int32
    }

    /// Properties of a class by which links name their target.
    struct Lookup: Hashable, Sendable {
        var className: String
        var properties: [String]
    }

    /// Values that a link can name, and who held them when.
    struct Held: Sendable {
        var target: LinkTarget
        var lastArc: Int32 = -1
        var holders: [(node: Int32, span: Span)] = []
    }

    let scope: GraphScope
    /// Up to where the log is in here.
    var position = StorePosition.start
    var ticks: [Tick] = []
    var texts = TextTable()
    var nodes: [Node] = []
    var places: [Place: Int32] = [:]
    /// The nodes of a class in order of their arrival.
    var members: [Int32: [Int32]] = [:]
    var versions: [Version] = []
    var arcs: [Arc] = []
    /// The arcs of the versions, one after the other.
    var versionArcs: [Int32] = []
    var lookups: Set<Lookup>
    var held: [Held] = []
    var heldPlaces: [[ByteText]: Int32] = [:]
    /// What a node of a class with look-ups holds now.
    var holding: [Int32: [Int32]] = [:]
    /// What it ever held.
    var heldEver: [Int32: [Int32]] = [:]
    var classes: [String: [(tick: Int32, definition: ClassDefinition?)]] = [:]
    /// A link named its target in a way that was not known when earlier events were read: all must be read again, with
    /// the look-ups that are known now.
    var mustStartAgain = false

    struct Place: Hashable, Sendable {
        var className: Int32
        var key: ByteText
    }

    init(scope: GraphScope, lookups: Set<Lookup> = []) {
        self.scope = scope
        self.lookups = lookups
    }

    /// The state as it is after everything that was read.
    var end: Int { ticks.count }

    /// The moment after the last change at or before a position. O(log n).
    func moment(at position: StorePosition) -> Int { count { $0.position <= position } }

    /// The moment before the first change that happened after a time. O(log n).
    func moment(at time: Timestamp) -> Int { count { $0.at <= time } }

    private func count(_ isBefore: (Tick) -> Bool) -> Int {
        var (low, high) = (0, ticks.count)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(ticks[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// A text that is told apart by its bytes, as streams and nodes are.
struct ByteText: Hashable, Sendable {
    let text: String

    init(_ text: String) { self.text = text }

    static func == (left: ByteText, right: ByteText) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

/// Numbers for the few texts that occur again and again: classes and predicates.
struct TextTable: Sendable {
    private(set) var texts: [String] = []
    private var numbers: [ByteText: Int32] = [:]

    subscript(number: Int32) -> String { texts[Int(number)] }

    func number(of text: String) -> Int32? { numbers[ByteText(text)] }

    mutating func add(_ text: String) -> Int32 {
        if let known = numbers[ByteText(text)] { return known }
        let number = Int32(texts.count)
        texts.append(text)
        numbers[ByteText(text)] = number
        return number
    }
}
