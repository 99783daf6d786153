// A link that a person made, where inference found none or another.

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
