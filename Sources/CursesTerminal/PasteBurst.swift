// Text that was pasted into a terminal without paste brackets: it comes faster than anybody types, and must not be taken
// for keys. What counts is how much plain text with line ends in its middle was there at once; arrow keys, one key held
// down and typing ahead of a slow link stay keys.

import TerminalUI

struct PasteBurst {
    /// The shortest text that is taken for a paste. Longer where the terminal brackets its pastes.
    let least: Int

    init(isBracketing: Bool) { least = isBracketing ? 24 : 12 }

    /// Whether so much plain text is there that the rest of a paste may be on its way.
    static func mayGoOn(_ events: [InputEvent]) -> Bool {
        events.count >= 8 && events.suffix(8).allSatisfy { letter($0) != nil }
    }

    /// The same events, each burst as one paste.
    func joined(_ events: [InputEvent]) -> [InputEvent] {
        var result: [InputEvent] = []
        var run: [(event: InputEvent, letter: Character)] = []
        func close() {
            let text = String(run.map(\.letter))
            if isPaste(text) { result.append(.paste(text)) } else { result += run.map(\.event) }
            run = []
        }
        for event in events {
            if let letter = Self.letter(event) {
                run.append((event, letter))
            } else {
                close()
                result.append(event)
            }
        }
        close()
        return result
    }

    private func isPaste(_ text: String) -> Bool {
        guard text.count >= least else { return false }
        let lines = text.split(separator: "\n")
        return lines.count > 1 && Set(text).count > 3
    }

    /// What a key adds to a text; nil when it is no text.
    private static func letter(_ event: InputEvent) -> Character? {
        guard case .key(let key) = event, key.modifiers.isEmpty else { return nil }
        switch key.code {
        case .character(let character): return character
        case .enter: return "\n"
        case .tab: return "\t"
        default: return nil
        }
    }
}
