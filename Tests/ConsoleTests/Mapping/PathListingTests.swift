// Completion of paths.

import Testing

@testable import Console

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

struct PathListingTests {
    private func listing(_ names: [String], in directory: String = "data/", more: Int = 0)
        -> PathListing
    {
        PathListing(
            directory: directory,
            entries: names.map {
                .init(
                    name: $0.hasSuffix("/") ? String($0.dropLast()) : $0,
                    isDirectory: $0.hasSuffix("/"), bytes: nil)
            }, more: more)
    }

    @Test func aPathBehindAnotherBeginsAnew() {
        #expect(PathListing.begunAnew("/a/b//c/d.csv") == "/c/d.csv")
        #expect(PathListing.begunAnew("/a/b/~/d.csv") == "~/d.csv")
        #expect(PathListing.begunAnew("/a/b.csv") == "/a/b.csv")
        #expect(PathListing.begunAnew("~/b.csv") == "~/b.csv")
    }

    @Test func tabGoesAsFarAsAllAgree() {
        #expect(listing(["orders-1.csv", "orders-2.csv"]).completed("data/o") == "data/orders-")
        #expect(listing(["orders-1.csv", "a.csv"]).completed("data/") == "data/")
    }

    @Test func theOnlyFolderGetsItsSlash() {
        #expect(listing(["northwind/"]).completed("data/n") == "data/northwind/")
        #expect(listing(["northwind.csv"]).completed("data/n") == "data/northwind.csv")
    }

    @Test func nothingIsCompletedWhenNotAllAreKnownOrNoneIs() {
        #expect(listing(["ab", "ab2"], more: 7).completed("data/a") == "data/a")
        #expect(listing([]).completed("data/zz") == "data/zz")
    }

    @Test func aDirectoryIsReadFoldersFirstAndWithoutHiddenFiles() throws {
        let files = FileManager.default
        let folder = files.temporaryDirectory.appending(path: "paths-\(UUID().uuidString)")
        try files.createDirectory(
            at: folder.appending(path: "zoo"), withIntermediateDirectories: true)
        try Data("a,b\n".utf8).write(to: folder.appending(path: "a.csv"))
        try Data().write(to: folder.appending(path: ".hidden"))
        defer { try? files.removeItem(at: folder) }
        let found = PathListing.of(folder.path() + "/")
        #expect(found.entries.map(\.name) == ["zoo", "a.csv"])
        #expect(found.entries.map(\.bytes) == [nil, 4])
    }
}
