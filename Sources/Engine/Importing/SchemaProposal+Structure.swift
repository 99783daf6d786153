// Keys and links as a person decided them, in the place of those that inference proposes.

internal import Inference
internal import Tables

extension SchemaProposal {
    /// Once all classes have their names: a link is decided by the name of the class that it leads to. Throws
    /// `invalid_request` for a key or link of columns that go nowhere, and for a link that does not fit the key it
    /// leads to.
    mutating func restructure(_ target: ImportTarget, _ files: [LoadedFile]) throws(EngineError) {
        guard let file = files.first(where: { $0.isCalled(target.file) }),
            let index = classes.firstIndex(where: { $0.table == file.input.name })
        else { return }
        if let key = target.key { try classes[index].take(key: key, of: target.file) }
        for link in target.links ?? [] {
            let aim = classes.first { $0.id == link.target }
            try classes[index].take(link, to: aim, of: target.file)
        }
    }
}

extension ProposedClass {
    fileprivate mutating func take(key columns: [String], of file: String) throws(EngineError) {
        let names = try names(of: columns, "the key", file)
        primaryKey = names
        for index in properties.indices {
            properties[index].isKey = names.contains(properties[index].name)
        }
    }

    /// `aim`: the class that it leads to, when it is proposed too; else it has to be there.
    fileprivate mutating func take(
        _ choice: ImportTarget.Link, to aim: ProposedClass?, of file: String
    ) throws(EngineError) {
        let old = links.first { Set($0.sourceColumns) == Set(choice.columns) }
        if let old, old.targetClass == choice.target { return }
        links.removeAll { $0 == old }
        guard let target = choice.target else { return }
        let names = try names(of: choice.columns, "the link to \(target)", file)
        let key = (aim?.primaryKey ?? []).compactMap { name in
            aim?.properties.first { $0.name == name }?.column
        }
        guard aim == nil || key.count == names.count, !names.isEmpty else {
            throw EngineError(
                .invalidRequest,
                "\(choice.columns.joined(separator: " + ")) of \(file) cannot lead to \(target), "
                    + (key.isEmpty ? "which has no key" : "whose key has \(key.count) parts"))
        }
        var taken = Set(links.map { $0.predicate.lowercased() })
        links.append(
            ProposedLink(
                decided: old?.predicate
                    ?? SchemaNames.unique(names.joined(separator: "_"), taken: &taken),
                label: old?.label ?? choice.columns.joined(separator: ", "), from: choice.columns,
                to: target, targetTable: aim?.table ?? "", targetColumns: key))
    }

    private func names(of columns: [String], _ what: String, _ file: String) throws(EngineError)
        -> [String]
    {
        var names: [String] = []
        for column in columns {
            guard let property = property(forColumn: column) else {
                throw EngineError(
                    .invalidRequest,
                    "\(what) of \(file) is made of the column \(column), which goes nowhere: "
                        + "map it, or leave it out of it")
            }
            if !names.contains(property.name) { names.append(property.name) }
        }
        return names
    }
}
