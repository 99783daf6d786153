// One column of the file with where it leads and how sure that is.

package import Engine
import TerminalUI

package struct MappedColumn: Hashable, Sendable {
    package enum Standing: Hashable, Sendable {
        /// Decided by the person.
        case yours
        case sure
        /// A proposal that wants an answer.
        case asks
        case unmatched
    }

    package var column: InferenceView.Column
    package var decision: MappingDecisions.Decision?
    /// What was proposed: a property of the class that is there, else a new one.
    package var proposal: String?
    /// How well the proposal fits; nil when the class is new, so that everything fits.
    package var score: Double?
    package var reasons: [String]
    /// One of those that tell the rows apart.
    package var isKey = false
    /// What inference knows of the key that it is part of; nil where the person chose another one.
    package var key: InferenceView.Key?
    /// The class that its cells lead to.
    package var references: String?
    /// What inference knows of that reference.
    package var link: InferenceView.Link?
    /// A class that is there without the property is to get it.
    package var isNew = false

    /// Scores from here on are sure.
    package static let sureScore = 0.8

    /// Nil: the column is left out.
    package var target: String? {
        switch decision {
        case .skipped: nil
        case .changed(let property), .joined(let property): property
        case .accepted: proposal ?? column.proposedProperty ?? column.name
        // A match that is not sure waits for an answer; a new property needs none.
        case nil: (score ?? 1) >= Self.sureScore ? proposal : nil
        }
    }

    /// As a mapping file and an import name it.
    var join: String? {
        if case .joined = decision { return ImportTarget.firstNonEmpty }
        return nil
    }

    package var standing: Standing {
        if decision != nil { return .yours }
        guard proposal != nil else { return .unmatched }
        return (score ?? column.confidence) >= Self.sureScore ? .sure : .asks
    }

    var match: Span {
        switch (decision, score) {
        case (.skipped, _): Span("skipped", .quiet)
        case (.changed, _): Span(isNew ? "✓ new" : "✓ yours", .good)
        case (.joined, _): Span("✓ joined", .good)
        case (.accepted, let score?): Span("✓ \(Figure.percent(score))", .good)
        case (.accepted, nil): Span("✓ yours", .good)
        case (nil, _) where proposal == nil: Span("no match", .attention)
        case (nil, let score?) where score >= Self.sureScore:
            Span("✓ \(Figure.percent(score))", .good)
        case (nil, let score?): Span("? \(Figure.percent(score))", .attention)
        case (nil, nil): standing == .sure ? Span("✓ new", .good) : Span("? new", .attention)
        }
    }

    /// `date dd.MM.yyyy`, `integer → Customer`, `integer · key`.
    /// One that is left out is neither key nor link.
    var reading: String {
        let text = Self.plainReading(of: column)
        guard decision != .skipped else { return text }
        return text + (isKey ? " · key" : "") + (references.map { " → \($0)" } ?? "")
    }

    /// Only what its cells are.
    static func plainReading(of column: InferenceView.Column) -> String {
        var text = column.base == "string" ? "text" : column.base
        if let semantic = column.semantic, semantic != column.base { text = semantic }
        if let format = column.format { text += " \(format)" }
        if let locale = column.locale { text += ", \(locale)" }
        return text
    }
}
