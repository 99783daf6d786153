// Mappings that were accepted in this database before, found again by the columns of a file: neither its name nor the
// order and the case of the columns matter.

internal import Inference
internal import JSONText
internal import Ontology

extension ImportRun {
    /// The targets of the request, and those that are remembered for files without one; the names of the latter files.
    func allTargets(_ files: [LoadedFile], _ result: InferenceResult) async throws(EngineError)
        -> ([ImportTarget], Set<String>)
    {
        guard request.usesSavedMappings, let scope else { return (request.targets, []) }
        var targets = request.targets
        var saved: Set<String> = []
        let classes = try await importer.catalogue.definitions(in: scope).map(\.1)
        for (file, table) in zip(files, result.tables)
        where !targets.contains(where: { file.isCalled($0.file) }) {
            let columns = table.columns.map(\.name).filter { !TablePlan.remarks.contains($0) }
            let named = SavedMappings.remarked(table).flatMap { name in
                classes.first { $0.id.text == name }
            }
            guard
                let target = named.flatMap({
                    SavedMappings.best(columns, [$0], file: file.name)
                }) ?? SavedMappings.best(columns, classes, file: file.name)
            else { continue }
            targets.append(target)
            saved.insert(file.name)
        }
        return (targets, saved)
    }
}

extension MappingView {
    /// Columns that led somewhere before lead there; what they led to is taken from the others.
    mutating func follow(_ saved: ImportTarget) {
        let before = Dictionary(
            saved.columns.compactMap { column in column.property.map { (column.column, $0) } },
            uniquingKeysWith: { first, _ in first })
        let taken = Set(before.values)
        for index in matches.indices {
            if let property = before[matches[index].column] {
                matches[index].property = property
                matches[index].score = Self.savedScore
                matches[index].reasons = ["went there in an import before"]
            } else if let property = matches[index].property, taken.contains(property) {
                matches[index].property = nil
                matches[index].reasons = ["another column went to \(property) before"]
            }
        }
        fit = Double(before.count) / Double(max(1, matches.count))
        isSaved = true
    }

    private static let savedScore = 0.99
}

enum SavedMappings {
    /// The class that a file of refused rows names, the same in every row.
    static func remarked(_ table: TableInference) -> String? {
        guard let place = table.columns.firstIndex(where: { $0.name == TablePlan.classRemark })
        else { return nil }
        let names = Set(table.sample.compactMap { $0.indices.contains(place) ? $0[place] : nil })
        return names.count == 1 ? names.first : nil
    }

    /// The class that remembers most of `columns`, at least two thirds of them; what it does not remember is left out.
    static func best(_ columns: [String], _ classes: [ClassDefinition], file: String)
        -> ImportTarget?
    {
        var best: (target: ImportTarget, known: Int, size: Int)?
        for definition in classes {
            let ledger = ImportLedger(definition)
            var taken: Set<String> = []
            let mapped = columns.map { column in
                let property = ledger.property(of: column).flatMap { name in
                    taken.insert(name).inserted ? name : nil
                }
                return ImportTarget.Column(column: column, property: property)
            }
            let known = taken.count
            guard known > 0, known * 3 >= columns.count * 2, known >= best?.known ?? 1 else {
                continue
            }
            // Of two classes that remember the same columns the one with less beside them.
            let size = definition.properties.count
            if let best, known == best.known, size >= best.size { continue }
            best = (
                ImportTarget(file: file, className: definition.id.text, columns: mapped), known,
                size
            )
        }
        return best?.target
    }
}
