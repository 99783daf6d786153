// A mapping file from what the pane shows, and back: the same file that `spice map` writes and `spice import --mapping`
// replays. Reads and writes files of this host: used inside effects only, where it does.

import Engine
import JSONText

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension MappingFile {
    static func read(_ path: String) -> Result<MappingFile, EngineError> {
        guard let data = FileManager.default.contents(atPath: PathListing.absolute(path)) else {
            return .failure(EngineError(.notFound, "there is no file \(path)"))
        }
        do throws(EngineError) {
            return .success(try MappingFile(parsing: Array(data)))
        } catch {
            return .failure(error)
        }
    }

    /// Whole or not at all. Answers why it could not be.
    func write(_ path: String) -> String? {
        do {
            let text = try JSONEncoding.encode(self).text
            let url = URL(filePath: PathListing.absolute(path))
            try Data(text.utf8).write(to: url, options: .atomic)
            return nil
        } catch {
            return "\(path) cannot be written"
        }
    }
}

extension MappingFile.File {
    /// The name of the file, with the sheet behind it.
    var name: String {
        MappingPane.lastPart(path) + file.dropFirst(path.count)
    }
}

extension MappingFile.Column {
    var decision: MappingDecisions.Decision {
        guard let property else { return .skipped }
        return join == ImportTarget.firstNonEmpty
            ? .joined(to: property) : .changed(to: property)
    }
}

extension MappingPane.State {
    /// Nil: none was decided.
    func decidedLinks(of table: InferenceView.Table) -> [ImportTarget.Link]? {
        let links = decisions.links(of: table.file)
        return links.isEmpty ? nil : links
    }

    /// Everything that is shown, as a file that replays it.
    var mappingFile: MappingFile {
        MappingFile(
            database: database, mode: decisions.mode == .insert ? nil : decisions.mode,
            files: tables.compactMap { table in
                guard let path = path(of: table) else { return nil }
                if decisions.isLeftOut(table.file) { return leftOutEntry(of: table, path) }
                return MappingFile.File(
                    file: path + part(of: table), className: className(of: table),
                    reading: decisions.readings[table.file],
                    columns: columns(of: table).map { column in
                        MappingFile.Column(
                            column: column.column.name, property: column.target,
                            join: column.join, isNew: newness(column, table.file),
                            probability: column.score,
                            reasons: column.reasons.isEmpty ? nil : column.reasons)
                    }, key: decisions.key(of: table.file), links: decidedLinks(of: table))
            })
    }

    /// A table whose file is imported all the same, because of another one in it.
    private func leftOutEntry(of table: InferenceView.Table, _ path: String) -> MappingFile.File? {
        guard isLeftOutOfAFile(table) else { return nil }
        return MappingFile.File(
            file: path + part(of: table), className: className(of: table), columns: [],
            isLeftOut: true)
    }

    /// The entries of a mapping file for the tables that are open: by name, or the only one for the only one.
    func entries(of mapping: MappingFile) -> [(file: String, entry: MappingFile.File)] {
        if tables.count == 1, mapping.files.count == 1 {
            return [(tables[0].file, mapping.files[0])]
        }
        return tables.compactMap { table in
            mapping.files.first { $0.name == table.file }.map { (table.file, $0) }
        }
    }
}
