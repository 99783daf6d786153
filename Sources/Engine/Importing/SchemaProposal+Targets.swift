// What inference proposes, changed to what a person decided: another class, other property names, columns left out.

internal import Inference
internal import Tables

extension SchemaProposal {
    /// Throws `not_found` for a file or column that is not there, and `invalid_request` when two columns would share
    /// a property.
    func following(_ targets: [ImportTarget], _ files: [LoadedFile]) throws(EngineError)
        -> SchemaProposal
    {
        var result = self
        for index in result.classes.indices {
            result.classes[index].properties.removeAll { TablePlan.remarks.contains($0.column) }
        }
        var renamed: [String: String] = [:]
        for target in targets {
            guard
                let file = files.first(where: { $0.isCalled(target.file) }),
                let index = result.classes.firstIndex(where: { $0.table == file.input.name })
            else {
                throw EngineError(
                    .notFound, "the mapping names \(target.file), which is not imported")
            }
            if target.isLeftOut == true {
                result.classes.remove(at: index)
                continue
            }
            renamed[result.classes[index].id] = target.className
            try result.classes[index].follow(target)
        }
        for index in result.classes.indices { result.classes[index].retarget(renamed) }
        for target in targets { try result.restructure(target, files) }
        return result
    }
}

extension LoadedFile {
    /// By its path, by its name, and by the path with the name of the sheet behind it.
    func isCalled(_ text: String) -> Bool {
        let sheet =
            name.split(separator: "#", maxSplits: 1).dropFirst().first.map { "#" + $0 } ?? ""
        return name == text || input.source.path + sheet == text
            || sheet.isEmpty && input.source.path == text
    }
}

extension ProposedClass {
    fileprivate mutating func follow(_ target: ImportTarget) throws(EngineError) {
        let known = Set(properties.map(\.column))
        for column in target.columns where !known.contains(column.column) {
            guard takeCurrencies(column) else {
                throw EngineError(
                    .notFound, "\(target.file) has no column \(column.column) to map")
            }
        }
        id = target.className
        var names: [String: String] = [:]
        var kept: [ProposedProperty] = []
        for var property in properties {
            guard let name = target.property(of: property.column, proposed: property.name) else {
                continue
            }
            guard target.joins(property.column) || !kept.contains(where: { $0.name == name }) else {
                throw EngineError(
                    .invalidRequest,
                    "two columns of \(target.file) go to \(name): leave one out, or join them "
                        + "(\"join\": \"first_non_empty\")")
            }
            names[property.name] = name
            property.name = name
            kept.append(property)
        }
        let columns = Set(kept.map(\.column))
        properties = kept
        // A key that lost a part is no key any more.
        let key = primaryKey.compactMap { names[$0] }
        if key.count < primaryKey.count {
            for index in properties.indices { properties[index].isKey = false }
        }
        primaryKey = key.count == primaryKey.count ? key : []
        links = links.filter { $0.sourceColumns.allSatisfy(columns.contains) }
    }

    /// The currencies of amounts that are in one only: a file before this one may have had several. False for any other
    /// column.
    private mutating func takeCurrencies(_ wanted: ImportTarget.Column) -> Bool {
        guard
            properties.contains(where: { amounts in
                [.decimal, .integer].contains(amounts.base)
                    && CurrencyColumn.name(for: amounts.column) == wanted.column
            })
        else { return false }
        guard let name = wanted.property else { return true }
        properties.append(ProposedProperty(decided: name, column: wanted.column))
        return true
    }

    fileprivate mutating func retarget(_ renamed: [String: String]) {
        for index in links.indices {
            links[index].targetClass = renamed[links[index].targetClass] ?? links[index].targetClass
        }
    }
}
