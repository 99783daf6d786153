// What the documents promise about tests: that the tests they name exist, that every field case of the console and of
// HTTP has one, and that there are as many screens and scripts as promised.

import Foundation
import Testing

@Suite struct EvidenceTests {
    private let repository = Repository()

    /// Every suite with its tests, and all of the sources that hold them.
    private func suites() throws -> (names: Set<String>, texts: [String]) {
        var names: Set<String> = []
        var texts: [String] = []
        for path in repository.files(below: "Tests", ending: "Tests.swift") {
            let text = try repository.text(path)
            texts.append(text)
            let words = text.components(separatedBy: CharacterSet.alphanumerics.inverted)
            let suite = words.first { $0.hasSuffix("Tests") && $0 != "Tests" } ?? ""
            for part in text.components(separatedBy: "func ").dropFirst() {
                names.insert("\(suite).\(part.prefix { $0.isLetter || $0.isNumber })")
            }
        }
        return (names, texts)
    }

    @Test func everyTestThatThePointsNameExists() throws {
        let points = try repository.text("docs/CONSOLE_POINTS.md")
        let known = try suites().names
        let named = points.components(separatedBy: "`").filter { $0.contains("Tests.") }
        #expect(named.count > 40)
        for name in Set(named) { #expect(known.contains(name), "there is no \(name)") }
        let rows = points.split(separator: "\n").filter { line in
            Int(line.dropFirst(2).prefix { $0 != " " }) != nil
        }
        #expect(rows.count == 20)
    }

    /// The sources behind a name such as `EngineTests/RebuildTests` or `Checkers/LeaseChecks`.
    private func sources(_ name: String) -> String {
        let place = "Tests/" + (name.hasPrefix("Checkers/") ? "TestSupport/" : "") + name
        if let text = try? repository.text(place + ".swift") { return text }
        return repository.files(below: place, ending: ".swift").compactMap {
            try? repository.text($0)
        }.joined(separator: "\n")
    }

    /// In the contract a file is followed by the names of its tests; several files in a row share them.
    @Test func everyTestThatTheContractNamesExists() throws {
        let contract = try repository.text("docs/IDEMPOTENCY_CONTRACT.md")
        var count = 0
        for line in contract.split(separator: "\n") where line.hasPrefix("| ") {
            let cells = line.split(separator: "|")
            guard cells.count == 2, cells[1].contains("`") else { continue }
            var files: [String] = []
            var hasNames = false
            for (index, part) in cells[1].components(separatedBy: "`").enumerated() {
                if index % 2 == 1 {
                    files = hasNames ? [part] : files + [part]
                    hasNames = false
                    continue
                }
                for name in Self.names(in: part) {
                    hasNames = true
                    count += 1
                    for file in files {
                        #expect(sources(file).contains(name), "there is no \(name) in \(file)")
                    }
                }
            }
        }
        #expect(count > 80)
    }

    /// Texts in quotes, and words with a capital letter inside, as functions have.
    private static func names(in text: String) -> [String] {
        let parts = text.components(separatedBy: "\"")
        return parts.enumerated().flatMap { index, part -> [String] in
            if index % 2 == 1 { return ["\"" + part + "\""] }
            return part.split { !$0.isLetter && !$0.isNumber }.map(String.init).filter { word in
                word.first?.isLowercase == true && word.contains(where: \.isUppercase)
            }.map { "func " + $0 + "(" }
        }
    }

    @Test func everyFieldCaseOfTheConsoleHasATest() throws {
        let cases = [
            "01b", "02a", "03b", "04a", "05b", "06a", "07a", "08b", "09a", "10a", "11a", "12a",
            "13b", "14a", "15b", "16a", "17a", "18a", "19b", "20a", "21b", "22a", "23a",
        ]
        let texts = try suites().texts
        for name in cases {
            let isThere = texts.contains { text in
                text.split(separator: "\n").contains {
                    $0.contains("// field case") && $0.contains("con-" + name)
                }
            }
            #expect(isThere, "con-\(name)")
        }
    }

    /// Each has a row in the document, whose tests exist, and a test that is called by it.
    @Test func everyFieldCaseOfHTTPHasATest() throws {
        let cases = [
            "eng-04a", "eng-05a", "eng-06b", "eng-07b", "eng-08a", "eng-16a", "gra-04a", "gra-05a",
            "gra-06b", "gra-07b",
        ]
        let (names, texts) = try suites()
        let document = try repository.text("docs/PRODUCTION_TESTS.md")
        for name in cases {
            #expect(texts.contains { $0.contains("@Test(\"\(name) · ") }, "\(name)")
            let row = document.split(separator: "\n").first { $0.hasPrefix("| \(name) |") }
            let proofs = try #require(row?.split(separator: "|").last)
            for word in proofs.split(whereSeparator: { " ,`".contains($0) }).map(String.init) {
                guard word.count > 1 else { continue }
                let isThere = names.contains {
                    $0.hasSuffix("." + word) || word.hasSuffix(String($0.prefix { $0 != "." }))
                }
                #expect(isThere, "\(name): there is no \(word)")
            }
        }
    }

    /// Two screens that claim different states are different. In the smallest size, where what tells them apart may have no
    /// place, the larger ones of the same states are.
    @Test func everyScreenIsOfAStateOfItsOwn() throws {
        var states: [String: [String]] = [:]
        for path in repository.files(below: "Tests/ConsoleTests/Golden", ending: ".txt") {
            states[try repository.text(path), default: []].append(path)
        }
        let (small, large) = ("40x12.txt", "80x24.txt")
        for alike in states.values where alike.count > 1 {
            let larger = try Set(
                alike.map { path in
                    #expect(path.hasSuffix(small), "\(alike) are the same screen")
                    return try repository.text(path.replacing(small, with: large))
                })
            #expect(larger.count == alike.count, "\(alike) are the same at any size")
        }
    }

    /// Each has a row whose tests, or whose sources of checks, exist.
    @Test func everyFieldCaseOnServersHasATest() throws {
        let cases = [
            "eng-01b", "eng-09b", "eng-10b", "eng-15b", "eng-17b", "eng-21a", "eng-22b", "eng-23a",
        ]
        let texts = try suites().texts
        let rows = try repository.text("docs/PRODUCTION_TESTS.md").split(separator: "\n")
        for name in cases {
            let row = try #require(rows.first { $0.hasPrefix("| \(name) |") }, "\(name)")
            let proofs = row.split(separator: "|").last?.components(separatedBy: "`") ?? []
            let named = proofs.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
            #expect(!named.isEmpty, "\(name)")
            for proof in named {
                let test = proof.split(separator: ".").last.map(String.init) ?? proof
                let isThere =
                    proof.hasPrefix("Checkers/")
                    ? !sources(proof).isEmpty : texts.contains { $0.contains("func \(test)(") }
                #expect(isThere, "\(name): there is no \(proof)")
            }
        }
    }

    @Test func thereAreAsManyScreensAndScriptsAsPromised() throws {
        let screens = repository.files(below: "Tests/ConsoleTests/Golden", ending: ".txt")
        #expect(screens.count >= 300)
        // A state is one, at however many sizes it is drawn.
        let states = Set(
            screens.map { Self.state($0) }.filter { $0.hasPrefix("demo-") })
        #expect(states.count >= 100)
        // Walks through the panes, and what each other test does on a terminal.
        let walks =
            try repository.text("Tests/ProgramTests/Console/ConsoleWalk.swift")
            .components(separatedBy: "        .init(").count - 1
        let others = try repository.files(
            below: "Tests/ProgramTests/Console", ending: "Tests.swift"
        ).reduce(0) { try $0 + repository.text($1).components(separatedBy: "@Test func").count - 1 }
        #expect(walks >= 40)
        #expect(walks + others >= 60)
    }

    /// `demo-help` of `…/demo-help-80x24.txt`.
    private static func state(_ path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.replacing(/-\d+x\d+\.txt$/, with: "")
    }

    /// A state that looks like another one is none of its own.
    @Test func noTwoScreensAreTheSame() throws {
        var known: [String: String] = [:]
        for path in repository.files(below: "Tests/ConsoleTests/Golden", ending: ".txt") {
            let text = try repository.text(path)
            let other = known.updateValue(path, forKey: text)
            #expect(other == nil, "\(path) is the same as \(other ?? "")")
        }
    }
}
