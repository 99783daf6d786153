// The first so many instances of an order, out of any number that are looked at: a heap with the last of them on top.

internal import Ontology

struct BestInstances {
    typealias Entry = (document: Document, place: InstancePlace)

    private let order: InstanceOrdering
    private let room: Int
    private var heap: [Entry] = []

    init(_ order: InstanceOrdering, room: Int) {
        self.order = order
        self.room = room
    }

    var sorted: [Entry] { heap.sorted { order.precedes($0.place, $1.place) } }

    /// O(log room), and nothing for one that stands behind all that are kept.
    mutating func offer(_ document: Document, at place: InstancePlace) {
        if heap.count < room {
            heap.append((document, place))
            rise(heap.count - 1)
        } else if let last = heap.first, order.precedes(place, last.place) {
            heap[0] = (document, place)
            sink()
        }
    }

    private mutating func rise(_ start: Int) {
        var index = start
        while index > 0 {
            let parent = (index - 1) / 2
            guard order.precedes(heap[parent].place, heap[index].place) else { return }
            heap.swapAt(parent, index)
            index = parent
        }
    }

    private mutating func sink() {
        var index = 0
        while true {
            var last = index
            for child in [2 * index + 1, 2 * index + 2] where child < heap.count {
                if order.precedes(heap[last].place, heap[child].place) { last = child }
            }
            guard last != index else { return }
            heap.swapAt(last, index)
            index = last
        }
    }
}
