// Screen → SVG: a picture of the terminal in the theme's colours, for documents. Runs of one style
// are one text element with a fixed length, so columns stay straight in any monospaced font; block
// glyphs are drawn as shapes, since fonts leave gaps between them.

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
    private let bar = 30.0

    func text() -> String {
        let width = Double(screen.size.columns) * cellWidth + 2 * padding
        let height = Double(screen.size.rows) * cellHeight + bar + 2 * padding - 6
        let w = number(width)
        let h = number(height)
        let page = theme.page.hex
        let ink = theme[.text].foreground?.hex ?? "#808080"
        var out = """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(w)" height="\(h)" \
            viewBox="0 0 \(w) \(h)" role="img" aria-label="\(escape(title))">
            <title>\(escape(title))</title>
            <style>text{font:14px ui-monospace,"DejaVu Sans Mono","Cascadia Mono",Menlo,Consolas,\
            monospace;white-space:pre;fill:\(ink)}.b{font-weight:700}.i{font-style:italic}\
            .u{text-decoration:underline}.d{opacity:.65}</style>
            <rect width="\(w)" height="\(h)" rx="9" fill="\(page)"/>
            <rect x=".5" y=".5" width="\(number(width - 1))" height="\(number(height - 1))" \
            rx="8.5" fill="none" stroke="\(theme[.border].foreground?.hex ?? ink)" \
            stroke-opacity=".6"/>

            """
        for (index, role) in [Role.bad, .attention, .good].enumerated() {
            let fill = theme[role].foreground?.hex ?? ink
            out += "<circle cx=\"\(20 + index * 18)\" cy=\"19\" r=\"5\" fill=\"\(fill)\"/>\n"
        }
        out += """
            <text x="\(number(width / 2))" y="24" text-anchor="middle" class="d">\
            \(escape(title))</text>

            """
        for y in 0..<screen.size.rows { out += row(y) }
        return out + "</svg>\n"
    }

    private func row(_ y: Int) -> String {
        var out = ""
        var x = 0
        let cells = Array(screen.row(y))
        while x < cells.count {
            var end = x + 1
            let isShape = BlockGlyph(cells[x].text) != nil
            while !isShape, end < cells.count, cells[end].style == cells[x].style,
                BlockGlyph(cells[end].text) == nil
            {
                end += 1
            }
            out += run(cells[x..<end], x: x, y: y)
            x = end
        }
        return out
    }

    private func run(_ cells: ArraySlice<Cell>, x: Int, y: Int) -> String {
        guard let style = cells.first?.style else { return "" }
        let paint = theme.paint(style, depth: .trueColor)
        var letters = color(paint.foreground)
        var ground = color(paint.background)
        if paint.attributes.contains(.reverse) {
            (letters, ground) = (
                ground ?? theme.page.hex, letters ?? theme[.text].foreground?.hex ?? "#808080"
            )
        }
        let left = padding + Double(x) * cellWidth
        let top = bar + padding / 2 + Double(y) * cellHeight
        let width = Double(cells.count) * cellWidth
        var out = ""
        if let ground {
            out += rect(left, top, width + 0.2, cellHeight, ground)
        }
        let text = cells.map(\.text).joined()
        let ink = letters ?? theme[.text].foreground?.hex ?? "#808080"
        if let shape = BlockGlyph(text) {
            let part = shape.part(width: cellWidth, height: cellHeight)
            return out + rect(left + part.x, top + part.y, part.width, part.height, ink)
        }
        guard text.contains(where: { $0 != " " }) else { return out }
        return out + """
            <text x="\(number(left))" y="\(number(top + 13.5))" textLength="\(number(width))" \
            fill="\(ink)"\(classes(paint.attributes))>\(escape(text))</text>

            """
    }

    private func rect(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ fill: String
    ) -> String {
        """
        <rect x="\(number(x))" y="\(number(y))" width="\(number(width))" \
        height="\(number(height))" fill="\(fill)"/>

        """
    }

    private func classes(_ attributes: Attributes) -> String {
        let names: [(Attributes, String)] = [
            (.bold, "b"), (.italic, "i"), (.underline, "u"), (.dim, "d"),
        ]
        let used = names.filter { attributes.contains($0.0) }.map(\.1)
        return used.isEmpty ? "" : " class=\"\(used.joined(separator: " "))\""
    }

    private func color(_ ink: Paint.Ink) -> String? {
        if case .rgb(let color) = ink { color.hex } else { nil }
    }

    private func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
    }

    private func escape(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
