// The orders in which documents can be asked for. Each is total: what is equal goes by class and key, upwards. Pure.

internal import JSONText

package struct DocumentOrder: Hashable, Sendable {
    package enum Criterion: Hashable, Sendable {
        /// Class and key, by their bytes.
        case key
        /// The time of the last change.
        case changed
        /// `SortKey`; documents without a value come last, upwards and downwards.
        case property(String)
    }

    package var criterion: Criterion
    package var isDescending: Bool

    package init(_ criterion: Criterion, isDescending: Bool = false) {
        self.criterion = criterion
        self.isDescending = isDescending
    }

    /// O(n log n); each value is read once.
    package func sorted(_ documents: [Document]) -> [Document] {
        switch criterion {
        case .key:
            documents.sorted { isDescending ? precedes($1, $0) : precedes($0, $1) }
        case .changed:
            documents.sorted { left, right in
                guard left.eventAt != right.eventAt else { return precedes(left, right) }
                return isDescending ? right.eventAt < left.eventAt : left.eventAt < right.eventAt
            }
        case .property(let name):
            documents.map { (key: $0.data[name].flatMap(SortKey.init), document: $0) }
                .sorted { left, right in
                    guard left.key != right.key else {
                        return precedes(left.document, right.document)
                    }
                    guard let one = left.key, let other = right.key else {
                        return right.key == nil
                    }
                    return isDescending ? other < one : one < other
                }.map(\.document)
        }
    }

    private func precedes(_ left: Document, _ right: Document) -> Bool {
        let names = (left.id.className.utf8, right.id.className.utf8)
        if !names.0.elementsEqual(names.1) { return names.0.lexicographicallyPrecedes(names.1) }
        return left.id.key.utf8.lexicographicallyPrecedes(right.id.key.utf8)
    }
}
