// FULL, PARTIAL, MISSING: always as word, glyph and colour.

package enum Badge: Hashable, Sendable {
    case full, partial, missing

    package var glyph: String {
        switch self {
        case .full: "●"
        case .partial: "◐"
        case .missing: "○"
        }
    }

    package var word: String {
        switch self {
        case .full: "FULL"
        case .partial: "PARTIAL"
        case .missing: "MISSING"
        }
    }

    package var role: Role {
        switch self {
        case .full: .badgeFull
        case .partial: .badgePartial
        case .missing: .badgeMissing
        }
    }

    package var spans: [Span] { [Span("\(word) \(glyph)", Style(role))] }
}
