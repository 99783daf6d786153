// Percentiles, medians and time budgets.

import Testing

@testable import Laboratory

@Suite struct StatisticsTests {
    @Test func percentilesAreTheNearestRanks() {
        let latencies = Latencies((1...100).reversed().map(Double.init))
        #expect(latencies.p50 == 50)
        #expect(latencies.p99 == 99)
        #expect(latencies.percentile(100) == 100)
        #expect(latencies.percentile(0) == 1)
    }

    @Test func fewValuesGiveOneOfThemAndNoneGivesZero() {
        #expect(Latencies([7]).p99 == 7)
        #expect(Latencies([3, 1, 2]).p50 == 2)
        #expect(Latencies([3, 1, 2]).p99 == 3)
        #expect(Latencies([]).p50 == 0)
    }

    @Test func theMedianOfAnEvenNumberIsBetweenTheMiddleOnes() throws {
        let even = try #require(Spread([4, 1, 3, 2]))
        #expect(even.median == 2.5)
        #expect(even.lowest == 1)
        #expect(even.highest == 4)
        #expect(try #require(Spread([9, 1, 5])).median == 5)
        #expect(Spread([]) == nil)
    }

    @Test func theFirstRoundRunsAndFurtherOnesOnlyWhenTheyEndInTime() {
        var budget = Budget(seconds: 10)
        let first = budget.allowsAnother(afterSeconds: 0)
        #expect(first)
        let second = budget.allowsAnother(afterSeconds: 4)
        #expect(second)
        let third = budget.allowsAnother(afterSeconds: 8)
        #expect(!third, "the third would end after twelve")
        var late = Budget(seconds: 1)
        let lateFirst = late.allowsAnother(afterSeconds: 100)
        #expect(lateFirst)
        let lateSecond = late.allowsAnother(afterSeconds: 200)
        #expect(!lateSecond)
    }
}
