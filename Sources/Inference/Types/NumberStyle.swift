// How numbers are written in one column: the decimal mark and the mark between groups of digits.

/// A convention of writing numbers.
package enum NumberStyle: String, Hashable, Sendable, Codable, CaseIterable {
    /// `1234` or `1234.5`
    case point
    /// `1234,5`
    case comma
    /// `1,234.5`
    case commaGroups = "comma_groups"
    /// `1.234,5`
    case pointGroups = "point_groups"
    /// `1 234,5` (blank, no-break or narrow blank)
    case blankGroups = "blank_groups"
    /// `1 234.5`
    case blankGroupsPoint = "blank_groups_point"
    /// `1'234.5`
    case apostropheGroups = "apostrophe_groups"
    /// `12,34,567.8`
    case lakhGroups = "lakh_groups"

    /// The mark before the fraction.
    package var decimalMark: String {
        switch self {
        case .comma, .pointGroups, .blankGroups: ","
        default: "."
        }
    }

    /// An example, as people read it best.
    package var example: String {
        switch self {
        case .point: "1234.56"
        case .comma: "1234,56"
        case .commaGroups: "1,234.56"
        case .pointGroups: "1.234,56"
        case .blankGroups: "1 234,56"
        case .blankGroupsPoint: "1 234.56"
        case .apostropheGroups: "1'234.56"
        case .lakhGroups: "12,34,567.89"
        }
    }
}

/// A set of styles that admit one text.
struct NumberStyles: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(_ styles: [NumberStyle]) {
        self.init(rawValue: styles.reduce(0) { $0 | Self.bit($1) })
    }

    private static func bit(_ style: NumberStyle) -> UInt8 {
        switch style {
        case .point: 1
        case .comma: 2
        case .commaGroups: 4
        case .pointGroups: 8
        case .blankGroups: 16
        case .blankGroupsPoint: 32
        case .apostropheGroups: 64
        case .lakhGroups: 128
        }
    }

    mutating func insert(_ style: NumberStyle) { formUnion(NumberStyles([style])) }

    func contains(_ style: NumberStyle) -> Bool { rawValue & Self.bit(style) != 0 }

    static let all = NumberStyles(NumberStyle.allCases)
}
