// A 24-bit colour, and its nearest neighbours in the smaller palettes of terminals.

package struct Color: Hashable, Sendable {
    package var red: UInt8
    package var green: UInt8
    package var blue: UInt8

    package init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// Reads `#rrggbb`; nil for anything else.
    package init?(hex: String) {
        guard hex.utf8.count == 7, hex.first == "#",
            let value = UInt32(hex.dropFirst(), radix: 16)
        else { return nil }
        self.init(
            red: UInt8(value >> 16), green: UInt8(value >> 8 & 0xFF), blue: UInt8(value & 0xFF))
    }

    package var hex: String {
        let digits = Array("0123456789abcdef")
        return "#"
            + [red, green, blue].map { part in
                "\(digits[Int(part >> 4)])\(digits[Int(part & 15)])"
            }.joined()
    }

    /// The nearest of the fixed part of the 256 colours (the cube and the greys).
    package var index256: Int {
        let steps = [0, 95, 135, 175, 215, 255]
        func nearest(_ value: UInt8) -> Int {
            steps.indices.min { abs(steps[$0] - Int(value)) < abs(steps[$1] - Int(value)) } ?? 0
        }
        let (r, g, b) = (nearest(red), nearest(green), nearest(blue))
        let mean = (Int(red) + Int(green) + Int(blue)) / 3
        let grey = min(23, max(0, (mean - 3) / 10))
        let level = UInt8(8 + grey * 10)
        let cube = Color(red: UInt8(steps[r]), green: UInt8(steps[g]), blue: UInt8(steps[b]))
        let greyError = distance(to: Color(red: level, green: level, blue: level))
        return greyError < distance(to: cube) ? 232 + grey : 16 + 36 * r + 6 * g + b
    }

    /// Squared difference, weighted as eyes see it.
    package func distance(to other: Color) -> Int {
        let r = Int(red) - Int(other.red)
        let g = Int(green) - Int(other.green)
        let b = Int(blue) - Int(other.blue)
        return 3 * r * r + 6 * g * g + b * b
    }

    /// Relative luminance from 0 (black) to 1 (white), as WCAG defines it, with powers approximated
    /// to within 0.01: enough to compare contrasts.
    package var luminance: Double {
        func linear(_ value: UInt8) -> Double {
            let part = Double(value) / 255
            // (x + 0.055) / 1.055 to the power 2.4, by x² · √√x·… kept simple: a cubic fit.
            return part * (part * (part * 0.305306011 + 0.682171111) + 0.012522878)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// Contrast ratio from 1 to 21; 3 is readable, 4.5 comfortable.
    package func contrast(with other: Color) -> Double {
        let (a, b) = (luminance, other.luminance)
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }
}

/// The sixteen colours every user may have set to taste. Themes name them for small terminals.
package enum BasicColor: String, CaseIterable, Hashable, Sendable {
    case black, red, green, yellow, blue, magenta, cyan, white
    case brightBlack = "bright-black"
    case brightRed = "bright-red"
    case brightGreen = "bright-green"
    case brightYellow = "bright-yellow"
    case brightBlue = "bright-blue"
    case brightMagenta = "bright-magenta"
    case brightCyan = "bright-cyan"
    case brightWhite = "bright-white"

    /// The number in the palette, 0 to 15.
    package var index: Int { Self.allCases.firstIndex(of: self) ?? 7 }
}
