// The means that other tests lean on: clock, golden files, shared data, temporary folders.

import EventSourcing
import Foundation
import TestSupport
import Testing

@Suite("Test support")
struct SupportTests {
    @Test func sleepersWakeWhenTheClockIsMovedPastThem() async throws {
        let clock = FixedClock()
        let sleeper = Task { try await clock.sleep(seconds: 10) }
        let lateSleeper = Task { try await clock.sleep(seconds: 1_000_000) }
        while clock.sleepers < 2 { await Task.yield() }
        clock.advance(seconds: 9.5)
        #expect(clock.sleepers == 2)
        clock.advance(seconds: 0.5)
        try await sleeper.value
        #expect(clock.sleepers == 1)
        lateSleeper.cancel()
        await #expect(throws: CancellationError.self) { try await lateSleeper.value }
        #expect(clock.uptimeSeconds() == 1010)
    }

    @Test func aJumpMovesTheWallClockAlone() {
        let clock = FixedClock()
        clock.jump(seconds: -3600)
        #expect(clock.now() < FixedClock.sampleTime)
        #expect(clock.uptimeSeconds() == 1000)
    }

    @Test func aClockThatMovesItselfDoesNotWait() async throws {
        let clock = FixedClock(movesItself: true)
        try await clock.sleep(seconds: 500)
        #expect(clock.uptimeSeconds() == 1500)
    }

    @Test func theSameSeedGivesTheSameChance() {
        let one = SeededRandomness(seed: 3)
        let two = SeededRandomness(seed: 3)
        let numbers = (0..<100).map { _ in one.next() }
        #expect(numbers == (0..<100).map { _ in two.next() })
        #expect(Set(numbers).count == 100)
        #expect(numbers.first != SeededRandomness(seed: 4).next())
    }

    @Test func aGoldenFileIsComparedLineByLine() {
        #expect(GoldenFile.firstDifference("a\nb\n", "a\nb\n") == nil)
        #expect(GoldenFile.firstDifference("a\nb", "a\nc") == "line 2:\n  kept: c\n  now:  b")
        #expect(GoldenFile.firstDifference("a\n", "a") != nil)
        #expect(GoldenFile.firstDifference("é", "e\u{301}") != nil)
    }

    @Test func aGoldenFileIsWrittenOnRequestAndMissedOtherwise() async throws {
        try await TemporaryFolder.with { folder in
            let source = folder.file("Test.swift")
            withKnownIssue { GoldenFile.expect("x\n", "a.txt", beside: source, environment: [:]) }
            withKnownIssue("recording never passes") {
                GoldenFile.expect(
                    "x\n", "a.txt", beside: source, environment: [GoldenFile.variable: "1"])
            }
            GoldenFile.expect("x\n", "a.txt", beside: source, environment: [:])
            withKnownIssue { GoldenFile.expect("y\n", "a.txt", beside: source, environment: [:]) }
        }
    }

    @Test func aTemporaryFolderIsGoneAfterwards() async throws {
        let path = try await TemporaryFolder.with { folder in
            let file = try folder.write("é", to: "a.txt")
            #expect(FileManager.default.fileExists(atPath: file))
            return folder.path
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func sharedDataIsFoundOnlyWhereItIs() async throws {
        #expect(SharedData.path("data", environment: [:]) == nil)
        #expect(SharedData.path("data", environment: [SharedData.variable: ""]) == nil)
        try await TemporaryFolder.with { folder in
            _ = try folder.write("x", to: "there.csv")
            let environment = [SharedData.variable: folder.path]
            #expect(
                SharedData.path("there.csv", environment: environment) == folder.file("there.csv"))
            #expect(SharedData.path("nowhere.csv", environment: environment) == nil)
        }
    }
}
