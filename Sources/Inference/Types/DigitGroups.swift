// How marks cut the digits of a number into groups: what each convention asks of them, found once for
// all conventions.

/// Digits before a fraction.
struct DigitGroups {
    /// The mark between all groups; nil where there is none, or several.
    private(set) var mark: UInt8?
    /// No mark at all.
    private(set) var isPlain = true
    /// Three digits in every group but the first, which has one to three.
    private(set) var areTriples = false
    /// Three digits in the last group, two in those before it, one or two in the first.
    private(set) var arePairs = false

    /// `fromZero`: the first digit is a zero. Nobody groups the digits of `0,500`.
    init(_ groups: [Int], _ marks: [UInt8], fromZero: Bool) {
        self.init(groups, marks, count: marks.count, fromZero: fromZero)
    }

    /// What stands before the last mark, which is the decimal one; nil without digits behind it.
    static func beforeFraction(
        _ groups: [Int], _ marks: [UInt8], fromZero: Bool
    ) -> DigitGroups? {
        guard !marks.isEmpty, groups[groups.count - 1] > 0 else { return nil }
        return DigitGroups(groups, marks, count: marks.count - 1, fromZero: fromZero)
    }

    private init(_ groups: [Int], _ marks: [UInt8], count: Int, fromZero: Bool) {
        guard count > 0 else { return }
        isPlain = false
        for index in 1..<count where marks[index] != marks[0] { return }
        guard groups[count] == 3, groups[0] > 0, !fromZero else { return }
        mark = marks[0]
        areTriples = groups[0] <= 3
        arePairs = groups[0] <= 2
        for index in 1..<count {
            areTriples = areTriples && groups[index] == 3
            arePairs = arePairs && groups[index] == 2
        }
    }
}

extension NumberStyle {
    /// Whether a number is one in this style. `last`: its last mark, which may be the decimal one.
    func admits(_ whole: DigitGroups, _ fraction: DigitGroups?, _ last: UInt8?) -> Bool {
        guard last == decimalByte else { return admits(whole) }
        return fraction.map(admits) ?? false
    }

    private func admits(_ groups: DigitGroups) -> Bool {
        if groups.isPlain { return true }
        guard let mark = groups.mark, mark == groupByte else { return false }
        return self == .lakhGroups ? groups.arePairs : groups.areTriples
    }

    private var decimalByte: UInt8 {
        switch self {
        case .comma, .pointGroups, .blankGroups: 0x2C
        default: 0x2E
        }
    }

    private var groupByte: UInt8? {
        switch self {
        case .point, .comma: nil
        case .commaGroups, .lakhGroups: 0x2C
        case .pointGroups: 0x2E
        case .blankGroups, .blankGroupsPoint: 0x20
        case .apostropheGroups: 0x27
        }
    }
}
