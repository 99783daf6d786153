// Errors reach people in messages, reports of workers and answers of servers: each says itself what happened, as a sentence,
// and is never shown as the case of an enum.

import Foundation
import Testing

@Suite struct ErrorSentenceTests {
    @Test func everyErrorDescribesItself() throws {
        let declaration =
            #/^( *)(private |fileprivate |package )?(?:final )?(?:enum|struct|class) (\w+)\b([^{]*)/#
        var count = 0
        for path in Repository().files(below: "Sources", ending: ".swift") {
            // A declaration may go on in the next line.
            let lines = try Repository().text(path).replacing(",\n", with: ", ").split(
                separator: "\n")
            for line in lines {
                guard let found = line.prefixMatch(of: declaration)?.output else { continue }
                let protocols = found.4.split { " ,:".contains($0) }
                guard protocols.contains("Error") else { continue }
                count += 1
                // What a type keeps to itself it also translates itself.
                let isInside = !found.1.isEmpty && found.2 == nil || found.2 == "private "
                #expect(
                    isInside || protocols.contains("CustomStringConvertible"),
                    "\(path): \(found.3) has no sentence")
            }
        }
        #expect(count > 40)
    }
}
