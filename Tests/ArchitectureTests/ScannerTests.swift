// The scanner finds what is planted, and does not find what only looks like it.

import Testing

@Suite("The scanner of the architecture test")
struct ScannerTests {
    private func source(_ text: String) -> SourceText { SourceText(path: "planted.swift", text) }

    @Test func aForbiddenImportIsFound() {
        let planted = source(
            """
            // A file.
            internal import Foundation
            package import JSONText
            @testable import GRDB
            internal import struct Ontology.ClassID
            """)
        #expect(
            SourceRules.imports(planted).map(\.module) == [
                "Foundation", "JSONText", "GRDB", "Ontology",
            ])
        let found = ImportTable.violations(planted, target: "EventSourcing")
        #expect(found.map(\.line) == [4, 5])
        #expect(ImportTable.violations(planted, target: "JSONText").map(\.line) == [3, 4, 5])
        #expect(!ImportTable.violations(planted, target: "Nowhere").isEmpty)
    }

    @Test func anImportInACommentOrStringIsNone() {
        let planted = source(
            """
            // import GRDB
            /* import GRDB
               /* nested */ import GRDB */
            let text = "import GRDB"
            """)
        #expect(SourceRules.imports(planted).isEmpty)
    }

    @Test func aLongFileIsFound() {
        let line = "let x = 1\n"
        #expect(SourceRules.fileSize(source(String(repeating: line, count: 400))).isEmpty)
        #expect(SourceRules.fileSize(source(String(repeating: line, count: 401))).count == 1)
    }

    @Test(arguments: [
        "func long()", "init(a: Int)", "package var value: Int", "subscript(i: Int) -> Int",
    ])
    func aLongFunctionIsFound(_ heading: String) {
        func planted(_ lines: Int) -> SourceText {
            let body = String(repeating: "        step(\"}\")  // }\n", count: lines - 2)
            return source("struct S {\n    \(heading) {\n\(body)    }\n}\n")
        }
        #expect(SourceRules.functionSize(planted(70)).isEmpty)
        #expect(SourceRules.functionSize(planted(71)).map(\.line) == [2])
    }

    @Test func aLongTypeIsNoLongFunction() {
        let body = String(repeating: "    func f() {\n    }\n", count: 60)
        #expect(SourceRules.functionSize(source("struct S {\n\(body)}\n")).isEmpty)
    }

    @Test func aHeadingOverSeveralLinesCountsFromItsFirst() {
        let body = String(repeating: "    step()\n", count: 67)
        let planted = source("func long(\n    a: Int\n)\n{\n\(body)}\n")
        #expect(SourceRules.functionSize(planted).map(\.line) == [1])
    }

    @Test(arguments: [
        "let a = try! b()", "let a = b as! C", "fatalError(\"x\")", "a!.b()", "let x = list[0]!",
        "call()!", "var name: String!", "let y = \"\\(a!)\"", "// TODO later", "// FIXME",
        "Task.detached { }", "final class A: @unchecked Sendable {",
        "nonisolated(unsafe) var a = 1", "x = a! + b", "let child = Process()",
    ])
    func aShortcutIsFound(_ line: String) {
        #expect(SourceRules.bannedWords(source("let z = 0\n" + line)).count == 1)
    }

    @Test(arguments: [
        "if a != b { }", "if !a { }", "let text = \"stop! now\"", "// done! really",
        "x = !y && !(z)",
        "let t = #\"a \"b\"! \"#", "let m = \"\"\"\n  try! this \"quoted\"!\n  \"\"\"",
        "let u = \"\\\"!\"", "return !list.isEmpty", "/* a! */",
        "let v = \"\\(a.map { \"x!\\($0)\" })\"",
    ])
    func whatOnlyLooksLikeAShortcutIsNone(_ line: String) {
        #expect(SourceRules.bannedWords(source("// A file.\n" + line)) == [])
    }

    @Test func anEscapeWithAReasonIsAllowed() {
        let planted = source(
            "// Safe: the pointer is only read.\nfinal class A: @unchecked Sendable {}\n")
        #expect(SourceRules.bannedWords(planted).isEmpty)
    }

    @Test(arguments: [
        "let p: UnsafePointer<Int>", "var h: OpaquePointer?", "let x = unsafe f()",
        "bytes.withUnsafeBytes { unsafe $0 }",
    ])
    func aPointerIsFound(_ line: String) {
        #expect(SourceRules.usesPointers(source(line)))
    }

    @Test(arguments: ["// unsafe", "let text = \"unsafe\"", "let unsafely = 1", "isUnsafe()"])
    func whatOnlyLooksLikeAPointerIsNone(_ line: String) {
        #expect(!SourceRules.usesPointers(source(line)))
    }

    @Test func aFileWithoutOpeningLinesIsFound() {
        #expect(SourceRules.opening(source("\nimport A\n// late")).count == 1)
        #expect(SourceRules.opening(source("/// What it is.\nstruct A {}")).isEmpty)
        #expect(SourceRules.opening(source("// swift-tools-version: 6.2\nimport A")).count == 1)
    }

    @Test func blankingKeepsLinesAndCode() {
        let text = "let a = \"x\\(b + \"c\")y\" // d\nlet e = 1\n"
        let blanked = SourceText.blanked(text)
        #expect(blanked.utf8.count == text.utf8.count)
        #expect(blanked.contains("b +"))
        #expect(!blanked.contains("c") && !blanked.contains("x") && !blanked.contains("d"))
        #expect(blanked.hasSuffix("let e = 1\n"))
    }
}
