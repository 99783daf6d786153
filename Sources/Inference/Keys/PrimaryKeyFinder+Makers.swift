// Lists of things often begin with who makes them. While each maker has one thing in the list, its name is unique and
// stands first, and is the key of nothing: the next thing of the same maker would break it.

extension PrimaryKeyFinder {
    /// The column beside `first` that names the thing itself, where `first` only names who makes or sells it.
    func thing(besides first: KeyColumn) -> KeyColumn? {
        guard let word = first.words.first, KeyNames.makers.contains(word),
            first.index == 0, first.words.count <= 2,
            NameAffinity.owner(first.core, table.words) < 0.5,
            !KeyNames.makers.contains(where: table.words.contains),
            let next = table.columns.first(where: { $0.index == 1 }),
            next.isUnique, next.canBeKey, !next.isMeasure, !next.isProse,
            let last = next.words.last, KeyNames.titles.contains(last)
        else { return nil }
        return next
    }
}
