// The roles a piece of screen can play. Views name roles only; a theme gives each its colours, and
// attributes for terminals with fewer colours.

package enum Role: String, CaseIterable, Hashable, Sendable {
    /// Content.
    case text
    /// Context: labels, units, what may be overlooked.
    case quiet
    /// Content that leads: the object of the pane, totals.
    case strong
    /// Focus, and nothing else.
    case accent
    /// The selected row of the part that has the keyboard.
    case selection
    /// The selected row of a part that has not.
    case selectionUnfocused = "selection.unfocused"
    case good, attention, bad
    /// A key in the hint line.
    case key
    case border
    /// Column heads and the title bar.
    case header
    /// An input field.
    case input
    /// Found text.
    case match
    /// A number that changed a moment ago.
    case changed
    /// What cannot be undone, also the key that does it.
    case danger
    case chart1 = "chart.1"
    case chart2 = "chart.2"
    case chart3 = "chart.3"
    case chart4 = "chart.4"
    case badgeFull = "badge.full"
    case badgePartial = "badge.partial"
    case badgeMissing = "badge.missing"
}
