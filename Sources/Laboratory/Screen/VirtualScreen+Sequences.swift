// What the sequences mean that ncurses sends to the terminals of the tests.

import Foundation

extension VirtualScreen {
    mutating func perform(_ token: Token) {
        switch token {
        case .scalar(let scalar): put(scalar)
        case .control(let byte): control(byte)
        case .escape(let text): escape(text)
        case .command(let text):
            if text.hasPrefix("52;c;") {
                copies.append(String(text.dropFirst(5)))
            } else if text != "104" {  // ncurses: the colours as they were
                unknown.append("OSC " + text.prefix(20))
            }
        case .device(let text):
            let start = "tmux;\u{1B}]52;c;"
            if let range = text.range(of: start), range.lowerBound == text.startIndex {
                copies.append(String(text[range.upperBound...].prefix { $0 != "\u{7}" }))
            } else {
                unknown.append("DCS " + text.prefix(20))
            }
        case .sequence(let parameters, let final): sequence(parameters, final)
        }
    }

    private mutating func control(_ byte: UInt8) {
        switch byte {
        case 0, 7: break
        case 8: (x, wrapsNext) = (max(0, x - 1), false)
        case 9: x = min(columns - 1, (x / 8 + 1) * 8)
        case 10, 11, 12: lineFeed()
        case 13: (x, wrapsNext) = (0, false)
        case 14: drawsLines = true
        case 15: drawsLines = false
        default: unknown.append("control " + String(byte, radix: 16))
        }
    }

    private mutating func escape(_ text: String) {
        switch text {
        case "7": kept = (x, y)
        case "8": (x, y, wrapsNext) = (kept.x, kept.y, false)
        case "D": lineFeed()
        case "E":
            x = 0
            lineFeed()
        case "M":
            wrapsNext = false
            if y == top { scroll(-1, from: top) } else { y = max(0, y - 1) }
        case "c", "=", ">", "H", "\\": break
        case "(0": drawsLines = true
        case "(B", "(A": drawsLines = false
        case ")0", ")B", "*B", "+B": break
        default: unknown.append("ESC " + text)
        }
    }

    private mutating func sequence(_ text: String, _ final: Character) {
        if text.hasPrefix("?") { return mode(text.dropFirst(), final) }
        let numbers = text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
        let count = max(1, (numbers.first ?? nil) ?? 1)
        let erased = (numbers.first ?? nil) ?? 0
        if final != "m" && final != "b" { wrapsNext = false }
        switch final {
        case "A": y = max(y >= top ? top : 0, y - count)
        case "B": y = min(y <= bottom ? bottom : rows - 1, y + count)
        case "C": x = min(columns - 1, x + count)
        case "D": x = max(0, x - count)
        case "G", "`": x = min(columns, count) - 1
        case "d": y = min(rows, count) - 1
        case "H", "f":
            y = min(rows, count) - 1
            let column = numbers.count > 1 ? numbers[1] ?? 1 : 1
            x = min(columns, max(1, column)) - 1
        case "m": paint(numbers)
        case "b": for _ in 0..<count { repeatLast() }
        case "J", "K", "X", "P", "@", "L", "M", "S", "T": change(final, count, erased)
        case "r":
            bottom = min(rows, numbers.count > 1 ? numbers[1] ?? rows : rows) - 1
            top = min(count - 1, bottom)
            (x, y) = (0, 0)
        case "h", "l", "t", "c", "n", "g": break
        default: unknown.append("CSI \(text)\(final)")
        }
    }

    private mutating func mode(_ numbers: Substring, _ final: Character) {
        guard "hl".contains(final) else {
            if final != "c" { unknown.append("CSI ?\(numbers)\(final)") }
            return
        }
        for number in numbers.split(separator: ";").compactMap({ Int($0) }) {
            modes[number] = final == "h"
            if number == 1049 { erase(0..<rows) }
        }
    }

    private mutating func paint(_ numbers: [Int?]) {
        for number in numbers.map({ $0 ?? 0 }) {
            if number == 0, !look.hasSuffix("38;5"), !look.hasSuffix("48;5") {
                look = ""
            } else {
                look += (look.isEmpty ? "" : ";") + String(number)
            }
        }
    }

    private mutating func repeatLast() {
        guard let scalar = lastText.unicodeScalars.first else { return }
        let draws = drawsLines
        drawsLines = false
        put(scalar)
        drawsLines = draws
    }

    private mutating func erase(_ rows: Range<Int>) {
        for row in rows { cells[row] = Array(repeating: Cell(), count: columns) }
    }

    private mutating func change(_ final: Character, _ count: Int, _ erased: Int) {
        let most = min(count, columns - x)
        switch final {
        case "J":
            if erased == 0 { erase(y + 1..<rows) } else { erase(0..<(erased == 1 ? y : rows)) }
            if erased < 2 { change("K", count, erased) }
        case "K":
            let range = erased == 0 ? x..<columns : erased == 1 ? 0..<x + 1 : 0..<columns
            for column in range { cells[y][column] = Cell() }
        case "X": for column in x..<x + most { cells[y][column] = Cell() }
        case "P":
            cells[y].removeSubrange(x..<x + most)
            cells[y] += Array(repeating: Cell(), count: most)
        case "@":
            cells[y].insert(contentsOf: Array(repeating: Cell(), count: most), at: x)
            cells[y].removeLast(most)
        case "L": scroll(-count, from: y)
        case "M": scroll(count, from: y)
        case "S": scroll(count, from: top)
        default: scroll(-count, from: top)
        }
    }
}
