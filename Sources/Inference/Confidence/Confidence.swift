// The calibration tables: for each raw score the share of right answers on the development sets of docs/INFERENCE.md, made
// monotone and thinned to a few points; `spice bench calibration` prints the error.

enum Confidence {
    /// Base types.
    static let base = Calibration([
        (0.50, 0.88), (0.55, 0.95), (0.65, 0.96), (0.85, 0.97), (0.97, 0.984), (0.99, 0.988),
    ])

    /// Meanings.
    static let semantic = Calibration([
        (0.50, 0.55), (0.60, 0.70), (0.65, 0.84), (0.70, 0.95), (0.80, 0.95), (0.86, 0.985),
        (0.95, 0.99),
    ])

    /// Properties of an ontology for columns; rising everywhere, so that the order of candidates stays.
    static let ontology = Calibration([
        (0.0, 0.0), (0.72, 0.50), (0.85, 0.74), (0.95, 0.92), (0.99, 0.93),
    ])

    /// Layouts.
    static let layout = Calibration([(0.6, 0.80), (0.99, 0.99)])

    /// That a column has no meaning, by the score of the best meaning that was not taken.
    static let none = Calibration([(0.0, 0.81), (0.4, 0.6)])
}
