// The matching tasks of a data set: columns with columns of another table, or with the properties of an ontology.

import JSONText
import Synchronization
package import Tables

/// Ontologies that were read, by path.
final class OntologyCache: Sendable {
    private let known = Mutex<[String: OntologyMatcher]>([:])

    func matcher(at path: String) throws(TableError) -> OntologyMatcher {
        if let found = known.withLock({ $0[path] }) { return found }
        let made = OntologyMatcher(try InferReport.json(at: path))
        known.withLock { $0[path] = made }
        return made
    }
}

extension InferReport {
    func matches(_ item: JSON, _ sources: [String]) throws(TableError) -> JSONObject {
        let byIndex = item["by"]?.string == "index"
        var result = JSONObject()
        var list: [JSON] = []
        for path in sources {
            let own = try portraits(path)
            if let ontology = item["ontology"]?.string {
                let matcher = try ontologies.matcher(at: directory + "/" + ontology)
                for match in matcher.match(own.columns, own.values) {
                    list.append(
                        entry(
                            place(path, match.column, own.headers, byIndex),
                            [.string("ontology"), .string(match.property)], match.probability,
                            match.isChosen))
                }
            }
            for other in item["target"]?.array?.compactMap(\.string) ?? [] {
                let target = try portraits(other)
                for pair in TableMatcher.match(own.portraits, target.portraits) {
                    list.append(
                        entry(
                            place(path, pair.source, own.headers, byIndex),
                            place(other, pair.target, target.headers, byIndex), pair.probability,
                            pair.isChosen))
                }
            }
        }
        result["matches"] = .array(list)
        return result
    }

    private func entry(_ source: JSON, _ target: JSON, _ score: Double, _ isChosen: Bool) -> JSON {
        [
            "source": source, "target": target, "score": Self.number(score),
            "selected": .bool(isChosen),
        ]
    }

    private func place(_ path: String, _ index: Int, _ headers: [String], _ byIndex: Bool) -> JSON {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        return [.string(file), byIndex ? .integer(index) : .string(headers[index])]
    }

    /// Columns with their values.
    package struct Portraits {
        package var columns: [ColumnInference]
        package var values: [ColumnValues]
        package var portraits: [ColumnPortrait]
        /// As they stand in the file, blanks included.
        package var headers: [String]
    }

    package func portraits(_ path: String) throws(TableError) -> Portraits {
        let source = TableSource.file(path: directory + "/" + path)
        let (table, values) = try InferenceRun.profile(TableInput(source))
        let portraits = zip(table.columns, values).map { ColumnPortrait($0, $1) }
        let raw = try table.open(source).headerCells
        let headers = table.columns.indices.map { index in
            let cell =
                raw.count == 1 ? raw[0].dropFirst(table.layout.firstColumn + index).first : nil
            return cell.map { $0.isEmpty ? table.columns[index].name : $0 }
                ?? table.columns[index].name
        }
        return Portraits(
            columns: table.columns, values: values, portraits: portraits, headers: headers)
    }
}
