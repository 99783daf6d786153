// Style and structure as tests. The rules that look at one file are tried on planted violations in ScannerTests.

import Testing

@Suite("Architecture")
struct ArchitectureTests {
    let repository = Repository()

    @Test func everyTargetIsInTheTableAndThere() {
        let folders = repository.names(in: "Sources").filter {
            repository.isFolder("Sources/" + $0)
        }
        let known = Set(ImportTable.rows.keys).union(ImportTable.withoutSwift)
        #expect(Set(folders) == known)
    }

    @Test func theTableHasNoCircle() {
        #expect(ImportTable.circle() == nil)
    }

    @Test(arguments: ImportTable.rows.keys.sorted())
    func aTargetImportsWhatTheTableAllows(_ target: String) throws {
        let sources = try repository.sources(below: "Sources/" + target)
        #expect(!sources.isEmpty)
        #expect(sources.flatMap { ImportTable.violations($0, target: target) } == [])
    }

    @Test func filesAndFunctionsAreSmall() throws {
        for folder in ["Sources", "Tests"] {
            let sources = try repository.sources(below: folder)
            #expect(sources.flatMap(SourceRules.fileSize) == [])
            #expect(sources.flatMap(SourceRules.functionSize) == [])
        }
    }

    @Test func sourcesHaveNoShortcuts() throws {
        let sources = try repository.sources(below: "Sources")
        let found = sources.flatMap(SourceRules.bannedWords)
        #expect(found.filter { !DeliberateTraps.allows($0) } == [])
    }

    @Test func filesOpenWithWhatTheyAre() throws {
        for folder in ["Sources", "Tests/TestSupport", "Tests/ArchitectureTests"] {
            let sources = try repository.sources(below: folder)
            #expect(sources.flatMap(SourceRules.opening) == [])
        }
    }

    @Test func pointersStayInTheFilesThatMayHaveThem() throws {
        let users = try repository.sources(below: "Sources").filter(SourceRules.usesPointers)
        let strangers = users.map(\.path).filter { path in
            !PointerFiles.allowed.contains(path)
                && !PointerFiles.folders.contains { path.hasPrefix($0) }
        }
        #expect(strangers == [])
    }

    @Test func thePointerListNamesNoFileThatIsGone() {
        let there = Set(repository.files(below: "Sources"))
        #expect(PointerFiles.allowed.filter { !there.contains($0) } == [])
    }

    @Test func theRootHoldsNothingElse() {
        let strangers = repository.names().filter { name in
            !RootList.allowed.contains(name) && !RootList.generated.contains { name.hasPrefix($0) }
        }
        #expect(strangers == [])
    }

    @Test func noPathHasASpace() {
        let paths = ["Sources", "Tests", "docs", "themes", ".ci", ".packaging"].flatMap {
            repository.files(below: $0)
        }
        #expect(paths.filter { $0.contains { $0.isWhitespace } } == [])
    }

    @Test func noFileIsADrawer() {
        let drawers = ["Utils", "Helpers", "Common", "Manager", "Util", "Misc"]
        let paths = repository.files(below: "Sources") + repository.files(below: "Tests")
        let names = paths.flatMap { $0.split { $0 == "/" || $0 == "." || $0 == "+" } }
        #expect(names.filter { name in drawers.contains { name.hasSuffix($0) } } == [])
    }

    @Test func testsMirrorTheTargets() {
        let tests = Set(repository.names(in: "Tests"))
        for target in ImportTable.rows.keys where target != "App" {
            #expect(tests.contains(target + "Tests"))
        }
    }
}
