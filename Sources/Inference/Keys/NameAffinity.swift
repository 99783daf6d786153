// How well the name of a column fits the table that it may refer to.

/// A judgement of names, from 0 (nothing in common) to 1 (says so), with the reason.
struct NameAffinity {
    var score: Double
    var reason: String

    init(child: KeyColumn, in childTable: KeyTable, parent: KeyColumn, of parentTable: KeyTable) {
        let core = child.core
        let table = parentTable.words
        score = 0
        reason = ""
        consider(Self.owner(core, table), "\(child.name) is named after \(parentTable.name)")
        if !KeyNames.isGeneric(parent) {
            let ownership = Self.owner(parent.core, table)
            if child.core == parent.core, !core.isEmpty {
                consider(0.6 + 0.4 * ownership, "both columns have one name")
            } else if Self.endsWith(core, parent.core) {
                consider(0.5 + 0.35 * ownership, "\(child.name) is a role of \(parent.name)")
            } else if Self.abbreviates(core, parent.core) {
                consider(0.35 + 0.35 * ownership, "\(child.name) shortens \(parent.name)")
            }
        }
        if Self.isDay(child), parentTable.words.contains("calendar"), Self.isDay(parent) {
            consider(0.9, "\(child.name) is a day of a calendar")
        }
        if childTable.name == parentTable.name, parentTable.primaryKey == [parent.index],
            Self.namesKin(child, parent, parentTable)
        {
            consider(0.9, "\(child.name) names a row of the same table")
        }
        considerRoles(child, childTable, parentTable)
    }

    /// `parent_id`, `code_parent`, `Oberkategorie`: a word for what stands above or before, alone or with what is
    /// said of the key.
    private static func namesKin(_ child: KeyColumn, _ parent: KeyColumn, _ table: KeyTable) -> Bool
    {
        guard let place = child.words.firstIndex(where: { KeyNames.kin.contains($0) }) else {
            let above = child.words.first.flatMap { word in
                KeyNames.above.first { word.hasPrefix($0) }.map { word.dropFirst($0.count) }
            }
            return above.map { table.words.last == String($0) || parent.words.contains(String($0)) }
                ?? false
        }
        var rest = child.words
        rest.remove(at: place)
        return rest.allSatisfy { word in
            parent.words.contains(word) || table.words.contains(NameTokens.singular(word))
                || KeyNames.core([word]).0.isEmpty
        }
    }

    private static func isDay(_ column: KeyColumn) -> Bool {
        column.words.contains { ["date", "day", "dt", "datum"].contains($0) }
    }

    private mutating func consider(_ value: Double, _ why: String) {
        guard value > score else { return }
        score = value
        reason = why
    }

    private mutating func considerRoles(
        _ child: KeyColumn, _ childTable: KeyTable, _ parentTable: KeyTable
    ) {
        guard parentTable.isAboutPeople, !Self.namesOwnTable(child, childTable, parentTable) else {
            return
        }
        let words = child.words
        let isPerson = words.contains { KeyNames.people.contains(NameTokens.singular($0)) }
        let isSelf = childTable.name == parentTable.name
        if isPerson {
            let named = parentTable.words.contains { KeyNames.people.contains($0) }
            consider(named ? (isSelf ? 0.62 : 0.55) : 0.4, "\(child.name) is a role of a person")
        } else if words.contains(where: { KeyNames.relations.contains($0) }) {
            consider(isSelf ? 0.55 : 0.4, "\(child.name) names a relation between people")
        }
    }

    /// `parent_area_code` of the areas: what stands above a row is of its own kind.
    private static func namesOwnTable(
        _ child: KeyColumn, _ childTable: KeyTable, _ parentTable: KeyTable
    ) -> Bool {
        childTable.name != parentTable.name && child.core.count > 1
            && owner(Array(child.core.dropFirst()), childTable.words) >= 0.6
    }

    /// How well words call a table: equal, with a role before them, shortened, or as a part of its
    /// name.
    static func owner(_ core: [String], _ table: [String]) -> Double {
        guard !core.isEmpty, !table.isEmpty else { return 0 }
        if core == table || core.joined() == table.joined() { return 1 }
        if endsWith(core, table) { return 0.9 }
        if endsWith(table, core) { return 0.8 }
        if core.joined() == table.map({ $0.prefix(1) }).joined() { return 0.6 }
        if abbreviates(core, table) { return table.count == core.count ? 0.75 : 0.5 }
        if let last = core.last, let own = table.last, table.count == 1, abbreviates([last], [own])
        {
            return 0.6
        }
        if table.starts(with: core) { return 0.4 }
        // `order_status` is a status.
        if core.count > 1, core.contains(where: { $0 == table.last && $0.count > 3 }) {
            return KeyNames.attributes.contains(core[core.count - 1]) ? 0 : 0.4
        }
        return 0
    }

    private static func endsWith(_ words: [String], _ end: [String]) -> Bool {
        !end.isEmpty && words.count > end.count && words.suffix(end.count).elementsEqual(end)
    }

    /// Every word is a beginning (two letters at least) of its counterpart, or the reverse.
    static func abbreviates(_ short: [String], _ long: [String]) -> Bool {
        guard short.count == long.count, short != long, !short.isEmpty else { return false }
        return zip(short, long).allSatisfy { left, right in
            left == right || left.count >= 2 && right.hasPrefix(left)
                || right.count >= 3 && left.hasPrefix(right)
                || left.count >= 3 && isSubsequence(left, right)
        }
    }

    /// The letters of `short` stand in `long` in order, beginning with the first.
    private static func isSubsequence(_ short: String, _ long: String) -> Bool {
        guard short.first == long.first, short.count * 2 >= long.count else { return false }
        var rest = long[...]
        for letter in short {
            guard let place = rest.firstIndex(of: letter) else { return false }
            rest = rest[rest.index(after: place)...]
        }
        return true
    }
}
