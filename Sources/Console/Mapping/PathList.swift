// Files that begin with what was typed.

import TerminalUI

enum PathList {
    static func draw(_ listing: PathListing, into screen: inout Screen, in rect: Rect) {
        let inside = rect.inset(left: Table.margin, right: 1)
        guard !listing.entries.isEmpty else {
            let place = listing.directory.isEmpty ? "here" : "in \(listing.directory)"
            screen.putWrapped("no such file \(place)", in: inside, style: .quiet)
            return
        }
        for (line, entry) in listing.entries.prefix(inside.height).enumerated() {
            let y = inside.y + line
            let left = listing.entries.count - line + listing.more
            if line == inside.height - 1 && left > 1 {
                let text = "… \(Figure.count(left)) more: type on"
                screen.put(text, x: inside.x, y: y, width: inside.width, style: .quiet)
                return
            }
            let size = entry.bytes.map { Figure.bytes($0) } ?? ""
            let width = screen.put(
                size, x: inside.x, y: y, width: min(inside.width, 60), style: .quiet,
                align: .right)
            screen.put(
                entry.name + (entry.isDirectory ? "/" : ""), x: inside.x, y: y,
                width: min(inside.width, 60) - width - 1,
                style: entry.isDirectory ? .quiet : .text)
        }
    }
}
