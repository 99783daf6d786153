// What a class remembers of imports, in its metadata: which there were (for undo) and which columns went into which
// property (for the next mapping).

internal import JSONText
internal import Ontology

/// The imports of one class.
struct ImportLedger: Sendable {
    struct Entry: Sendable {
        /// The same file under the same mapping is the same import, until it is undone.
        var id: String
        var file: String
        var hash: String
        var at: String
        var mode: String
        var isUndone: Bool
        /// Of the ids of its commands, which are numbered by rows; nil in entries of earlier versions.
        var series: String?
        /// The number of its last row.
        var lastRow: Int?
    }

    /// Columns remembered for one property at most; the oldest are forgotten first.
    private static let keptNames = 20
    private static let keptEntries = 500

    private(set) var entries: [Entry]
    /// Column names in lower case by property.
    private(set) var columns: [String: [String]]
    /// Of properties that hold amounts: what they are in.
    private(set) var currencies: [String: KeptCurrency]

    init(_ definition: ClassDefinition) {
        entries = (definition.metadata["imports"]?.array ?? []).compactMap { json in
            guard let id = json["id"]?.string else { return nil }
            return Entry(
                id: id, file: json["file"]?.string ?? "", hash: json["sha256"]?.string ?? "",
                at: json["at"]?.string ?? "", mode: json["mode"]?.string ?? "insert",
                isUndone: json["undone"]?.bool ?? false, series: json["series"]?.string,
                lastRow: json["last_row"]?.integer)
        }
        currencies = [:]
        for member in definition.metadata["currencies"]?.object?.members ?? [] {
            currencies[member.name] = KeptCurrency(member.value)
        }
        columns = [:]
        for member in definition.metadata["columns"]?.object?.members ?? [] {
            columns[member.name] = member.value.array?.compactMap(\.string) ?? []
        }
    }

    /// The id of an import of this content: `base`, or one with a number behind it when earlier ones were undone.
    func id(of base: String) -> String {
        let undone = entries.count { $0.isUndone && ($0.id == base || $0.id.hasPrefix(base + "-")) }
        return undone == 0 ? base : "\(base)-\(undone + 1)"
    }

    func contains(_ id: String) -> Bool { entries.contains { $0.id == id } }

    mutating func add(_ entry: Entry) {
        guard !contains(entry.id) else { return }
        entries = entries.suffix(Self.keptEntries - 1) + [entry]
    }

    mutating func markUndone(_ id: String) {
        for index in entries.indices where entries[index].id == id {
            entries[index].isUndone = true
        }
    }

    mutating func learn(_ column: String, _ property: String) {
        let name = column.lowercased()
        guard columns[property]?.contains(name) != true else { return }
        columns[property] = (columns[property] ?? []).suffix(Self.keptNames - 1) + [name]
    }

    /// What is known already stays.
    mutating func note(_ kept: [String: KeptCurrency]) {
        currencies.merge(kept) { $0.joined(with: $1) }
    }

    /// The property that a column of this name went into before.
    func property(of column: String) -> String? {
        let name = column.lowercased()
        return columns.keys.sorted().first { columns[$0]?.contains(name) == true }
    }

    /// `metadata` with what is remembered.
    func written(into metadata: JSONObject) -> JSONObject {
        var result = metadata
        result["imports"] = .array(
            entries.map { entry in
                var object = JSONObject([
                    ("id", .string(entry.id)), ("file", .string(entry.file)),
                    ("sha256", .string(entry.hash)), ("at", .string(entry.at)),
                    ("mode", .string(entry.mode)),
                ])
                if entry.isUndone { object["undone"] = .bool(true) }
                object["series"] = entry.series.map(JSON.string)
                object["last_row"] = entry.lastRow.map(JSON.integer)
                return .object(object)
            })
        if !currencies.isEmpty {
            result["currencies"] = .object(
                JSONObject(
                    currencies.sorted { $0.key < $1.key }.map { ($0.key, $0.value.json) }))
        }
        result["columns"] = .object(
            JSONObject(
                columns.keys.sorted().map { name in
                    (name, .array((columns[name] ?? []).map { .string($0) }))
                }))
        return result
    }
}

extension ClassDefinition {
    /// The class as it will remember what amounts are in.
    func noting(_ currencies: [String: KeptCurrency]) -> ClassDefinition {
        guard !currencies.isEmpty else { return self }
        var ledger = ImportLedger(self)
        ledger.note(currencies)
        var noted = self
        noted.metadata = ledger.written(into: metadata)
        return noted
    }
}
