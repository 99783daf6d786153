// What a person decided about files and their columns, with undo without limit.

package import Engine

package struct MappingDecisions: Codable, Hashable, Sendable {
    package enum Decision: Codable, Hashable, Sendable {
        case accepted
        case changed(to: String)
        /// Several columns go to the property: the first filled cell of a row counts.
        case joined(to: String)
        case skipped
    }

    /// A column of a file.
    package struct Place: Codable, Hashable, Sendable {
        package var file: String
        package var column: String
    }

    private struct Choices: Codable, Hashable, Sendable {
        var columns: [Place: Decision] = [:]
        /// The class chosen for a file in place of the proposed one.
        var classes: [String: String] = [:]
        var filesLeftOut: Set<String> = []
        /// What was decided about reading a file: types of columns, columns that are cut.
        var readings: [String: FileReading] = [:]
        var mode = ImportMode.insert
        /// By file, the columns that tell its rows apart.
        var keys: [String: [String]]?
        /// By file.
        var links: [String: [ImportTarget.Link]]?
        /// By file, properties that the class had not when a column was led to them: another database may not have them
        /// either.
        var added: [String: [String]]?

        mutating func note(_ properties: [String], addedBy file: String) {
            let known = added?[file] ?? []
            let all = known + properties.filter { !known.contains($0) }
            guard !all.isEmpty else { return }
            added = (added ?? [:]).merging([file: all]) { $1 }
        }
    }

    private var current = Choices()
    private var past: [Choices] = []
    private var future: [Choices] = []

    package init() {}

    package subscript(file: String, column: String) -> Decision? {
        current.columns[Place(file: file, column: column)]
    }

    package func className(of file: String) -> String? { current.classes[file] }

    package func isLeftOut(_ file: String) -> Bool { current.filesLeftOut.contains(file) }

    package var mode: ImportMode { current.mode }
    package var readings: [String: FileReading] { current.readings }

    /// Nil: nobody decided it.
    package func key(of file: String) -> [String]? { current.keys?[file] }

    package func links(of file: String) -> [ImportTarget.Link] { current.links?[file] ?? [] }

    package func isAdded(_ file: String, _ property: String?) -> Bool {
        property.map { current.added?[file]?.contains($0) ?? false } ?? false
    }

    package var canUndo: Bool { !past.isEmpty }
    package var canRedo: Bool { !future.isEmpty }

    /// How many columns of a file were decided.
    package func count(in file: String) -> Int {
        current.columns.keys.count { $0.file == file }
    }

    /// Nil takes the decision about the column away.
    /// `adding`: the property that the class is to get for it.
    package mutating func decide(
        _ file: String, _ column: String, _ decision: Decision?, adding property: String? = nil
    ) {
        change { choices in
            choices.columns[Place(file: file, column: column)] = decision
            choices.note(property.map { [$0] } ?? [], addedBy: file)
        }
    }

    /// All of them go to one property.
    package mutating func join(_ file: String, _ columns: [String], to property: String) {
        change { choices in
            for column in columns {
                choices.columns[Place(file: file, column: column)] = .joined(to: property)
            }
        }
    }

    /// The column goes to the property, and those that went there are left out.
    package mutating func replace(
        _ file: String, _ others: [String], by column: String, to property: String
    ) {
        change { choices in
            for other in others { choices.columns[Place(file: file, column: other)] = .skipped }
            choices.columns[Place(file: file, column: column)] = .changed(to: property)
        }
    }

    /// Nil: as inference finds.
    package mutating func setKey(of file: String, _ columns: [String]?) {
        change { choices in
            var keys = choices.keys ?? [:]
            keys[file] = columns
            choices.keys = keys.isEmpty ? nil : keys
        }
    }

    /// Puts a link in the place of what was decided about the same columns; nil takes that away.
    package mutating func link(_ file: String, _ columns: [String], _ link: ImportTarget.Link?) {
        change { choices in
            var links = choices.links ?? [:]
            let rest = (links[file] ?? []).filter { Set($0.columns) != Set(columns) }
            let all = rest + (link.map { [$0] } ?? [])
            links[file] = all.isEmpty ? nil : all
            choices.links = links.isEmpty ? nil : links
        }
    }

    /// What was decided about types and cuts stays.
    package mutating func read(_ file: String, _ body: (inout FileReading) -> Void) {
        change { choices in
            var reading = choices.readings[file] ?? FileReading()
            body(&reading)
            choices.readings[file] = reading == FileReading() ? nil : reading
        }
    }

    package mutating func choose(class name: String, for file: String) {
        change { $0.classes[file] = name }
    }

    package mutating func setLeftOut(_ file: String, _ isLeftOut: Bool) {
        change { choices in
            if isLeftOut {
                choices.filesLeftOut.insert(file)
            } else {
                choices.filesLeftOut.remove(file)
            }
        }
    }

    package mutating func choose(mode: ImportMode) { change { $0.mode = mode } }

    /// Nil takes the decision about the type away.
    package mutating func read(_ file: String, _ column: String, as type: String?) {
        change { choices in
            var reading = choices.readings[file] ?? FileReading()
            var types = reading.types ?? [:]
            types[column] = type
            reading.types = types.isEmpty ? nil : types
            choices.readings[file] = reading == FileReading() ? nil : reading
        }
    }

    /// Cuts a column, which is then left out itself; one part alone takes the cut back.
    package mutating func split(_ file: String, _ split: FileReading.Split) {
        change { choices in
            var reading = choices.readings[file] ?? FileReading()
            let old = reading.splits?.first { $0.column == split.column }
            var splits = (reading.splits ?? []).filter { $0.column != split.column }
            for name in old?.into ?? [] where !split.into.contains(name) {
                reading.types?[name] = nil
                choices.columns[Place(file: file, column: name)] = nil
            }
            let place = Place(file: file, column: split.column)
            if split.into.count > 1 {
                splits.append(split)
                choices.columns[place] = .skipped
            } else if choices.columns[place] == .skipped {
                choices.columns[place] = nil
            }
            reading.splits = splits.isEmpty ? nil : splits
            choices.readings[file] = reading == FileReading() ? nil : reading
        }
    }

    /// Takes over what a mapping file says of a file, in the place of what was decided about it.
    package mutating func load(
        _ entries: [(file: String, entry: MappingFile.File)], _ mode: ImportMode?
    ) {
        change { choices in
            if let mode { choices.mode = mode }
            for (file, entry) in entries {
                choices.columns = choices.columns.filter { $0.key.file != file }
                choices.classes[file] = entry.className
                choices.filesLeftOut.remove(file)
                if entry.isLeftOut == true {
                    choices.filesLeftOut.insert(file)
                    continue
                }
                choices.readings[file] = entry.readingWithTypes
                var keys = choices.keys ?? [:]
                keys[file] = entry.key
                choices.keys = keys.isEmpty ? nil : keys
                var links = choices.links ?? [:]
                links[file] = entry.links
                choices.links = links.isEmpty ? nil : links
                choices.note(
                    entry.columns.filter { $0.isNew == true }.compactMap(\.property), addedBy: file)
                for column in entry.columns {
                    choices.columns[Place(file: file, column: column.column)] = column.decision
                }
            }
        }
    }

    /// The same with the last steps only.
    package func kept(_ steps: Int) -> MappingDecisions {
        var kept = self
        kept.past = Array(past.suffix(steps))
        kept.future = Array(future.suffix(steps))
        return kept
    }

    package mutating func undo() {
        guard let before = past.popLast() else { return }
        future.append(current)
        current = before
    }

    package mutating func redo() {
        guard let after = future.popLast() else { return }
        past.append(current)
        current = after
    }

    private mutating func change(_ body: (inout Choices) -> Void) {
        var changed = current
        body(&changed)
        guard changed != current else { return }
        past.append(current)
        future = []
        current = changed
    }
}
