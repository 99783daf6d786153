import HTTPClient
import Testing

@Suite struct ServerSentEventsTests {
    private func events(_ text: String, pieces: Int = 1000) -> [ServerSentEvent] {
        var reader = ServerSentEventReader()
        var events: [ServerSentEvent] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            events += reader.read(Array(rest.prefix(pieces)))
            rest = rest.dropFirst(pieces)
        }
        return events
    }

    @Test(arguments: [1, 2, 3, 1000])
    func eventsAreTheSameHoweverTheBytesArrive(pieces: Int) {
        let text =
            "event: a\ndata: é\n\n: comment\r\ndata:x\r\ndata:  y\r\nid: 7\r\n\r\ndata: z\r\r"
        #expect(
            events(text, pieces: pieces) == [
                ServerSentEvent(name: "a", data: "é"),
                ServerSentEvent(name: "message", data: "x\n y", id: "7"),
                ServerSentEvent(name: "message", data: "z", id: "7"),
            ])
    }

    @Test(arguments: [
        "data: cut off", "event: a\n\n", ": only a comment\n\n", "\n\n\n", "retry: 5\n\n",
    ])
    func whatIsNoWholeEventIsDropped(text: String) {
        #expect(events(text).isEmpty)
    }

    @Test func aByteOrderMarkAndLinesWithoutColonAreTolerated() {
        #expect(events("\u{FEFF}data: 1\n\n") == [ServerSentEvent(name: "message", data: "1")])
        #expect(events("data\n\n") == [ServerSentEvent(name: "message", data: "")])
    }
}
