// Screen → SVG: a picture of the terminal in the theme's colours, for documents. Runs of one style
// are text elements of fixed place and length, so columns stay straight in any monospaced font;
// bars and lines are shapes. Colours are attributes, not CSS, so that every viewer shows them.

extension Screen {
    /// `title` is read out by screen readers and shown in the window's bar.
    package func svg(_ theme: Theme, title: String) -> String {
        SVGPicture(screen: self, theme: theme, title: title).text()
    }
}

private struct SVGPicture {
    let screen: Screen
    let theme: Theme
    let title: String

    private let cellWidth = 8.4
    private let cellHeight = 18.0
    private let padding = 16.0
    private let bar = 34.0

    private static let fonts =
        "ui-monospace,'DejaVu Sans Mono','Cascadia Mono',Menlo,Consolas,monospace"

    func text() -> String {
        let width = Double(screen.size.columns) * cellWidth + 2 * padding
        let height = Double(screen.size.rows) * cellHeight + bar + padding
        let w = SVGText.number(width)
        let h = SVGText.number(height)
        let name = SVGText.escape(title)
        var out = """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(w)" height="\(h)" \
            viewBox="0 0 \(w) \(h)" role="img" aria-label="\(name)" \
            font-family="\(Self.fonts)" font-size="14">
            <title>\(name)</title>
            <rect width="\(w)" height="\(h)" rx="9" fill="\(theme.page.hex)"/>
            <rect x="0.5" y="0.5" width="\(SVGText.number(width - 1))" \
            height="\(SVGText.number(height - 1))" rx="8.5" fill="none" \
            stroke="\(hex(.border))" stroke-opacity="0.7"/>

            """
        for (index, role) in [Role.bad, .attention, .good].enumerated() {
            out += "<circle cx=\"\(21 + index * 18)\" cy=\"19\" r=\"5.5\" fill=\"\(hex(role))\"/>\n"
        }
        out += """
            <text x="\(SVGText.number(width / 2))" y="24" text-anchor="middle" \
            fill="\(hex(.quiet))">\(name)</text>

            """
        for y in 0..<screen.size.rows { out += row(y) }
        return out + "</svg>\n"
    }

    private func row(_ y: Int) -> String {
        let cells = Array(screen.row(y))
        var grounds = ""
        var letters = ""
        var x = 0
        while x < cells.count {
            var end = x + 1
            while end < cells.count, cells[end].style == cells[x].style { end += 1 }
            let look = look(cells[x].style)
            if let ground = look.ground {
                grounds += rect(
                    left(x), top(y), Double(end - x) * cellWidth + 0.2, cellHeight, ground)
            }
            letters += words(cells, x..<end, y, look)
            x = end
        }
        return grounds + letters
    }

    /// The text of one style, split where a place must be exact: at gaps, shapes, wide characters.
    private func words(_ cells: [Cell], _ range: Range<Int>, _ y: Int, _ look: Look) -> String {
        var out = ""
        var x = range.lowerBound
        while x < range.upperBound {
            if let shape = BlockGlyph(cells[x].text) {
                var end = x + 1
                while end < range.upperBound, cells[end].text == cells[x].text { end += 1 }
                out += shapes(shape, x..<end, y, look)
                x = end
                continue
            }
            guard cells[x].text != " ", cells[x].width > 0 else {
                x += 1
                continue
            }
            var end = x + Int(cells[x].width)
            while cells[x].width == 1, end < range.upperBound, cells[end].width == 1,
                BlockGlyph(cells[end].text) == nil,
                !(cells[end].text == " "
                    && (end + 1 >= range.upperBound || cells[end + 1].text == " "))
            {
                end += 1
            }
            out += word(cells[x..<end].map(\.text).joined(), x..<end, y, look)
            x = end
        }
        return out
    }

    private func word(_ text: String, _ range: Range<Int>, _ y: Int, _ look: Look) -> String {
        """
        <text x="\(SVGText.number(left(range.lowerBound)))" \
        y="\(SVGText.number(top(y) + 13.5))" \
        textLength="\(SVGText.number(Double(range.count) * cellWidth))" \
        fill="\(look.ink)"\(look.attributes)>\(SVGText.escape(text))</text>

        """
    }

    /// Equal shapes side by side become one, as far as they only differ in place.
    private func shapes(
        _ shape: BlockGlyph, _ range: Range<Int>, _ y: Int, _ look: Look
    ) -> String {
        let one = shape.parts(width: cellWidth, height: cellHeight)
        let isJoined = one.count == 1 && one[0].x == 0 && one[0].width >= cellWidth
        let starts = isJoined ? [range.lowerBound] : Array(range)
        var out = ""
        for x in starts {
            for part in one {
                let more = isJoined ? Double(range.count - 1) * cellWidth : 0
                out += rect(
                    left(x) + part.x, top(y) + part.y, part.width + more, part.height, look.ink,
                    opacity: shape.opacity)
            }
        }
        return out
    }

    private struct Look {
        var ink: String
        var ground: String?
        var attributes: String
    }

    private func look(_ style: Style) -> Look {
        let paint = theme.paint(style, depth: .trueColor)
        var ink = hex(paint.foreground) ?? hex(.text)
        var ground = hex(paint.background)
        if paint.attributes.contains(.reverse) { (ink, ground) = (ground ?? theme.page.hex, ink) }
        let names: [(Attributes, String)] = [
            (.bold, " font-weight=\"bold\""), (.italic, " font-style=\"italic\""),
            (.underline, " text-decoration=\"underline\""), (.dim, " opacity=\"0.65\""),
        ]
        let attributes = names.filter { paint.attributes.contains($0.0) }.map(\.1).joined()
        return Look(ink: ink, ground: ground, attributes: attributes)
    }

    private func rect(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ fill: String,
        opacity: Double = 1
    ) -> String {
        """
        <rect x="\(SVGText.number(x))" y="\(SVGText.number(y))" \
        width="\(SVGText.number(width))" height="\(SVGText.number(height))" fill="\(fill)"\
        \(opacity < 1 ? " fill-opacity=\"\(opacity)\"" : "")/>

        """
    }

    private func left(_ x: Int) -> Double { padding + Double(x) * cellWidth }
    private func top(_ y: Int) -> Double { bar + Double(y) * cellHeight }

    private func hex(_ role: Role) -> String { theme[role].foreground?.hex ?? "#808080" }

    private func hex(_ ink: Paint.Ink) -> String? {
        if case .rgb(let color) = ink { color.hex } else { nil }
    }
}
