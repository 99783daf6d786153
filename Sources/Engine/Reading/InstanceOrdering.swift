// In which order a list of instances is read: by the values of a property, or by the keys as people read them.
// Numbers by value, texts naturally (`i-2` before `i-10`), what is absent last in both directions; equal values by
// key. Pure.

internal import JSONText
internal import Ontology

package struct InstanceOrdering: Codable, Hashable, Sendable {
    /// Nil: the key.
    package var property: String?
    package var isDescending: Bool
    /// The same order, read from its end.
    package var isFromEnd: Bool

    package init(by property: String? = nil, isDescending: Bool = false, isFromEnd: Bool = false) {
        self.property = property
        self.isDescending = isDescending
        self.isFromEnd = isFromEnd
    }

    /// `freight`, `-freight`; `key` is the key.
    package init(text: String) {
        let name = text.hasPrefix("-") ? String(text.dropFirst()) : text
        self.init(by: name == "key" ? nil : name, isDescending: text.hasPrefix("-"))
    }

    func place(of document: Document) -> InstancePlace {
        let key = document.id.key
        let value = property.map { document.data[$0] ?? .null } ?? .string(key)
        return InstancePlace(value: SortValue(value, isKey: property == nil), key: key)
    }

    /// Total: two places are equal only when their keys are.
    func precedes(_ left: InstancePlace, _ right: InstancePlace) -> Bool {
        let order = compare(left, right)
        return isFromEnd ? order > 0 : order < 0
    }

    private func compare(_ left: InstancePlace, _ right: InstancePlace) -> Int {
        if left.value.isAbsent != right.value.isAbsent { return left.value.isAbsent ? 1 : -1 }
        let order = left.value.compared(to: right.value)
        if order != 0 { return isDescending ? -order : order }
        if left.key.utf8.elementsEqual(right.key.utf8) { return 0 }
        return left.key.utf8.lexicographicallyPrecedes(right.key.utf8) ? -1 : 1
    }

    // MARK: Marks

    private var head: [JSON] {
        [
            "sort", .string(property ?? ""), .string(isDescending ? "-" : "+"),
            .string(isFromEnd ? "end" : "begin"),
        ]
    }

    /// The cursor of a page that ends with this place.
    func mark(_ place: InstancePlace) -> String {
        let value = place.value
        return JSON.array(
            head + [.string(value.kind.rawValue), .string(value.text), .string(place.key)]
        ).plainText
    }

    /// Throws `invalidRequest` where the cursor is of another order.
    func place(ofMark text: String) throws(EngineError) -> InstancePlace {
        guard let items = (try? JSON(parsing: text))?.array, items.count == 7,
            Array(items.prefix(4)) == head,
            let kind = items[4].string.flatMap({ SortValue.Kind(rawValue: $0) }),
            let value = items[5].string, let key = items[6].string
        else {
            throw EngineError(
                .invalidRequest, "the cursor does not belong to a list in this order")
        }
        return InstancePlace(value: SortValue(kind, value), key: key)
    }
}

/// Where an instance stands in an order.
struct InstancePlace: Hashable, Sendable {
    var value: SortValue
    var key: String
}

/// A value as it is sorted.
struct SortValue: Hashable, Sendable {
    enum Kind: String, Hashable, Sendable {
        case number = "n"
        case text = "t"
        case absent = "-"
    }

    /// Texts that begin with the same characters up to here are equal, and stand by their keys.
    private static let mostCharacters = 200

    let kind: Kind
    /// What it is made of, for a mark.
    let text: String
    private var number: DecimalText?
    private var natural: [UInt8] = []

    var isAbsent: Bool { kind == .absent }

    /// `isKey`: of a key that is a number in a text, the number counts.
    init(_ value: JSON, isKey: Bool) {
        if value.isNull {
            self.init(.absent, "")
        } else if DecimalText(value) != nil {
            self.init(.number, value.plainText)
        } else if isKey, DecimalText(value.plainText) != nil {
            self.init(.number, value.plainText)
        } else {
            self.init(.text, String(value.plainText.prefix(Self.mostCharacters)))
        }
    }

    init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
        switch kind {
        case .number: number = DecimalText(text)
        case .text: natural = Self.natural(text)
        case .absent: break
        }
    }

    /// Negative, 0 or positive; numbers stand before texts.
    func compared(to other: SortValue) -> Int {
        if let number, let second = other.number { return number.compared(to: second) }
        guard kind == .text, other.kind == .text else {
            return kind == other.kind ? 0 : kind == .number ? -1 : other.kind == .number ? 1 : 0
        }
        if natural != other.natural {
            return natural.lexicographicallyPrecedes(other.natural) ? -1 : 1
        }
        if text.utf8.elementsEqual(other.text.utf8) { return 0 }
        return text.utf8.lexicographicallyPrecedes(other.text.utf8) ? -1 : 1
    }

    /// Bytes whose order is the natural one: in any case, runs of digits by value (how many there are, then they).
    private static func natural(_ text: String) -> [UInt8] {
        let zero = UInt8(ascii: "0")
        var bytes: [UInt8] = []
        var run: [UInt8] = []
        func close() {
            guard !run.isEmpty else { return }
            let digits = run.drop { $0 == zero }
            bytes += [zero, UInt8(clamping: digits.count)] + digits
            run = []
        }
        for byte in text.lowercased().utf8 {
            if (zero...UInt8(ascii: "9")).contains(byte) {
                run.append(byte)
            } else {
                close()
                bytes.append(byte)
            }
        }
        close()
        return bytes
    }
}
