// The picture: title, the open pane, message line, hints, and what floats. Pure; the same for the
// terminal and for snapshots.

import Engine
import EventSourcing
package import TerminalUI

extension Console {
    package func view(_ model: ConsoleModel, in viewport: Viewport) -> Screen {
        guard model.link.isSlow else { return picture(model, in: viewport) }
        var viewport = viewport
        viewport.isPlain = true
        var screen = ScrollWindow.$jumpsHalfPages.withValue(true) { picture(model, in: viewport) }
        Self.strip(&screen)
        return screen
    }

    private func picture(_ model: ConsoleModel, in viewport: Viewport) -> Screen {
        let zones = Zones(viewport.size)
        guard zones.room != .tooSmall else { return Zones.tooSmall(viewport) }
        var context = context(model)
        context.size = viewport.size
        var screen = Screen(viewport)
        drawTitle(model, into: &screen, in: zones.title, context)
        model.pane.binding.draw(model, zones, &screen, context)
        if screen.cursor == nil { screen.cursor = Self.firstText(in: zones.body, of: screen) }
        let silence = Self.silence(model, context) ?? .zero
        if model.engineFailure != nil && model.pipeline.status.value != nil
            || silence >= Self.oldFrom
        {
            Self.grey([zones.subject, zones.body], in: &screen)
        }
        drawMessage(model, into: &screen, in: zones.message, context)
        HintBar(hints(model)).draw(into: &screen, in: zones.hints)
        drawOverlay(model, into: &screen, zones)
        return screen
    }

    /// Where reading begins in a view without a selected row.
    private static func firstText(in body: Rect, of screen: Screen) -> Point? {
        for y in body.y..<body.maxY {
            let row = screen.row(y)
            let first = row.firstIndex { cell in
                cell.text != " " && cell.text.unicodeScalars.contains { $0.properties.isAlphabetic }
            }
            if let first { return Point(x: first - row.startIndex, y: y) }
        }
        return nil
    }

    private func drawTitle(
        _ model: ConsoleModel, into screen: inout Screen, in line: Rect, _ context: PaneContext
    ) {
        let database = model.database.map { name in
            model.branch.map { "\(name)@\($0)" } ?? name
        }
        let place = [model.profile?.name, database].compactMap { $0 }.joined(separator: "/")
        TitleBar(
            place: (place.isEmpty ? "spice" : place) + (model.isReadOnly ? " (read-only)" : ""),
            panes: PaneID.allCases.map(\.title), current: model.pane.index,
            state: Self.state(
                of: model.pipeline, unansweredSince: model.unansweredSince, context),
            mark: model.profile?.mark,
            isMarkedWhole: model.profile?.danger == .production
        ).draw(into: &screen, in: line)
    }

    private func drawMessage(
        _ model: ConsoleModel, into screen: inout Screen, in line: Rect, _ context: PaneContext
    ) {
        let inside = line.inset(left: 1, right: 1)
        if let failure = model.engineFailure, let readAt = model.pipeline.status.valueAt {
            let again = Self.again(model)
            // How long it is away stands in the title: two clocks would be twice the bytes.
            let age = again.isEmpty ? "as it was \(Figure.age(context.age(of: readAt))) ago" : "old"
            screen.put(
                [
                    Span("✗ \(age), asking again\(again)", .bad),
                    Span(" · \(failure.message)", .attention),
                ], x: inside.x, y: inside.y, width: inside.width)
        } else if let age = Self.silence(model, context) {
            let isOld = age >= Self.oldFrom
            screen.put(
                (isOld ? "✗ old: " : "▲ ") + "as it was \(Figure.age(age)) ago, no answer since",
                x: inside.x, y: inside.y, width: inside.width, style: isOld ? .bad : .attention)
        } else if let notice = model.notice {
            Self.draw(notice, into: &screen, in: inside)
        } else if let job = model.jobs.first {
            Self.draw(job, others: model.jobs.count - 1, into: &screen, in: inside, context)
        } else {
            let note = model.pane.binding.footnote(model, context)
            let right = note.right.reduce(0) { $0 + screen.width(of: $1.text) }
            let left = note.left.reduce(0) { $0 + screen.width(of: $1.text) }
            screen.put(note.left, x: inside.x, y: inside.y, width: inside.width)
            if left + right + 2 <= inside.width {
                screen.put(
                    note.right, x: inside.x, y: inside.y, width: inside.width, align: .right)
            }
        }
    }

    /// ` in 4 s · ^L now`; empty while it is asked every second.
    private static func again(_ model: ConsoleModel) -> String {
        guard let due = model.pace.askAgainAt else { return "" }
        let left = due.seconds(since: model.now).rounded(.up)
        return left >= 1 ? " in \(Int(left)) s · ^L now" : " now"
    }

    /// What is longer than the line goes on above it, over the end of the pane: the way out must not be cut.
    private static func draw(_ notice: Notice, into screen: inout Screen, in line: Rect) {
        let text = notice.glyph + notice.text
        let lines = Wrapping.lines(of: text, width: line.width, glyphs: screen.glyphs)
        let rows = min(lines.count, mostNoticeLines)
        let area = Rect(x: line.x, y: line.y - rows + 1, width: line.width, height: rows)
        if rows > 1 { screen.fill(area.inset(left: -1, right: -1)) }
        screen.putWrapped(text, in: area, style: notice.style)
    }

    private static let mostNoticeLines = 4

    /// From here on what is shown is called old, and loses its colours.
    private static let oldFrom = Duration.seconds(10)

    /// How old what is shown is while an answer is overdue; nil while all is well.
    private static func silence(_ model: ConsoleModel, _ context: PaneContext) -> Duration? {
        let status = model.pipeline.status
        guard let since = model.unansweredSince, let readAt = status.valueAt,
            context.age(of: since) >= .seconds(2)
        else { return nil }
        return context.age(of: readAt)
    }

    /// What is old must not look alive: it keeps its text and its place, and loses its colours.
    private static func grey(_ parts: [Rect], in screen: inout Screen) {
        for part in parts {
            screen.restyle(part) { style in
                let isSelected = style.role == .selection || style.ground == .selection
                return isSelected ? Style(.selectionUnfocused) : .quiet
            }
        }
    }

    private static func draw(
        _ job: Job, others: Int, into screen: inout Screen, in line: Rect, _ context: PaneContext
    ) {
        let part = job.progress.flatMap { progress in
            progress.total.map { $0 > 0 ? Double(progress.done) / Double($0) : 1 }
        }
        let how = others > 0 ? "+\(others) more, J lists them" : "K stops"
        let words = words(of: job, context)
        let times = Array(words.dropFirst())
        let phase = job.progress.map { [$0.phase] } ?? []
        // How fast it is and how long it takes matter more than the end of its name, and than the counts beside the bar.
        let room = ProgressBar.textWidth(part, in: line)
        let tails = [words + [how], phase + times + [how], times + [how], times].map { words in
            words.map { " · " + $0 }.joined()
        }
        let tail =
            tails.first { screen.width(of: $0) + leastTitle <= room } ?? tails[tails.count - 1]
        let title = Clipping.text(
            job.title, to: max(leastTitle, room - screen.width(of: tail)), glyphs: screen.glyphs)
        ProgressBar.draw(part, text: title + tail, into: &screen, in: line)
    }

    /// Of a job's name stays so much at least.
    private static let leastTitle = 12

    private func hints(_ model: ConsoleModel) -> [HintBar.Hint] {
        switch model.overlay {
        case .chooser(let chooser) where chooser.takesCommands:
            let found = command(chooser.list.search.text, model)
            let copy = chooser.selectedTwin == nil ? [] : [HintBar.Hint("^Y", "copy command line")]
            return found.map {
                [.init("⏎", "\($0.action.title): \($0.argument)"), Self.close]
            } ?? [.init("↑↓", "choose"), .init("⏎", "do")] + copy + [Self.close]
        case .chooser(let chooser):
            let copy = chooser.selectedTwin == nil ? [] : [HintBar.Hint("^Y", "copy command line")]
            let enter = chooser.turning.map { HintBar.Hint("⏎ Space", $0) } ?? .init("⏎", "do")
            return [.init("↑↓", "choose"), enter] + copy + [Self.close]
        case .question(let question): return question.dialog.keys
        case .form(let form): return form.form.keys
        case .prompt(let prompt):
            let complete = HintBar.Hint("⇥", "complete")
            let hasChoices = !prompt.choices.entries.isEmpty
            return [.init("⏎", prompt.isLive ? "keep" : "go")]
                + (hasChoices ? [.init("↑↓", "choose")] : [])
                + (prompt.complete == nil && !hasChoices ? [] : [complete])
                + [.init("Esc", prompt.isLive || prompt.cleared != nil ? "clear" : "cancel")]
        case nil: break
        }
        let own = model.pane.binding.actions(model).compactMap { offered in
            model.registry.named(offered.name).flatMap { action -> HintBar.Hint? in
                if model.isReadOnly && action.danger > .none || action.keys.isEmpty { return nil }
                return HintBar.Hint(
                    action.keyLabel, offered.hint ?? action.title,
                    isDangerous: action.danger == .destroys)
            }
        }
        return own + [.init(": ?", "help", isPinned: true)]
    }

    /// The way out stays, however narrow the terminal is.
    private static let close = HintBar.Hint("Esc", "close", isPinned: true)

    /// What the selected entry is on the command line; else its whole help, which the list may cut.
    private func drawTwin(_ chooser: Chooser, into screen: inout Screen, in line: Rect) {
        guard !chooser.twins.isEmpty else { return }
        screen.fill(line)
        guard let twin = chooser.selectedTwin else {
            let help = chooser.list.selected?.help ?? ""
            screen.put(help, x: line.x + 1, y: line.y, width: line.width - 2, style: .quiet)
            return
        }
        screen.put(
            [Span("$ ", .quiet), Span(twin)], x: line.x + 1, y: line.y, width: line.width - 2)
    }

    private func drawOverlay(_ model: ConsoleModel, into screen: inout Screen, _ zones: Zones) {
        switch model.overlay {
        case .chooser(let chooser):
            drawTwin(chooser, into: &screen, in: zones.message)
            chooser.list.draw(into: &screen)
        case .question(let question): question.dialog.draw(into: &screen)
        case .prompt(let prompt):
            prompt.choices.draw(prompt.field, into: &screen, above: zones.message)
            screen.fill(zones.message)
            let line = zones.message.inset(left: 1, right: 1)
            let problem = prompt.problem.map { "  ✗ \($0)" } ?? ""
            let typed = screen.width(of: prompt.label) + screen.width(of: prompt.field.text) + 3
            let width = screen.put(
                problem, x: line.x, y: line.y, width: max(line.width / 2, line.width - typed),
                style: .bad, align: .right)
            screen.fill(line.inset(right: width))
            screen.put(
                problem, x: line.x, y: line.y, width: line.width, style: .bad, align: .right)
            prompt.field.draw(
                label: prompt.label, placeholder: prompt.placeholder, into: &screen,
                in: line.inset(right: width))
        case .form(let form): form.form.draw(into: &screen)
        case nil: break
        }
    }
}

extension Notice {
    var glyph: String {
        switch mood {
        case .plain: ""
        case .good: "✓ "
        case .attention: "▲ "
        case .bad: "✗ "
        }
    }

    var style: Style {
        switch mood {
        case .plain: .text
        case .good: .good
        case .attention: .attention
        case .bad: .bad
        }
    }
}
