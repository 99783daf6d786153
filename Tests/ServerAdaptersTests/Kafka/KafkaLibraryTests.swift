// What the doctor says about the librdkafka that runs here.

import Testing

@testable import ServerAdapters

@Suite struct KafkaLibraryTests {
    @Test func anOlderLibraryIsNamedWhereMembersKeepTheirPartitions() throws {
        let finding = try #require(
            ServerExamination.library("cooperative-sticky", 0x0200_02FF))
        #expect(finding.detail.hasPrefix("librdkafka 2.0.2 with cooperative-sticky"))
        #expect(finding.remedy?.contains("range") == true)
        #expect(ServerExamination.library("cooperative-sticky", 0x020A_00FF) == nil)
        #expect(ServerExamination.library("range", 0x0200_02FF) == nil)
    }

    @Test func theVersionIsThatOfALibrary() {
        #expect(KafkaLibrary.version >= 0x0100_0000)
        #expect(KafkaLibrary.text(0x0206_01FF) == "2.6.1")
    }
}
