// A load that did not take place ends the bench of the console.

import Testing

@testable import Laboratory

struct ConsoleLoadTests {
    private static func run(events: Int, seconds: Double) -> ConsoleLoad.Run {
        let began = ContinuousClock.now
        return .init(began: began, ended: began + .seconds(seconds), events: events)
    }

    @Test func whatWasWantedHolds() throws {
        let run = Self.run(events: 17_900, seconds: 18)
        try run.held(perSecond: 1000, until: run.began + .seconds(17))
        try ConsoleLoad.holds(999_000, of: 1_000_000)
    }

    @Test func tooFewEventsEndTheBenchAndSayHowMany() {
        let run = Self.run(events: 4000, seconds: 20)
        let error = #expect(throws: LaboratoryError.self) {
            try run.held(perSecond: 1000, until: run.began)
        }
        #expect(error?.description.contains("200 events a second") == true)
    }

    @Test func aLoadThatEndedBeforeTheLastKeyEndsTheBench() {
        let run = Self.run(events: 20_000, seconds: 20)
        let error = #expect(throws: LaboratoryError.self) {
            try run.held(perSecond: 1000, until: run.ended + .seconds(3))
        }
        #expect(error?.description.contains("3 s before the last key") == true)
    }

    @Test func aStoreWithTooFewNodesEndsTheBench() {
        let error = #expect(throws: LaboratoryError.self) {
            try ConsoleLoad.holds(20_000, of: 1_000_000)
        }
        #expect(error?.description.contains("20000 nodes of 1000000") == true)
    }

    @Test func measuresWithoutAValueAreNamed() {
        var figures = ConsoleFigures()
        #expect(figures.missing.contains("idle.wakes") && figures.missing.contains("csv.rows"))
        figures.add("spice.csv.rows", 120)
        #expect(!figures.missing.contains("csv.rows"))
    }
}
