// Splitting rectangles, the zones of a screen, scrolling.

import Testing

@testable import TerminalUI

@Suite struct LayoutTests {
    @Test func partsFillTheWholeAndLieInside() {
        for width in 0...60 {
            let whole = Rect(x: 3, y: 0, width: width, height: 2)
            let parts = whole.columns(.cells(12), .rest(), .rest(weight: 2, atLeast: 5), gap: 1)
            #expect(parts.allSatisfy { $0.maxX <= whole.maxX || $0.width == 0 })
            if width >= 30 { #expect(parts.reduce(2) { $0 + $1.width } == width) }
        }
    }

    @Test func zonesAreWhereTheyAlwaysAre() {
        let zones = Zones(Size(columns: 80, rows: 24))
        #expect([zones.title.y, zones.subject.y, zones.body.y] == [0, 1, 2])
        #expect([zones.message.y, zones.hints.y] == [22, 23])
        #expect(zones.body.height == 20)
        #expect(zones.room == .regular)
        #expect(Zones(Size(columns: 200, rows: 50)).room == .wide)
        #expect(Zones(Size(columns: 40, rows: 12)).room == .narrow)
        #expect(Zones(Size(columns: 39, rows: 12)).room == .tooSmall)
    }

    @Test(arguments: [(1, 1), (2, 1), (1, 24), (500, 3), (0, 0)])
    func anySizeGivesAScreen(columns: Int, rows: Int) {
        let viewport = Viewport(columns: columns, rows: rows)
        #expect(Zones.tooSmall(viewport).size == viewport.size)
        #expect(Zones(viewport.size).room == .tooSmall)
    }

    @Test func aWindowMovesAsLittleAsNeeded() {
        var window = ScrollWindow()
        window.select(12, count: 100, height: 10)
        #expect(window.top == 3)
        window.select(5, count: 100, height: 10)
        #expect(window.top == 3)
        window.select(2, count: 100, height: 10)
        #expect(window.top == 2)
        let hasMoved = window.move(.character("G"), count: 100, height: 10)
        #expect(hasMoved)
        #expect((window.top, window.selected) == (90, 99))
        window.settle(count: 4, height: 10)
        #expect((window.top, window.selected) == (0, 3))
        window.settle(count: 0, height: 10)
        #expect((window.top, window.selected) == (0, 0))
        let isUnknown = !window.move(.character("x"), count: 0, height: 10)
        #expect(isUnknown)
    }
}
