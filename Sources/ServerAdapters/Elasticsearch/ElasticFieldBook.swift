// Which typed fields an index has, as far as this process knows. What it does not know costs time and never an answer: a
// document that lacks a field says so, and is looked at one by one.

internal import JSONText
internal import Synchronization

struct ElasticFields {
    /// Of the mapping; a document says by which it was written.
    static let version = 1

    /// Nil: an index of an earlier version of ours, which takes no typed fields.
    var known: Set<ElasticField>?
    /// The server takes no more.
    var isFull = false

    static let none = ElasticFields(known: nil)

    func has(_ field: ElasticField) -> Bool { known?.contains(field) ?? false }

    /// From an index's mapping.
    init(mapping: JSON) {
        let properties = mapping["properties"]
        guard mapping["_meta"]?["spice_fields"]?.integer == ElasticFields.version else {
            known = nil
            return
        }
        var fields: Set<ElasticField> = []
        for family in ElasticField.Family.allCases {
            for name in properties?[family.rawValue]?["properties"]?.object?.names ?? [] {
                fields.insert(ElasticField(family, encoded: name))
            }
        }
        known = fields
    }

    private init(known: Set<ElasticField>?) { self.known = known }
}

final class ElasticFieldBook: Sendable {
    private let state = Mutex<[String: ElasticFields]>([:])

    subscript(index: String) -> ElasticFields? {
        get { state.withLock { $0[index] } }
        set { state.withLock { $0[index] = newValue } }
    }

    /// Somebody changed an index behind our back.
    func forget() { state.withLock { $0 = [:] } }
}
