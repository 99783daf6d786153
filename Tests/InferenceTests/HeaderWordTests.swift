// Headers that name what their cells only resemble.

import JSONText
import Testing

@testable import Inference

@Suite struct HeaderWordTests {
    @Test(arguments: [
        ("SSN", ["123-45-6789", "987-65-4320", "219-09-9999", "457-55-5462"]),
        ("cpf", ["123.456.789-09", "987.654.321-00", "111.444.777-35", "529.982.247-25"]),
        ("nip", ["525-10-20-930", "113-24-55-118", "951-20-91-854", "676-01-12-377"]),
        ("Tax ID", ["12-3456789", "98-7654321", "45-1029384", "33-0912874"]),
        ("passport", ["533 380 006", "925 076 473", "107 185 703", "421 009 118"]),
    ]) func `numbers of papers are no telephones`(header: String, cells: [String]) throws {
        let found = try column(header, cells)
        #expect(found.reading.base == .string && found.reading.semantic == .identifier)
    }

    @Test func `telephones and plain keys stay what they are`() throws {
        let phones = ["030-123-4567", "040-765-4321", "089-555-0199", "0221-44-5566"]
        #expect(try column("support", phones).reading.semantic == .phone)
        #expect(try column("policy_id", ["7", "9", "12", "31"]).reading.base == .integer)
        #expect(try column("passport", ["0", "1", "1", "0"]).reading.base == .integer)
    }

    @Test func `by is a town in Danish only where it stands alone`() throws {
        let people = ["Ada", "Grace", "Linus", "Ken"]
        #expect(try column("opened_by", people).reading.semantic != .city)
        #expect(try column("By", ["Aarhus", "Odense", "Vejle"]).reading.semantic == .city)
    }
}
