// Glyphs that fill parts of a cell, as geometry: bars, shades, lines and their crossings. Renderers
// that draw pictures use it; in fonts they leave gaps between rows.

struct BlockGlyph: Hashable {
    private enum Kind: Hashable {
        case lower(eighths: Int)
        case left(eighths: Int)
        case shade
        case arms(left: Bool, right: Bool, up: Bool, down: Bool)
    }

    struct Part: Hashable {
        var x: Double
        var y: Double
        var width: Double
        var height: Double
    }

    private let kind: Kind

    /// nil when the text is no such glyph.
    init?(_ text: String) {
        guard let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1 else {
            return nil
        }
        switch scalar.value {
        case 0x2581...0x2588: kind = .lower(eighths: Int(scalar.value) - 0x2580)
        case 0x2589...0x258F: kind = .left(eighths: 0x2590 - Int(scalar.value))
        case 0x2591: kind = .shade
        case 0x2500...0x257F:
            guard let arms = Self.arms(scalar) else { return nil }
            kind = arms
        default: return nil
        }
    }

    /// How much of the ink's strength it has.
    var opacity: Double { kind == .shade ? 0.25 : 1 }

    /// The filled parts of a cell of this size. They overlap the next cell a little.
    func parts(width: Double, height: Double) -> [Part] {
        let seam = 0.2
        switch kind {
        case .lower(let eighths):
            let filled = height * Double(eighths) / 8
            return [Part(x: 0, y: height - filled, width: width + seam, height: filled)]
        case .left(let eighths):
            return [Part(x: 0, y: 0, width: width * Double(eighths) / 8, height: height)]
        case .shade:
            return [Part(x: 0, y: 0, width: width, height: height)]
        case .arms(let left, let right, let up, let down):
            let x = width / 2
            let y = height / 2
            var parts: [Part] = []
            if left || right {
                let start = left ? 0 : x - 0.5
                let end = right ? width + seam : x + 0.5
                parts.append(Part(x: start, y: y - 0.5, width: end - start, height: 1))
            }
            if up || down {
                let start = up ? 0 : y - 0.5
                let end = down ? height + seam : y + 0.5
                parts.append(Part(x: x - 0.5, y: start, width: 1, height: end - start))
            }
            return parts
        }
    }

    private static func arms(_ scalar: Unicode.Scalar) -> Kind? {
        switch scalar {
        case "─": .arms(left: true, right: true, up: false, down: false)
        case "│": .arms(left: false, right: false, up: true, down: true)
        case "┼": .arms(left: true, right: true, up: true, down: true)
        case "├": .arms(left: false, right: true, up: true, down: true)
        case "┤": .arms(left: true, right: false, up: true, down: true)
        case "┬": .arms(left: true, right: true, up: false, down: true)
        case "┴": .arms(left: true, right: true, up: true, down: false)
        case "└", "╰": .arms(left: false, right: true, up: true, down: false)
        case "┌", "╭": .arms(left: false, right: true, up: false, down: true)
        case "┐", "╮": .arms(left: true, right: false, up: false, down: true)
        case "┘", "╯": .arms(left: true, right: false, up: true, down: false)
        default: nil
        }
    }
}
