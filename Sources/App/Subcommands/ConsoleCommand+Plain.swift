// The console's options read without the parser, whose tables cost a quarter of the time to the first frame. What is not
// plainly one of them, once and with its value, is left to the parser, which also explains what is wrong.

extension ConsoleCommand {
    init?(plain arguments: [String]) {
        self.init()
        (database, pane, theme, profile, script) = (nil, nil, nil, nil, nil)
        (readOnly, linear, slowLink, mouse) = (false, false, false, false)
        engine = EngineOptions()
        (engine.dataDir, engine.connect, engine.tokenFile) = (nil, nil, nil)
        var seen: [String] = []
        var rest = arguments[...]
        while let name = rest.popFirst() {
            guard !seen.contains(name) else { return nil }
            seen.append(name)
            if turnOn(name) { continue }
            guard let value = rest.popFirst(), value == "-" || !value.hasPrefix("-"),
                give(name, value)
            else { return nil }
        }
    }

    private mutating func turnOn(_ flag: String) -> Bool {
        switch flag {
        case "--read-only": readOnly = true
        case "--linear": linear = true
        case "--slow-link": slowLink = true
        case "--mouse": mouse = true
        default: return false
        }
        return true
    }

    private mutating func give(_ option: String, _ value: String) -> Bool {
        switch option {
        case "--db": database = value
        case "--pane": pane = value
        case "--theme": theme = value
        case "--profile": profile = value
        case "--script": script = value
        case "--data-dir": engine.dataDir = value
        case "--connect": engine.connect = value
        case "--token-file": engine.tokenFile = value
        default: return false
        }
        return true
    }
}
