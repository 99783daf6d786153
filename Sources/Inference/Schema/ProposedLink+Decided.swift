// Links and properties that a person made, where inference found none or others.

extension ProposedLink {
    /// By the key of its target, whose columns are `targetColumns`; they and `targetTable` are empty for a class that is no
    /// table of the proposal.
    package init(
        decided predicate: String, label: String, from sourceColumns: [String],
        to targetClass: String, targetTable: String, targetColumns: [String]
    ) {
        self.init(
            predicate: predicate, label: label, sourceColumns: sourceColumns,
            targetClass: targetClass, targetTable: targetTable, targetColumns: targetColumns,
            cardinality: .manyToOne, isOptional: true, danglingValues: 0, confidence: 1,
            reasons: ["decided by a person"])
    }
}

extension ProposedProperty {
    /// Of texts, for a column that the table need not have.
    package init(decided name: String, column: String) {
        self.init(
            name: name, column: column, label: column, base: .string, required: false,
            isKey: false, confidence: 1)
    }
}
