// Glyphs that are parts of a filled cell, as geometry: lower eighths, left eighths, lines. Renderers
// that draw pictures use it; fonts would leave gaps.

struct BlockGlyph {
    private let kind: Kind

    private enum Kind {
        case lower(Int)
        case left(Int)
        case horizontal
        case vertical
    }

    /// nil when the text is no such glyph.
    init?(_ text: String) {
        guard let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1 else {
            return nil
        }
        switch scalar.value {
        case 0x2581...0x2588: kind = .lower(Int(scalar.value - 0x2580))
        case 0x2589...0x258F: kind = .left(Int(0x2590 - scalar.value))
        case 0x2500: kind = .horizontal
        case 0x2502: kind = .vertical
        default: return nil
        }
    }

    /// The filled part of a cell of this size.
    func part(
        width: Double, height: Double
    ) -> (x: Double, y: Double, width: Double, height: Double) {
        switch kind {
        case .lower(let eighths):
            let filled = height * Double(eighths) / 8
            return (0, height - filled, width + 0.2, filled)
        case .left(let eighths): return (0, 2, width * Double(eighths) / 8, height - 4)
        case .horizontal: return (0, height / 2 - 0.5, width + 0.2, 1)
        case .vertical: return (width / 2 - 0.5, 0, 1, height + 0.2)
        }
    }
}
