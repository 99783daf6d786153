// Slow links and the mouse: less is drawn and asked for where bytes are dear; clicks are turned into
// the keys that would have done the same.

import Engine
import EventSourcing
import TerminalUI

extension Console {
    /// Every how many seconds a slow link is given new numbers.
    static let slowTicks = 5

    func take(drain: Duration, _ model: inout ConsoleModel) {
        guard model.link.take(drain) else { return }
        model.notice =
            model.link.isSlow
            ? Notice("slow link: less is drawn, numbers come every 5 s; L changes it", .attention)
            : Notice("the link is fast again")
    }

    func turnLink(_ model: inout ConsoleModel) {
        model.link.turn()
        let text =
            switch model.link.mode {
            case .automatic: "the link's speed is measured"
            case .slow: "drawn for a slow link: numbers every 5 s, half pages, no ornament"
            case .fast: "drawn for a fast link"
            }
        model.notice = Notice(text)
    }

    static let movingID: EffectID = "shell.moving"
    /// For so long after a step nothing but the list is drawn on a slow link.
    private static let restsAfter = Duration.milliseconds(400)

    /// Steps that follow each other faster are those of a key that is held down.
    private static let hurriedBelow = 0.08

    /// The cursor of a list was moved: on a slow link what stands beside it follows when it rests. Where a key is held
    /// down nothing is asked for rows that nobody reads.
    func noteMove(_ model: inout ConsoleModel) -> [Effect<ConsoleMessage>] {
        if model.link.isSlow {
            model.isMoving = true
            return [.after(Self.restsAfter, id: Self.movingID, .restedCursor)]
        }
        let pause = model.movedAt.map { model.now.seconds(since: $0) }
        model.movedAt = model.now
        // Two keys of the same moment are one step.
        guard let pause, pause > 0, pause < Self.hurriedBelow, !model.isHurried else { return [] }
        model.isHurried = true
        let now = engine.now
        return [
            .every(.milliseconds(Int64(Self.hurriedBelow * 1000)), id: Self.movingID) {
                .watchedCursor(now())
            }
        ]
    }

    /// Once the steps end, what is under the cursor is asked for.
    func watchCursor(_ model: inout ConsoleModel, _ now: Timestamp) -> [Effect<ConsoleMessage>] {
        guard model.isHurried else { return [.cancel(Self.movingID)] }
        let pause = model.movedAt.map { now.seconds(since: $0) } ?? .infinity
        guard pause >= Self.hurriedBelow else { return [] }
        model.isHurried = false
        return [.cancel(Self.movingID)]
            + apply(model.pane.binding.load(&model, context(model)), &model)
    }

    /// What only decorates goes, and with it the sequences that switch colours for it.
    static func strip(_ screen: inout Screen) {
        screen.restyle(screen.bounds) { style in
            switch style.role {
            case .quiet, .border, .header, .key: Style(.text, on: style.ground)
            default: style
            }
        }
    }

    func turnMouse(_ model: inout ConsoleModel) -> [Effect<ConsoleMessage>] {
        model.isMouseOn.toggle()
        model.notice = Notice(
            model.isMouseOn
                ? "mouse on: click and wheel work here; M gives it back to the terminal"
                : "mouse off: the terminal selects text again")
        return [.mouse(model.isMouseOn)]
    }

    /// A click on a pane's name opens it; on a row it moves there; on the row of the cursor it opens.
    func click(_ place: Point, _ model: inout ConsoleModel) -> [Effect<ConsoleMessage>] {
        guard model.overlay == nil else { return [] }
        let screen = view(model, in: Viewport(size: model.size))
        if place.y == 0 {
            return pane(at: place.x, screen).map { go(to: $0, &model) } ?? []
        }
        guard Zones(model.size).body.contains(place), let cursor = screen.cursor else { return [] }
        guard place.y != cursor.y else { return press(.enter, &model) }
        var effects: [Effect<ConsoleMessage>] = []
        let key: Key = place.y > cursor.y ? .down : .up
        for _ in 0..<min(abs(place.y - cursor.y), 60) { effects += press(key, &model) }
        return effects
    }

    private func pane(at column: Int, _ screen: Screen) -> PaneID? {
        guard column >= 0, column < screen.size.columns else { return nil }
        let cells = screen.row(0).map(\.text)
        let text = cells[...column].joined() + cells[(column + 1)...].prefix { $0 != " " }.joined()
        // The last number before the click that begins a pane's name.
        let words = text.split(separator: " ")
        guard let number = words.last(where: { Int($0) != nil }).flatMap({ Int($0) }),
            PaneID.allCases.indices.contains(number - 1),
            words.suffix(2).contains(where: { Int($0) == number })
        else { return nil }
        return PaneID.allCases[number - 1]
    }
}
