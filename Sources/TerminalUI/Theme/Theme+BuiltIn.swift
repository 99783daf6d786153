// The theme that is always there, whatever the disk says. It is `themes/harvest-dark.yaml` as a
// value; a test holds the two equal.

extension Theme {
    package static let builtIn: Theme = {
        var theme = Theme(
            name: "harvest-dark", ground: .dark, page: Color(red: 0x14, green: 0x17, blue: 0x1C),
            entries: builtInEntries)
        theme.about = "quiet greys and one blue, for dark terminals"
        return theme
    }()

    private static func ink(_ value: UInt32) -> Color {
        Color(
            red: UInt8(value >> 16 & 0xFF), green: UInt8(value >> 8 & 0xFF),
            blue: UInt8(value & 0xFF))
    }

    private static func entry(
        _ foreground: UInt32, _ basic: BasicColor? = nil, on background: UInt32? = nil,
        basicOn: BasicColor? = nil, _ attributes: Attributes = [], mono: Attributes = []
    ) -> Entry {
        Entry(
            foreground: ink(foreground), background: background.map(ink), basicForeground: basic,
            basicBackground: basicOn, attributes: attributes, monoAttributes: mono)
    }

    private static let builtInEntries: [Role: Entry] = [
        .text: entry(0xD3D7DE),
        .quiet: entry(0x7F8794, .brightBlack, mono: .dim),
        .strong: entry(0xF4F6F9, .brightWhite, .bold, mono: .bold),
        .accent: entry(0x79B8E0, .cyan, .bold, mono: .bold),
        .selection: entry(
            0xF4F6F9, .brightWhite, on: 0x23323F, basicOn: .blue, .bold, mono: .reverse),
        .selectionUnfocused: entry(
            0xD3D7DE, .white, on: 0x262A31, .underline, mono: .underline),
        .good: entry(0x7FC08A, .green),
        .attention: entry(0xE9B44C, .yellow, .bold, mono: .bold),
        .bad: entry(0xEF7F74, .brightRed, .bold, mono: [.bold, .underline]),
        .key: entry(0x79B8E0, .cyan, mono: .bold),
        .border: entry(0x4A515D, .brightBlack, mono: .dim),
        .header: entry(0x9AA3B1, .white, mono: .underline),
        .input: entry(0xF4F6F9, .brightWhite, on: 0x262A31, .underline, mono: .underline),
        .match: entry(0x14171C, .black, on: 0xE9B44C, basicOn: .yellow, mono: .reverse),
        .changed: entry(0xFFFFFF, .brightWhite, .bold, mono: .bold),
        .danger: entry(0xEF7F74, .brightRed, [.bold, .underline], mono: [.bold, .reverse]),
        .chart1: entry(0x7FC08A, .green),
        .chart2: entry(0x6FA8D8, .brightBlue),
        .chart3: entry(0xE9B44C, .yellow),
        .chart4: entry(0xC792D6, .magenta),
        .badgeFull: entry(0x7FC08A, .green),
        .badgePartial: entry(0xE9B44C, .yellow, .bold, mono: .bold),
        .badgeMissing: entry(0xEF7F74, .brightRed, .bold, mono: [.bold, .underline]),
    ]
}
