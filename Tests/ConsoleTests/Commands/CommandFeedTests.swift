// The list of commands while it is read and while it is not.

import TerminalUI
import Testing

@testable import Console
@testable import Engine

struct CommandFeedTests {
    private func commands(_ numbers: some Sequence<Int>, _ status: String = "COMPLETED")
        -> [CommandView]
    {
        numbers.map {
            ScriptedEngine.command(
                "\($0)", "CREATE_INSTANCE", "A/\($0)", status, secondsAgo: Double(100 - $0))
        }
    }

    private func page(_ numbers: some Sequence<Int>, next: String? = "more") -> CommandPage {
        CommandPage(items: commands(numbers), next: next)
    }

    @Test func atTheTopNewCommandsComeInAtOnce() {
        var feed = CommandFeed()
        feed.take(page([3, 2, 1]), isHeld: false)
        feed.take(page([5, 4, 3]), isHeld: false)
        #expect(feed.rows.map(\.id) == ["5", "4", "3", "2", "1"])
        #expect(feed.newCount == 0)
    }

    @Test func whileReadNewOnesAreCountedAndRowsStay() {
        var feed = CommandFeed()
        feed.take(page([3, 2, 1]), isHeld: false)
        feed.take(
            CommandPage(items: commands([5, 4]) + commands([3], "FAILED"), next: "x"), isHeld: true)
        #expect(feed.rows.map(\.id) == ["3", "2", "1"])
        #expect(feed.rows[0].status == "FAILED")
        #expect(feed.newCount == 2)
        #expect(!feed.isNewCountOpen)
    }

    @Test func aPageOfStrangersMayHideMore() {
        var feed = CommandFeed()
        feed.take(page([3, 2, 1]), isHeld: false)
        feed.take(page([30, 29, 28]), isHeld: true)
        #expect(feed.newCount == 3)
        #expect(feed.isNewCountOpen)
        feed.adopt()
        #expect(feed.rows.map(\.id) == ["30", "29", "28"])
        #expect(feed.next == "more")
    }

    @Test func newOnesAreCountedDownToWhatWasKnown() throws {
        var feed = CommandFeed()
        feed.take(page([3, 2, 1]), isHeld: false)
        feed.take(page([30, 29, 28], next: "27"), isHeld: true)
        var counting = try #require(feed.counting)
        counting.add(page((10...27).reversed(), next: "9"))
        #expect(counting.next == "9")
        counting.add(page((1...9).reversed(), next: nil))
        feed.take(counting)
        #expect(feed.newCount == 27 && !feed.isNewCountOpen)
        // The next page reaches down to the last count: nothing is looked for.
        feed.take(page([32, 31, 30], next: "29"), isHeld: true)
        #expect(feed.newCount == 29 && feed.counting == nil)
        // One that does not is counted down to it only.
        feed.take(page([40, 39, 38], next: "37"), isHeld: true)
        #expect(feed.newCount == 32 && feed.isNewCountOpen, "at least those of the page")
        counting = try #require(feed.counting)
        counting.add(page((30...37).reversed(), next: "29"))
        feed.take(counting)
        #expect(feed.newCount == 37 && !feed.isNewCountOpen)
        feed.adopt()
        #expect(feed.newCount == 0 && feed.counting == nil)
    }

    /// Each list that comes meanwhile would else begin it anew, and a slow engine's count never ended.
    @Test func aCountGoesOnWhileFurtherListsCome() throws {
        var state = CommandsPane.State()
        let context = PaneStage.context()
        func listed(_ numbers: [Int], next: String? = "more") -> [EffectID] {
            let answer = PaneStage.answer(page(numbers, next: next))
            let reply = CommandsPane.update(&state, .listed(state.filter, answer), context)
            return reply.effects.compactMap(\.id)
        }
        _ = listed([3, 2, 1])
        state.isHeldByHand = true
        #expect(listed([30, 29, 28], next: "27").contains("commands.count"))
        var counting = try #require(state.feed.counting)
        #expect(!listed([32, 31, 30], next: "29").contains("commands.count"), "one runs")
        counting.add(page((1...27).reversed(), next: nil))
        _ = CommandsPane.update(
            &state, .counted(state.filter, PaneStage.answer(counting)), context)
        #expect(state.feed.newCount == 27)
        _ = listed([32, 31, 30], next: "29")
        #expect(state.feed.newCount == 29 && !state.feed.isNewCountOpen)
    }

    /// Whoever went to the newest meanwhile reads other rows.
    @Test func aCountOfOtherRowsIsDropped() throws {
        var feed = CommandFeed()
        feed.take(page([3, 2, 1]), isHeld: false)
        feed.take(page([30, 29, 28], next: "27"), isHeld: true)
        var counting = try #require(feed.counting)
        counting.add(page((1...27).reversed(), next: nil))
        feed.adopt()
        feed.take(page([60, 59, 58], next: "57"), isHeld: true)
        feed.take(counting)
        #expect(feed.newCount == 3 && feed.isNewCountOpen)
    }

    @Test func olderPagesJoinOnOnce() {
        var feed = CommandFeed()
        feed.take(page([5, 4]), isHeld: false)
        feed.append(page([4, 3, 2], next: nil))
        #expect(feed.rows.map(\.id) == ["5", "4", "3", "2"])
        #expect(feed.next == nil)
        feed.take(page([6, 5]), isHeld: false)
        #expect(feed.rows.map(\.id) == ["6", "5", "4", "3", "2"])
    }

    @Test func rowsOfAFilterBelowWhatWasLookedAtStay() {
        var feed = CommandFeed()
        feed.take(page([], next: "9"), isHeld: false)
        feed.append(page([3, 1], next: nil))
        var newest = page([], next: "9")
        for command in commands([12, 11]) { newest.look(at: command) }
        feed.take(newest, isHeld: true)
        #expect(feed.rows.map(\.id) == ["3", "1"])
        feed.forget()
        feed.take(page([7]), isHeld: true)
        #expect(feed.rows.map(\.id) == ["7"], "another filter, other rows")
    }

    @Test func filterReadsStatesAndWords() {
        let filter = CommandsFilter(" state:failed,waiting  Product ")
        #expect(filter.phases == [.failed, .waiting])
        #expect(filter.terms.map(\.test) == [.states([.failed, .waiting]), .word("product")])
        #expect(filter.statuses == ["FAILED", "PENDING", "RETRYING"])
        #expect(CommandsFilter("state:lost,done").unknown == ["lost"])
    }

    @Test func aWordIsLookedForInAggregateActorAndReason() {
        let command = ScriptedEngine.commands[0]
        #expect(CommandsFilter("product/11 ana").holds(command, .failed))
        #expect(CommandsFilter("unitsinstock").holds(command, .failed))
        #expect(!CommandsFilter("state:done product").holds(command, .failed))
    }
}
