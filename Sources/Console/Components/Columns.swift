// Widths that are the same in every pane, so that the eye finds the same thing at the same place.

enum Columns {
    /// Counts up to 9 999 999 with thin spaces.
    static let count = 9
    /// Counts of edges beside a link's name.
    static let edges = 7
    /// `integer`, `identifier`, `datetime`.
    static let type = 11
    /// `PARTIAL ◐`.
    static let badge = 9
    static let age = 6
    static let rate = 8
}
