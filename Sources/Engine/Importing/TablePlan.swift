// What one table is to become: the class, the property of each column, and how their cells are read then.

internal import EventSourcing
internal import Inference
internal import JSONText
internal import Ontology
internal import Tables

/// What a table is to become.
struct TablePlan: Sendable {
    let file: LoadedFile
    let table: TableInference
    let definition: ClassDefinition
    /// The property of each column; nil: the column is left out.
    let properties: [String?]
    /// `proposed`, `given` or `saved`.
    var mapping = "proposed"
    /// Properties that the class gets for it.
    private(set) var added: [String] = []
    /// Changes when the same import is made again after it was undone.
    var importID = ""
    /// By column of amounts: the property that gets the currency of each cell, where no column of the table does that.
    let currencyProperties: [Int: String]

    init(
        _ file: LoadedFile, _ table: TableInference, _ definition: ClassDefinition,
        _ proposed: ProposedClass
    ) {
        self.file = file
        self.definition = definition
        let properties = table.columns.map { column in
            TablePlan.remarks.contains(column.name)
                ? nil : proposed.property(forColumn: column.name)?.name
        }
        self.properties = properties
        // A class that was there before decides what its properties hold.
        var table = table
        for (index, name) in properties.enumerated() {
            guard let name, let property = definition.property(name),
                ![.any, .array, .object].contains(property.type.base)
            else { continue }
            table.columns[index].reading = table.columns[index].reading.adapted(
                to: property.type.inferenceBase)
        }
        currencyProperties = AmountColumns(table, properties, definition, proposed).settle(&table)
        self.table = table
    }

    mutating func noteAdded(_ known: ClassDefinition?, _ grown: ClassDefinition?) {
        guard let known, let grown else { return }
        added = grown.properties.map(\.name).filter { known.property($0) == nil }
    }

    /// Columns that a report of refused rows adds: they are no data when it is fed again.
    static let remarks: Set<String> = [
        "spice_row", "spice_error", classRemark, "spice_extra",
    ]
    static let classRemark = "spice_class"

    /// What the import would be called if it was never undone.
    func importName(in scope: GraphScope) -> String {
        let text =
            "\(scope.database):\(scope.epoch)\(TablePlan.mark(scope.branch)):\(file.hash):"
            + "\(file.name.part):\(definition.id):\(mappingHash)"
        return "imp" + ContentHash.sha256Hex(Array(text.utf8)).prefix(16)
    }

    /// What the ids of the commands of its rows are made of.
    func seriesName(in scope: GraphScope) -> String {
        "import:\(scope.database):\(scope.epoch)\(TablePlan.mark(scope.branch)):\(file.hash):"
            + "\(definition.id):\(mappingHash):\(file.name.part):\(importID)"
    }

    /// Each branch has imports of its own.
    private static func mark(_ branch: String) -> String {
        branch == StreamID.mainBranch ? "" : "@\(branch)"
    }

    /// Changes when anything changes that decides what a row becomes.
    var mappingHash: String {
        var text = "\(definition.id)\n\(definition.keyProperties.joined(separator: ","))"
        for (column, property) in zip(table.columns, properties) {
            text += "\n\(column.name)=\(property ?? "")=\(column.reading.base.rawValue)"
            text += "=\(column.reading.format ?? "")=\(column.reading.locale ?? "")"
        }
        for (place, property) in currencyProperties.sorted(by: { $0.key < $1.key }) {
            text += "\n\(place)$\(property)"
        }
        for split in table.splits.splits {
            text += "\n\(split.column)|\(split.separator)|\(split.into.joined(separator: "|"))"
        }
        return ContentHash.sha256Hex(Array(text.utf8))
    }
}
