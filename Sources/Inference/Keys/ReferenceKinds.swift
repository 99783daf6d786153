// What kind of reference each is, once all keys are known.

struct ReferenceKinds {
    private let tables: [String: KeyTable]
    private let references: [String: [ForeignKey]]
    private let links: LinkTables

    init(_ tables: [KeyTable], _ references: [ForeignKey]) {
        self.tables = Dictionary(tables.map { ($0.name, $0) }) { first, _ in first }
        self.references = Dictionary(grouping: references, by: \.table)
        links = LinkTables(tables, references)
    }

    func kind(of key: ForeignKey) -> ReferenceKind {
        if key.cardinality == .manyToMany { return .shared }
        if key.table == key.target { return .hierarchy }
        guard let table = tables[key.table] else { return .foreignKey }
        let own = Set(key.columns)
        let primary = Set(table.primaryKey.map { table.columns[$0].name })
        if joined(by: table, primary).contains(where: { $0.columns == key.columns }) {
            return .junction
        }
        return key.cardinality == .oneToOne && own == primary ? .split : .foreignKey
    }

    /// The references of a table that does nothing but join: they make its key, or there is nothing beside them and a
    /// number of the row. Empty for other tables.
    private func joined(by table: KeyTable, _ primary: Set<String>) -> [ForeignKey] {
        let outward = (references[table.name] ?? []).filter {
            $0.target != table.name && $0.cardinality != .manyToMany
        }
        let inKey = outward.filter { primary.isSuperset(of: $0.columns) }
        if inKey.count >= 2, primary == Set(inKey.flatMap(\.columns)) { return inKey }
        let names = Set(outward.flatMap(\.columns)).union(primary)
        let isNumbered =
            primary.count == 1
            && outward.allSatisfy { !$0.columns.contains(where: primary.contains) }
        let columns = table.columns.filter { names.contains($0.name) }
        return outward.count >= 2 && isNumbered && links.isBare(table, columns) ? outward : []
    }
}
