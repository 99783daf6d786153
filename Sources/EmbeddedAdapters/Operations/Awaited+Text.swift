// What a parked write waits for, as a text that can be compared: a word, a blank, the address.

import EventSourcing

extension Awaited {
    var text: String {
        switch self {
        case .decision(let stream): "decision " + EventCodec.text(stream)
        case .deadLetter(let id): "dead_letter \(id)"
        case .earlier(let stream): "earlier " + EventCodec.text(stream)
        }
    }

    /// Reads what `text` wrote, else nil.
    init?(text: String) {
        guard let blank = text.firstIndex(of: " ") else { return nil }
        let address = String(text[text.index(after: blank)...])
        switch text[..<blank] {
        case "decision":
            guard let stream = EventCodec.stream(address) else { return nil }
            self = .decision(stream)
        case "dead_letter":
            guard let id = EventID(address) else { return nil }
            self = .deadLetter(id)
        case "earlier":
            guard let stream = EventCodec.stream(address) else { return nil }
            self = .earlier(stream)
        default: return nil
        }
    }

    /// A stable code for people and programs.
    var code: String {
        switch self {
        case .decision: "waiting_for_decision"
        case .deadLetter: "behind_dead_letter"
        case .earlier: "behind_earlier_write"
        }
    }
}
