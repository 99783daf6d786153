// What an index is told of a condition, so that it hands over less: every value that satisfies the condition is within the
// range, and the condition has the last word.

internal import JSONText
internal import Ontology

extension Condition {
    /// Nil where a condition says nothing about an order.
    func range(in definition: ClassDefinition) -> PropertyRange? {
        guard let key = key(in: definition) else { return nil }
        return switch comparison {
        case .eq: PropertyRange(field, from: key, to: key)
        case .gt, .ge: PropertyRange(field, from: key, to: nil)
        case .lt, .le: PropertyRange(field, from: nil, to: key)
        case .ne, .like, .isIn, .notIn, .isNull, .isNotNull: nil
        }
    }

    /// A number that is written as text is compared as one with numbers, and as a text with texts.
    private func key(in definition: ClassDefinition) -> SortKey? {
        switch (definition.property(field)?.type.base, value) {
        case (_, .array), (_, .object), (_, .null): nil
        case (.integer, .string(let text)), (.number, .string(let text)):
            DecimalText(text).map(SortKey.init) ?? SortKey(value)
        default: SortKey(value)
        }
    }
}
