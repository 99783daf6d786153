// How far probabilities are from what came true, for each kind of answer of an `infer/1` document.

import JSONText
import Testing

@testable import Laboratory

@Suite struct CalibrationErrorTests {
    @Test func layoutsAreRightAsAWholeOrNot() {
        let truth: JSON = [
            "items": [
                "a": ["delimiter": ";", "header_rows": 1, "preamble_rows": 0, "footer_rows": 0],
                "b": ["delimiter": ";", "header_rows": 2, "preamble_rows": 0, "footer_rows": 0],
                "c": ["delimiter": ",", "header_rows": 1],
            ]
        ]
        let read: JSON = [
            "delimiter": ";", "header_rows": 1, "preamble_rows": 0, "footer_rows": 0,
        ]
        let other: JSON = ["delimiter": ",", "header_rows": 1, "preamble_rows": 7]
        let answers: JSON = [
            "items": [
                "a": ["dialect": read, "dialect_confidence": .number("0.95")],
                "b": ["dialect": read, "dialect_confidence": .number("0.95")],
                "c": ["dialect": other, "dialect_confidence": .number("0.95")],
            ]
        ]
        let kinds = CalibrationError(truth: truth, answers: answers).kinds
        #expect(kinds.map(\.name) == ["layout"])
        #expect(kinds.first?.decisions == 3)
        #expect(abs((kinds.first?.right ?? 0) - 2.0 / 3) < 1e-9)
        #expect(abs((kinds.first?.error ?? 0) - (0.95 - 2.0 / 3)) < 1e-9)
    }

    @Test func featureClassesAreJudgedOneByOne() {
        let truth: JSON = ["items": ["x": "numeric", "y": "url", "z": "list"]]
        let answers: JSON = [
            "items": [
                "x": ["class": "numeric", "confidence": .number("0.85")],
                "y": ["class": "sentence", "confidence": .number("0.25")],
            ]
        ]
        let kinds = CalibrationError(truth: truth, answers: answers).kinds
        #expect(kinds.map(\.name) == ["feature_class"])
        #expect(kinds.first?.decisions == 2)
        #expect(abs((kinds.first?.error ?? 0) - (0.15 + 0.25) / 2) < 1e-9)
    }
}
