// Use cases that read files: infer a schema, suggest a mapping, import. Paths are of the engine's host; a file may
// also be sent as its content.

package import JSONText

/// A file to read.
package struct FileInput: Codable, Hashable, Sendable {
    /// What people call it; for a path, the path.
    package var name: String
    /// Base64 of the bytes; nil: `name` is a path on the engine's host.
    package var content: String?
    /// What a person decided about reading it.
    package var reading: FileReading?

    package init(name: String, content: String? = nil, reading: FileReading? = nil) {
        self.name = name
        self.content = content
        self.reading = reading
    }
}

/// Use case: dialect, columns, keys, links and classes of some files.
package struct InferFiles: UseCase, Hashable {
    package static let name = "infer-files"
    package var files: [FileInput]
    /// Rows read for inference; nil: all.
    package var sampleRows: Int?
    /// Files that cannot be read are named beside the others; else, and when none can be read, the first is the error.
    package var namesUnreadable: Bool?

    package init(files: [FileInput], sampleRows: Int? = nil, namesUnreadable: Bool? = nil) {
        self.files = files
        self.sampleRows = sampleRows
        self.namesUnreadable = namesUnreadable
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> InferenceView
    {
        try await engine.importer.infer(self, call)
    }
}

/// What was read out of the files, table by table, and the ontology that they suggest. As JSON: docs/INFER_JSON.md.
package struct InferenceView: Codable, Hashable, Sendable {
    package static let currentFormat = "spice-inference/1"

    package struct Column: Codable, Hashable, Sendable {
        package var name: String
        /// `integer decimal boolean date datetime time string empty`.
        package var base: String
        package var semantic: String?
        package var format: String?
        package var locale: String?
        /// 0…1.
        package var confidence: Double
        package var evidence: [String]
        package var alternatives: [Alternative]
        /// Cells that do not fit, the first of them: row and text.
        package var contradictions: [Cell]
        package var contradictionCount: Int
        package var nulls: Int
        package var distinct: Int
        package var minimum: String?
        package var maximum: String?
        /// Counts in equal steps from minimum to maximum, or of the commonest values.
        package var histogram: [Int]
        package var isKey: Bool
        /// `Class` when the column is a foreign key.
        package var references: String?
        /// The property (or link) proposed for it.
        package var proposedProperty: String?
        /// Of amounts: which currencies stand with them, the most frequent first; nil without any.
        package var currencies: [Currency]?
        /// Of telephone numbers: the countries that they show, the most frequent first; nil where none does.
        package var phoneCountries: [PhoneCountry]?
        /// The column whose currencies it keeps; nil for a column that stands in the file.
        package var derivedFrom: String?
    }

    package struct Alternative: Codable, Hashable, Sendable {
        package var reading: String
        package var confidence: Double
    }

    package struct Cell: Codable, Hashable, Sendable {
        package var row: Int
        package var text: String
    }

    /// One thing that the reader mended, refused or left out.
    package struct Issue: Codable, Hashable, Sendable {
        /// `short long invalid_text nul unclosed_quote stray_quote blank_line comment repeated_header
        /// trailing_delimiter preamble footer hidden merged error_cell not_json`.
        package var kind: String
        /// `repaired`, `rejected` (no data) or `skipped` (left out).
        package var action: String
        /// The physical line, from 1.
        package var line: Int
        /// As a person counts (the header is row 1); nil outside of the table.
        package var row: Int?
        /// Bytes before it in the unpacked UTF-8 text; nil above the header.
        package var offset: Int?
        package var reason: String
    }

    package struct Table: Codable, Hashable, Sendable {
        package var file: String
        /// SHA-256 of the file, hex.
        package var fileHash: String
        package var className: String
        package var rows: Int
        package var encoding: String
        package var delimiter: String
        package var headerRows: Int
        package var preambleRows: Int
        /// What had to be repaired, as sentences with line numbers; the first of them.
        package var repairs: [String]
        package var repairCount: Int
        package var columns: [Column]
        /// The first data rows, as text.
        package var sample: [[String]]
        package var primaryKey: [String]
        /// How sure the key is, why, and what else could be it; nil without a key, and from an engine before it.
        package var key: Key?
        /// The classes that the table is there to join, when it does nothing else; nil: none.
        package var joins: [String]?
        /// The first 200, and the first of each kind in any case.
        package var issues: [Issue]?
        /// All of them, by kind.
        package var issueCounts: [String: Int]?
        /// Why it can become no class as it stands; nil: it can, and its class is among `classes`.
        package var classProblem: String?
    }

    /// A file that could not be read.
    package struct Unreadable: Codable, Hashable, Sendable {
        package var file: String
        package var reason: String
        package var code: String
    }

    /// Rises when a member changes its meaning or goes away; new ones may come any time. Nil from an engine before it.
    package var format: String? = InferenceView.currentFormat
    package var tables: [Table]
    /// References between the tables, with what speaks for and against each; nil from an engine before them.
    package var links: [Link]?
    /// Class objects of the contract, ready for the ontology.
    package var classes: [JSON]
    /// What was mended or left out, a sentence for each kind and table.
    package var warnings: [String]
    /// Nil unless they were to be named.
    package var unreadable: [Unreadable]?
}

/// Use case: columns of a file onto the properties of a class that is there.
package struct SuggestMapping: UseCase, Hashable {
    package static let name = "suggest-mapping"
    package var database: String
    /// Nil: main.
    package var branch: String?
    /// Nil: the class that fits best. Of several tables the one that fits the class best takes it.
    package var className: String?
    package var file: FileInput
    /// Rows read for the answer; nil: all.
    package var sampleRows: Int?

    package init(
        database: String, branch: String? = nil, className: String?, file: FileInput,
        sampleRows: Int? = nil
    ) {
        self.database = database
        self.branch = branch
        self.className = className
        self.file = file
        self.sampleRows = sampleRows
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> MappingView
    {
        try await engine.importer.suggestMapping(self, call)
    }
}

package struct MappingView: Codable, Hashable, Sendable {
    package struct Match: Codable, Hashable, Sendable {
        package var column: String
        /// Nil: no match.
        package var property: String?
        package var score: Double
        package var reasons: [String]
        /// The best properties, chosen or not.
        package var candidates: [Candidate]?

        package struct Candidate: Codable, Hashable, Sendable {
            package var property: String
            package var score: Double
            package var reasons: [String]
        }
    }

    package var className: String
    package var matches: [Match]
    /// How well the file fits the class, 0…1; nil where nobody compared classes.
    package var fit: Double?
    /// True: columns like these went into the class before, and lead where they led then.
    package var isSaved: Bool?
    /// Of a workbook with several tables: which this one is, as it stands behind `#` in its name.
    package var part: String?
    /// Those of its other tables.
    package var others: [MappingView]?
}

/// Use case: files become classes and instances, through commands. Importing the same files again changes nothing.
package struct ImportFiles: UseCase, Hashable {
    package static let name = "import-files"
    package static let requiredRole = Principal.Role.writer
    package var database: String
    /// Nil: main.
    package var branch: String?
    package var files: [FileInput]
    /// Decisions of a person about some of the files.
    package var targets: [ImportTarget]
    /// Creates the database when it is not there.
    package var createsDatabase: Bool
    /// Only counts and lists what would not fit.
    package var isDryRun: Bool
    /// Returns when graph and documents hold everything.
    package var waitsUntilProjected: Bool
    package var mode: ImportMode
    /// Takes mappings that were accepted in this database before, for files without a target.
    package var usesSavedMappings: Bool
    /// Refused rows come back with their cells: all of them as `RefusedRows` to a caller who takes parts, else in the
    /// report, up to `RejectionLog.keptCells` of them.
    package var returnsCells: Bool
    /// No more than so many rows of each table; nil: all.
    package var rowLimit: Int?
    /// Of a dry run: as many of the instances that it would make come back; nil: the first few.
    package var sampleLimit: Int?

    package init(
        database: String, branch: String? = nil, files: [FileInput],
        targets: [ImportTarget] = [],
        createsDatabase: Bool = true, isDryRun: Bool = false, waitsUntilProjected: Bool = true,
        mode: ImportMode = .insert, usesSavedMappings: Bool = false, returnsCells: Bool = false,
        rowLimit: Int? = nil, sampleLimit: Int? = nil
    ) {
        self.rowLimit = rowLimit
        self.sampleLimit = sampleLimit
        self.mode = mode
        self.usesSavedMappings = usesSavedMappings
        self.returnsCells = returnsCells
        self.database = database
        self.branch = branch
        self.files = files
        self.targets = targets
        self.createsDatabase = createsDatabase
        self.isDryRun = isDryRun
        self.waitsUntilProjected = waitsUntilProjected
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> ImportReport
    {
        try await engine.importer.importFiles(self, call)
    }
}
