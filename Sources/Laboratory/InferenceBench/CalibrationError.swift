// How far the probabilities of an answer are from what came true: expected calibration error over ten bins, for each kind
// of decision of an `infer/1` document. The only place that reads the truth of a data set, and only to judge.

import Foundation
package import JSONText

package struct CalibrationError: Codable, Hashable, Sendable {
    package struct Kind: Codable, Hashable, Sendable {
        /// `base`, `semantic`, `primary_key`, `foreign_key`, `match`, `layout`, `feature_class`.
        package var name: String
        package var decisions: Int
        package var meanConfidence: Double
        package var right: Double
        package var error: Double
    }

    package var kinds: [Kind]

    /// Judges `answers` by the `truth.json` of a set.
    package init(truth: JSON, answers: JSON) {
        var decisions: [String: [(Double, Bool)]] = [:]
        for member in truth["items"]?.object?.members ?? [] {
            guard let answer = answers["items"]?[member.name] else { continue }
            Self.types(member.value, answer, &decisions)
            Self.keys(member.value, answer, &decisions)
            Self.matches(member.value, answer, &decisions)
            Self.layout(member.value, answer, &decisions)
            Self.featureClass(member.value, answer, &decisions)
        }
        kinds = decisions.keys.sorted().compactMap { Self.kind($0, decisions[$0] ?? []) }
    }

    private static func kind(_ name: String, _ all: [(Double, Bool)]) -> Kind? {
        guard !all.isEmpty else { return nil }
        let count = Double(all.count)
        var error = 0.0
        for bin in 0..<10 {
            let inside = all.filter { min(9, Int($0.0 * 10)) == bin }
            let sure = inside.reduce(0) { $0 + $1.0 }
            let right = Double(inside.count(where: \.1))
            error += abs(sure - right) / count
        }
        return Kind(
            name: name, decisions: all.count,
            meanConfidence: all.reduce(0) { $0 + $1.0 } / count,
            right: Double(all.count(where: \.1)) / count, error: error)
    }

    private static func types(
        _ truth: JSON, _ answer: JSON, _ decisions: inout [String: [(Double, Bool)]]
    ) {
        for column in truth["columns"]?.array ?? [] {
            guard let base = column["base"]?.string, base != "empty",
                let own = answer["columns"]?.array?.first(where: {
                    $0["index"]?.integer == column["index"]?.integer
                })
            else { continue }
            let accepted = column["accept"]?.array?.compactMap(\.string) ?? [base]
            decisions["base", default: []].append(
                (own["confidence"]?.double ?? 0, accepted.contains(own["base"]?.string ?? "")))
            guard column["semantic"]?.string != "*", truth["semantic_scope"] == nil else {
                continue
            }
            let meaning = column["semantic"]?.string
            let also =
                column["accept_semantic"]?.array?.compactMap(\.string) ?? meaning.map { [$0] } ?? []
            let given = own["semantic"]?.string
            let isRight = given.map { also.contains($0) } ?? (meaning == nil)
            decisions["semantic", default: []].append(
                (own["semantic_confidence"]?.double ?? 0, isRight))
        }
    }

    private static func keys(
        _ truth: JSON, _ answer: JSON, _ decisions: inout [String: [(Double, Bool)]]
    ) {
        for key in answer["primary_keys"]?.array ?? [] {
            guard let table = key["table"]?.string,
                let known = truth["keys"]?[table]?.array
            else { continue }
            let own = (key["columns"]?.array?.compactMap(\.string) ?? []).sorted()
            let isRight = known.contains { ($0.array?.compactMap(\.string) ?? []).sorted() == own }
            decisions["primary_key", default: []].append((key["confidence"]?.double ?? 0, isRight))
        }
        let known = Set((truth["foreign_keys"]?.array ?? []).map(reference))
        for key in answer["foreign_keys"]?.array ?? [] {
            decisions["foreign_key", default: []].append(
                (key["confidence"]?.double ?? 0, known.contains(reference(key))))
        }
    }

    private static func reference(_ key: JSON) -> String {
        (key["from"]?.canonicalText ?? "") + (key["to"]?.canonicalText ?? "")
    }

    private static func matches(
        _ truth: JSON, _ answer: JSON, _ decisions: inout [String: [(Double, Bool)]]
    ) {
        guard let pairs = truth["pairs"]?.array else { return }
        let known = Set(pairs.map(\.canonicalText))
        for match in answer["matches"]?.array ?? [] where match["selected"]?.bool == true {
            let pair: JSON = [match["source"] ?? .null, match["target"] ?? .null]
            decisions["match", default: []].append(
                (match["score"]?.double ?? 0, known.contains(pair.canonicalText)))
        }
    }

    /// One decision a file: right when everything is that says which rows are the table and how they are cut.
    private static func layout(
        _ truth: JSON, _ answer: JSON, _ decisions: inout [String: [(Double, Bool)]]
    ) {
        let members = ["delimiter", "header_rows", "preamble_rows", "footer_rows"]
        guard let confidence = answer["dialect_confidence"]?.double, truth["delimiter"] != nil
        else { return }
        let isRight = members.allSatisfy { name in
            truth[name].map { $0 == answer["dialect"]?[name] } ?? true
        }
        decisions["layout", default: []].append((confidence, isRight))
    }

    private static func featureClass(
        _ truth: JSON, _ answer: JSON, _ decisions: inout [String: [(Double, Bool)]]
    ) {
        guard let known = truth.string, let given = answer["class"]?.string else { return }
        decisions["feature_class", default: []].append(
            (answer["confidence"]?.double ?? 0, known == given))
    }
}
