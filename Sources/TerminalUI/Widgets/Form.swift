// A framed form: labelled fields one below the other, each checked while it is typed. Pure; the caller
// takes enter and escape.

package struct Form: Hashable, Sendable {
    package struct Field: Hashable, Sendable {
        package var label: String
        /// What may stand here, in grey while it is empty.
        package var placeholder: String
        /// When set, left and right go through these and nothing is typed.
        package var choices: [String]
        package var input: InputField
        /// What is wrong with it now; nil when it is right.
        package var problem: String?
        /// Whether its text was changed since the form opened.
        fileprivate(set) var isTouched = false

        package init(
            _ label: String, text: String = "", placeholder: String = "", choices: [String] = [],
            isProposal: Bool = false
        ) {
            self.label = label
            self.placeholder = placeholder
            self.choices = choices
            input = InputField(
                text.isEmpty ? choices.first ?? "" : text, isProposal: isProposal)
        }

        package var text: String { input.text }
    }

    package var title: String
    package var text: String
    package var fields: [Field]
    package private(set) var focused = 0
    /// Whether somebody tried to send it as it was.
    private var wasTried = false
    package var keys: [HintBar.Hint]

    package init(title: String, text: String = "", fields: [Field], keys: [HintBar.Hint]) {
        self.title = title
        self.text = text
        self.fields = fields
        self.keys = keys
    }

    package var values: [String] { fields.map(\.text) }
    /// What is said of a field: nothing before somebody changed it or tried to send the form.
    private func shownProblem(_ index: Int) -> String? {
        wasTried || fields[index].isTouched ? fields[index].problem : nil
    }

    package var isRight: Bool { fields.allSatisfy { $0.problem == nil } }

    /// Goes to the first field that is not right; from here on every problem is shown.
    package mutating func focusProblem() {
        wasTried = true
        focused = fields.firstIndex { $0.problem != nil } ?? focused
    }

    /// Applies a key of moving or editing; false when it does nothing here.
    package mutating func edit(_ key: Key) -> Bool {
        guard !fields.isEmpty else { return false }
        switch key {
        case .up, .backTab: focused = (focused + fields.count - 1) % fields.count
        case .down, .tab: focused = (focused + 1) % fields.count
        case .left where !fields[focused].choices.isEmpty: choose(-1)
        case .right where !fields[focused].choices.isEmpty,
            .character(" ") where !fields[focused].choices.isEmpty:
            choose(1)
        default:
            let before = fields[focused].text
            let isMeant = fields[focused].choices.isEmpty && fields[focused].input.edit(key)
            if fields[focused].text != before { fields[focused].isTouched = true }
            return isMeant
        }
        return true
    }

    package mutating func insert(_ text: String) {
        guard !fields.isEmpty, fields[focused].choices.isEmpty else { return }
        fields[focused].input.insert(text)
        fields[focused].isTouched = true
    }

    private mutating func choose(_ step: Int) {
        let choices = fields[focused].choices
        let now = choices.firstIndex(of: fields[focused].text) ?? 0
        fields[focused].isTouched = true
        fields[focused].input = InputField(choices[(now + step + choices.count) % choices.count])
    }

    /// Where not all fit, the text goes first, then the fields far from the focused one.
    package func draw(into screen: inout Screen) {
        let width = min(70, screen.size.columns - 4)
        var lines =
            text.isEmpty ? [] : Wrapping.lines(of: text, width: width - 4, glyphs: screen.glyphs)
        let hints = HintBar.lines(keys, width: width - 4, glyphs: screen.glyphs)
        let below = max(1, hints.count)
        let most = screen.size.rows - 2
        if lines.count + fields.count + 4 + below > most { lines = [] }
        let room = max(
            1, min(fields.count, most - 3 - below - (lines.isEmpty ? 0 : lines.count + 1)))
        let height = lines.count + room + 3 + below + (lines.isEmpty ? 0 : 1)
        let rect = screen.bounds.centered(Size(columns: width, rows: height))
        screen.frame(rect, title: title, style: .border)
        let inside = rect.inset(left: 2, top: 1, right: 2, bottom: 1)
        var y = inside.y
        for line in lines {
            screen.put(line, x: inside.x, y: y, width: inside.width, style: .quiet)
            y += 1
        }
        if !lines.isEmpty { y += 1 }
        let labels = fields.map { screen.width(of: $0.label) }.max() ?? 0
        let first = max(0, min(focused - room / 2, fields.count - room))
        for index in first..<min(fields.count, first + room) {
            draw(index, labels, &screen, Rect(x: inside.x, y: y, width: inside.width, height: 1))
            y += 1
        }
        let place = room < fields.count ? "\(focused + 1)/\(fields.count)" : ""
        let placeWidth = screen.put(
            place, x: inside.x, y: y, width: inside.width, style: .quiet, align: .right)
        drawCutProblem(
            labels, &screen,
            Rect(x: inside.x, y: y, width: inside.width - placeWidth, height: 1))
        for (line, keys) in hints.enumerated() {
            HintBar(keys).draw(
                into: &screen,
                in: Rect(
                    x: inside.x - 1, y: inside.maxY - below + line, width: inside.width + 4,
                    height: 1))
        }
    }

    /// What is wrong with the field under the cursor, where there was no room for it beside the field.
    private func drawCutProblem(_ labels: Int, _ screen: inout Screen, _ line: Rect) {
        guard fields.indices.contains(focused), let problem = shownProblem(focused) else {
            return
        }
        let whole = "✗ \(problem)"
        let beside = line.width - labels - 1 - Self.leastInput - 1
        guard screen.width(of: whole) > beside else { return }
        screen.put(whole, x: line.x, y: line.y, width: line.width, style: .bad)
    }

    /// A field keeps so much, however long its problem is.
    private static let leastInput = 20

    private func draw(_ index: Int, _ labels: Int, _ screen: inout Screen, _ line: Rect) {
        let field = fields[index]
        let isFocused = index == focused
        screen.put(
            field.label, x: line.x, y: line.y, width: labels,
            style: isFocused ? .accent : .quiet)
        let x = line.x + labels + 1
        let problem = shownProblem(index).map { "✗ \($0)" } ?? ""
        let room = max(Self.leastInput, min(28, line.maxX - x - screen.width(of: problem) - 1))
        let place = Rect(x: x, y: line.y, width: min(room, line.maxX - x), height: 1)
        if field.choices.isEmpty {
            field.input.draw(
                placeholder: field.placeholder, isFocused: isFocused, into: &screen, in: place)
        } else {
            screen.put(
                "◂ \(field.text) ▸", x: place.x, y: place.y, width: place.width,
                style: isFocused ? .strong : .text)
            if isFocused { screen.cursor = Point(x: place.x, y: place.y) }
        }
        screen.put(
            problem, x: place.maxX + 1, y: line.y, width: max(0, line.maxX - place.maxX - 1),
            style: .bad)
    }
}
