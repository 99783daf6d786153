// The calibration tables. Fitted by isotonic regression on the development sets of docs/INFERENCE.md, each set with the
// same weight, checked on folds that keep one source on one side; `spice bench calibration` prints the error.

enum Confidence {
    /// Base types.
    static let base = Calibration([
        (0.50, 0.80), (0.65, 0.85), (0.85, 0.90), (0.90, 0.92), (0.97, 0.95), (0.99, 0.98),
    ])

    /// Meanings.
    static let semantic = Calibration([(0.50, 0.50), (0.95, 0.95)])

    /// Layouts.
    static let layout = Calibration([(0.6, 0.80), (0.99, 0.99)])

    /// That a column has no meaning, by the score of the best meaning that was not taken.
    static let none = Calibration([(0.0, 0.9), (0.5, 0.6)])
}
