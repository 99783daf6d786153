// A mapping as a file: how files are read and where their columns go. Written by `spice map`, edited by people, replayed
// by `spice import --mapping`.

internal import JSONText

package struct MappingFile: Codable, Hashable, Sendable {
    package static let currentFormat = "spice-mapping/1"

    package struct Column: Codable, Hashable, Sendable {
        package var column: String
        /// Nil leaves the column out.
        package var property: String?
        /// `first_non_empty`: several columns may go to the property.
        package var join: String?
        /// True: a class that is there without the property gets it.
        package var isNew: Bool?
        /// A type by decision; nil: as inferred.
        package var type: String?
        /// For people.
        package var probability: Double?
        package var reasons: [String]?

        package init(
            column: String, property: String?, join: String? = nil, isNew: Bool? = nil,
            type: String? = nil, probability: Double? = nil,
            reasons: [String]? = nil
        ) {
            self.column = column
            self.property = property
            self.join = join
            self.isNew = isNew
            self.type = type
            self.probability = probability
            self.reasons = reasons
        }
    }

    package struct File: Codable, Hashable, Sendable {
        /// A path, with `#Sheet` behind it for one of several tables of a workbook.
        package var file: String
        package var className: String
        package var reading: FileReading?
        package var columns: [Column]
        /// The columns that tell the rows apart, where a person decided it.
        package var key: [String]?
        /// Links that a person decided about.
        package var links: [ImportTarget.Link]?
        /// True: this table of a workbook is not imported.
        package var isLeftOut: Bool?
        /// True: columns that are not named here are left out; else they go where inference proposes.
        package var onlyNamed: Bool?

        package init(
            file: String, className: String, reading: FileReading? = nil, columns: [Column],
            key: [String]? = nil, links: [ImportTarget.Link]? = nil, isLeftOut: Bool? = nil
        ) {
            self.file = file
            self.className = className
            self.reading = reading
            self.columns = columns
            self.key = key
            self.links = links
            self.isLeftOut = isLeftOut
        }

        /// The file itself.
        package var path: String {
            let parts = file.split(separator: "#", maxSplits: 1)
            return parts.count == 2 && parts[0].lowercased().hasSuffix(".xlsx")
                ? String(parts[0]) : file
        }
    }

    package var format: String
    package var database: String?
    package var mode: ImportMode?
    package var files: [File]

    package init(database: String?, mode: ImportMode? = nil, files: [File]) {
        format = MappingFile.currentFormat
        self.database = database
        self.mode = mode
        self.files = files
    }

    /// A mapping of one file as the engine suggests it, an entry for each of its tables.
    package init(database: String, file: FileInput, _ view: MappingView) {
        let files = ([view] + (view.others ?? [])).map { view in
            File(
                file: file.name + (view.part.map { "#" + $0 } ?? ""), className: view.className,
                reading: file.reading,
                columns: view.matches.map { match in
                    Column(
                        column: match.column, property: match.property, probability: match.score,
                        reasons: match.reasons)
                })
        }
        self.init(database: database, files: files)
    }

    /// Errors: invalid request when `bytes` are no mapping file.
    package init(parsing bytes: [UInt8]) throws(EngineError) {
        do {
            self = try JSONDecoding.decode(MappingFile.self, from: try JSON(parsing: bytes))
        } catch {
            throw EngineError(.invalidRequest, "this is no mapping file: \(error)")
        }
        guard format == MappingFile.currentFormat else {
            throw EngineError(
                .invalidRequest,
                "the mapping file is of format \(format), not \(MappingFile.currentFormat)")
        }
    }

    /// Inputs and targets for `paths`; for the mapping's own files when none is named. A path takes the mapping of its
    /// name, or the only one there is. Errors: not found for a path that has none.
    package func request(for paths: [String]) throws(EngineError)
        -> (files: [FileInput], targets: [ImportTarget])
    {
        var inputs: [FileInput] = []
        var targets: [ImportTarget] = []
        for path in paths.isEmpty ? unique(files.map(\.path)) : paths {
            let own = entries(for: path)
            guard let first = own.first else {
                throw EngineError(.notFound, "the mapping file says nothing of \(path)")
            }
            var reading = FileReading()
            for entry in own {
                reading.take(entry, isFirst: entry == first)
                targets.append(
                    ImportTarget(
                        file: path + entry.file.dropFirst(entry.path.count),
                        className: entry.className,
                        columns: entry.columns.map {
                            ImportTarget.Column(
                                column: $0.column, property: $0.property, join: $0.join,
                                isNew: $0.isNew)
                        }, key: entry.key, links: entry.links, isLeftOut: entry.isLeftOut,
                        onlyNamed: entry.onlyNamed))
            }
            let isPlain = reading == FileReading()
            inputs.append(FileInput(name: path, reading: isPlain ? nil : reading))
        }
        return (inputs, targets)
    }

    private func entries(for path: String) -> [File] {
        let exact = files.filter { $0.path == path }
        if !exact.isEmpty { return exact }
        let name = path.split(separator: "/").last
        let named = files.filter { $0.path.split(separator: "/").last == name }
        if !named.isEmpty { return named }
        return Set(files.map(\.path)).count == 1 ? files : []
    }

    private func unique(_ paths: [String]) -> [String] {
        var seen: Set<String> = []
        return paths.filter { seen.insert($0).inserted }
    }
}

extension MappingFile.File {
    /// How it is read, the types that stand with the columns among it; nil for nothing decided.
    package var readingWithTypes: FileReading? {
        var reading = reading ?? FileReading()
        for column in columns {
            guard let type = column.type else { continue }
            reading.types = (reading.types ?? [:]).merging([column.column: type]) { $1 }
        }
        return reading == FileReading() ? nil : reading
    }
}

extension FileReading {
    /// Takes over what a mapping says of a file, or of one table of it.
    fileprivate mutating func take(_ entry: MappingFile.File, isFirst: Bool) {
        guard let own = entry.readingWithTypes else { return }
        let part = entry.file.dropFirst(entry.path.count)
        guard part.hasPrefix("#") else {
            if isFirst { self = own }
            return
        }
        // Which tables there are is decided for the file.
        (sheet, table) = (own.sheet ?? sheet, own.table ?? table)
        parts = (parts ?? [:]).merging([String(part.dropFirst()): own]) { $1 }
    }
}
