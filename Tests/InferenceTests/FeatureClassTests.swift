// Feature classes: the trees in the source give the scores of the fitted ones.

import Testing

@testable import Inference

/// A made-up column with what the fitted trees say of it.
struct FeatureColumn: Sendable, CustomTestStringConvertible {
    let name: String
    let samples: [String]
    /// Rows, nulls, distinct values.
    let counts: [Double]
    /// Mean, deviation, minimum, maximum; of no numbers: empty.
    let numbers: [Double]
    let found: FeatureClass
    let scores: [Double]

    init(
        _ name: String, _ samples: [String], counts: [Double], numbers: [Double] = [],
        is found: FeatureClass, scores: [Double]
    ) {
        self.name = name
        self.samples = samples
        self.counts = counts
        self.numbers = numbers
        self.found = found
        self.scores = scores
    }

    var testDescription: String { name }

    var features: FeatureClassFeatures {
        var figures = FeatureNumbers()
        if numbers.count == 4 {
            (figures.mean, figures.deviation) = (numbers[0], numbers[1])
            (figures.minimum, figures.maximum) = (numbers[2], numbers[3])
        }
        return FeatureClassFeatures(
            name: name, samples: samples, total: counts[0], nulls: counts[1], distinct: counts[2],
            numbers: figures)
    }
}

@Suite struct FeatureClassTests {
    @Test(arguments: columns) func `the scores are those of the fitted trees`(
        _ column: FeatureColumn
    ) {
        let scores = FeatureTrees.scores(column.features.values)
        #expect(scores.count == FeatureClass.allCases.count)
        for (score, expected) in zip(scores, column.scores) {
            #expect(abs(score - expected) < 0.02)
        }
    }

    @Test(arguments: columns)
    func `the class with the highest score is told with its probability`(
        _ column: FeatureColumn
    ) {
        let (found, confidence) = FeatureClass.of(column.features)
        #expect(found == column.found)
        #expect(confidence > 1.0 / 9 && confidence <= 1)
    }

    @Test func `a column without rows or with figures that are no numbers has a class too`() {
        var figures = FeatureNumbers()
        (figures.mean, figures.deviation) = (.nan, .infinity)
        (figures.minimum, figures.maximum) = (-.infinity, .infinity)
        let features = FeatureClassFeatures(
            name: "", samples: ["1e400", "x"], total: 0, nulls: 0, distinct: 0, numbers: figures)
        let (_, confidence) = FeatureClass.of(features)
        #expect(confidence > 0 && confidence <= 1)
        let empty = FeatureClassFeatures(name: "", samples: [], total: 0, nulls: 0, distinct: 0)
        #expect(FeatureClass.of(empty).0 == .notGeneralizable)
    }

    private static let columns: [FeatureColumn] = [
        FeatureColumn(
            "price",
            ["12.50", "3.99", "120.00", "7.25", "45.10"],
            counts: [2000, 3, 850], numbers: [38.2, 41.7, 0.99, 310.5],
            is: .numeric,
            scores: [-5.43, -4.14, -7.22, -7.33, -7.78, -7.26, 4.01, -7.98, -7.73]),
        FeatureColumn(
            "colour",
            ["red", "blue", "green", "blue", "red"],
            counts: [5000, 12, 6], is: .categorical,
            scores: [2.16, -4.63, -7.56, -7.09, -7.78, -5.54, -6.26, -6.97, -7.28]),
        FeatureColumn(
            "created_at",
            ["2021-03-04", "2021-03-05", "2021-04-01", "2021-05-17", "2021-06-30"],
            counts: [900, 0, 410], is: .datetime,
            scores: [-3.90, -4.34, 0.00, -6.01, -7.04, -7.08, -5.61, -7.85, -7.73]),
        FeatureColumn(
            "review",
            [
                "The room was clean and the staff were kind.",
                "We had to wait for an hour, and it was cold.",
                "A good place to stay with children.",
                "It is far from the station, but worth it.", "I would not go there again.",
            ],
            counts: [1200, 4, 1190], is: .sentence,
            scores: [-5.20, -4.52, -7.48, -7.53, -6.40, -5.41, -6.11, 3.36, -6.77]),
        FeatureColumn(
            "homepage",
            [
                "https://example.org/a", "https://example.org/b", "http://example.com/",
                "https://example.net/x", "https://example.org/c",
            ],
            counts: [700, 100, 590], is: .url,
            scores: [-5.70, -4.75, -4.82, -7.76, -5.89, -5.32, -5.91, -6.96, 3.35]),
        FeatureColumn(
            "weight",
            ["12 kg", "7 kg", "103 kg", "55 kg", "8 kg"],
            counts: [640, 0, 120], is: .embeddedNumber,
            scores: [-4.57, -3.48, -7.32, 0.90, -5.85, -7.11, -4.96, -6.54, -7.57]),
        FeatureColumn(
            "genres",
            ["rock, pop", "jazz", "pop, folk, blues", "rock, metal", "jazz, soul"],
            counts: [3000, 20, 800], is: .list,
            scores: [-4.26, -2.31, -7.11, -5.66, -1.26, -6.33, -6.44, -4.09, -7.53]),
        FeatureColumn(
            "id",
            ["1", "2", "3", "4", "5"],
            counts: [1500, 0, 1500], numbers: [750.5, 433, 1, 1500],
            is: .notGeneralizable,
            scores: [-3.93, -4.01, -6.71, -8.13, -7.81, 2.73, -4.82, -7.70, -8.25]),
        FeatureColumn(
            "street",
            [
                "12 Mill Lane", "4 High Street", "88 Station Road", "1 Park Avenue",
                "30 Church Street",
            ],
            counts: [1000, 5, 640], is: .contextSpecific,
            scores: [-4.91, -0.38, -7.10, -5.32, -6.68, -6.02, -6.57, -4.05, -7.89]),
        FeatureColumn(
            "answer",
            ["#NULL!", "", "Yes", "#NULL!", "Yes"],
            counts: [4000, 900, 2], is: .notGeneralizable,
            scores: [-1.35, -4.10, -7.36, -7.66, -7.70, -0.10, -6.25, -4.39, -7.80]),
        FeatureColumn(
            "note",
            ["", "", "", "", ""],
            counts: [400, 400, 0], is: .notGeneralizable,
            scores: [-3.86, -5.82, -6.08, -7.35, -7.30, 3.32, -5.62, -5.07, -7.78]),
        FeatureColumn(
            "zip_code",
            ["01001", "94110", "60614", "10003", "02139"],
            counts: [2500, 0, 320], numbers: [46000.5, 31000.2, 1001, 99501],
            is: .categorical,
            scores: [-0.51, -1.13, -7.18, -7.95, -8.21, -5.47, -3.78, -8.16, -8.29]),
    ]
}
