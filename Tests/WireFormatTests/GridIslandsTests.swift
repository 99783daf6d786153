import JSONText
import Testing
import WireFormat

@Suite struct GridIslandsTests {
    @Test func blankRowsAndColumnsSeparateTables() {
        let grid: [[JSON]] = [
            ["a", "b", "", "x", "y"], [1, 2, "", 5, 6], [3, 4, "", 7, 8], [],
            ["k", "l", "m"], [1, 2, 3],
        ]
        let islands = GridIslands(grid)
        #expect(
            islands.tables == [
                GridIslands.Box(top: 0, left: 0, bottom: 2, right: 1),
                GridIslands.Box(top: 0, left: 3, bottom: 2, right: 4),
                GridIslands.Box(top: 4, left: 0, bottom: 5, right: 2),
            ])
        #expect(islands.texts(islands.tables[1]) == [["x", "y"], ["5", "6"], ["7", "8"]])
    }

    @Test func smallPairsOutsideAreKeysAndValues() {
        let grid: [[JSON]] = [["Author:", "Ada"], [], ["a", "b"], [1, 2], [3, 4]]
        let islands = GridIslands(grid)
        #expect(islands.pairs.map { [$0.key, $0.value] } == [["Author", "Ada"]])
        #expect(islands.tables.count == 1)
    }

    @Test func mergedCellsHaveTheirValueEverywhereAndWrongOnesAreLeftOut() {
        let grid: [[JSON]] = [["a", "b"], ["x", 1], ["", 2]]
        let islands = GridIslands(
            grid,
            merged: [
                GridIslands.Box(top: 1, left: 0, bottom: 2, right: 0),
                GridIslands.Box(top: -1, left: 9, bottom: 99, right: 0),
            ])
        #expect(islands.texts(islands.tables[0])[2] == ["x", "2"])
    }

    @Test func anEmptyGridHasNothing() {
        #expect(GridIslands([]).tables.isEmpty)
        #expect(GridIslands([[], [""]]).tables.isEmpty)
    }
}
