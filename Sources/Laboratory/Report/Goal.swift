// A bound that a figure should keep.

package struct Goal: Codable, Hashable, Sendable {
    package enum Bound: String, Codable, Sendable { case atMost, atLeast }

    package var bound: Bound
    package var value: Double

    package static func atMost(_ value: Double) -> Goal { Goal(bound: .atMost, value: value) }
    package static func atLeast(_ value: Double) -> Goal { Goal(bound: .atLeast, value: value) }

    package func isMet(by figure: Double) -> Bool {
        switch bound {
        case .atMost: figure <= value
        case .atLeast: figure >= value
        }
    }
}
