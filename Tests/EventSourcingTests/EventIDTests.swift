// Ids as text, as bytes, by name and by time.

import EventSourcing
import TestSupport
import Testing

@Suite("Event ids")
struct EventIDTests {
    @Test func aHashedIDIsOfItsNameAloneAndOfVersionEight() {
        let id = EventID.hashed("a name")
        #expect(id == EventID.hashed("a name"))
        #expect(id != EventID.hashed("another name"))
        #expect(id.description.dropFirst(14).first == "8")
        #expect("89ab".contains(id.description.dropFirst(19).first ?? "-"))
        #expect(id.isNumbered)
    }

    @Test func textGoesThereAndBack() {
        let text = "018d5f2a-0000-7abc-8000-0123456789ab"
        #expect(EventID(text)?.description == text)
        #expect(EventID(text.uppercased())?.description == text)
        var chance = SeededGenerator(seed: 1)
        for _ in 0..<1000 {
            let id = EventID(high: chance.next(), low: chance.next())
            #expect(EventID(id.description) == id)
            #expect(EventID(bytes: id.bytes) == id)
        }
    }

    @Test(arguments: [
        "", "018d5f2a", "018d5f2a00007abc80000123456789ab", "018d5f2a-0000-7abc-8000-0123456789a",
        "018d5f2a-0000-7abc-8000-0123456789ag", "018d5f2a-0000-7abc-80000-123456789ab",
        "018d5f2a_0000_7abc_8000_0123456789ab", "018d5f2a-0000-7abc-8000-0123456789é",
        "{018d5f2a-0000-7abc-8000-0123456789a}", " 18d5f2a-0000-7abc-8000-0123456789ab",
    ])
    func aTextOfAnotherFormIsNoID(_ text: String) {
        #expect(EventID(text) == nil)
    }

    @Test func bytesOfAnotherLengthAreNoID() {
        #expect(EventID(bytes: [UInt8](repeating: 0, count: 15)) == nil)
        #expect(EventID(bytes: [UInt8](repeating: 0, count: 17)) == nil)
    }

    /// Computed with Python's uuid.uuid5(uuid.NAMESPACE_URL, …).
    @Test func namesGiveTheIDsThatOtherToolsCompute() {
        #expect(
            EventID.named("https://example.com/é").description
                == "20ecd233-a9e7-5067-a96f-fd6600ca3fda")
        let cause = EventID(high: 0x018d_5f2a_0000_7000, low: 0x8000_0000_0000_0001)
        let domain = EventID.domain(
            cause: cause, type: "INSTANCE_CREATED", aggregateID: "shop:Product:1")
        #expect(domain.description == "2ba5c841-58e7-52ad-b186-5a3f20b80e37")
    }

    @Test func timeOrderedIDsRiseWithTimeAndCarryVersionAndVariant() {
        var before = EventID(high: 0, low: 0)
        for millisecond in 0..<50 {
            let time = FixedClock.sampleTime.adding(seconds: Double(millisecond) / 1000)
            let id = EventID.timeOrdered(time, random: (.max, .max))
            #expect(id > before)
            let characters = Array(id.description)
            #expect(characters[14] == "7")
            #expect("89ab".contains(characters[19]))
            #expect(id.high >> 16 == UInt64(time.microseconds / 1000))
            before = id
        }
        let early = EventID.timeOrdered(Timestamp(microseconds: -1), random: (0, 0))
        #expect(early.high >> 16 == 0)
    }

    @Test func seededIDsAreRepeatableRisingAndUnique() {
        let one = SeededIDs(seed: 7)
        let two = SeededIDs(seed: 7)
        var seen: [EventID] = []
        for _ in 0..<10_000 {
            let id = one.next()
            #expect(id == two.next())
            if let last = seen.last { #expect(last < id) }
            seen.append(id)
        }
        #expect(Set(seen).count == 10_000)
    }
}
