// The `infer/1` document: what inference says about a data set, in the form that scorers and other
// tools read.

package import JSONText
package import Tables

/// Writes `infer/1`.
package struct InferReport {
    let directory: String
    private let manifest: String
    let ontologies = OntologyCache()
    /// Receives a canonical dump of the rows of a table by its item id; returns the path to name in
    /// the report.
    package var dumpRows: ((_ item: String, _ bytes: [UInt8]) -> String?)?
    /// Seconds of a clock, for the time an item takes; nil leaves times out.
    package var clock: (() -> Double)?

    /// `directory` holds `manifest.json` and `files/`; nothing else in it is read.
    package init(directory: String, manifest: String = "manifest.json") {
        self.directory = directory
        self.manifest = manifest
    }

    /// The document for the whole set. Errors: the manifest is missing or no manifest.
    package func make(tool: String) throws(TableError) -> JSON {
        let path = directory + "/" + manifest
        let manifest = try Self.json(at: path)
        guard let items = manifest["items"]?.array, let name = manifest["dataset"]?.string else {
            throw .layout(path: path, reason: "no manifest of a data set")
        }
        var results = JSONObject()
        for item in items {
            guard let id = item["id"]?.string else { continue }
            if Task.isCancelled { throw .cancelled(path: directory) }
            results[id] = .object(entry(item, id))
        }
        return [
            "format": "infer/1", "tool": .string(tool), "dataset": .string(name),
            "items": .object(results),
        ]
    }

    static func json(at path: String) throws(TableError) -> JSON {
        let bytes = try TableSource.file(path: path).contents()
        do throws(JSONError) {
            return try JSON(parsing: bytes)
        } catch {
            throw .layout(path: path, reason: error.description)
        }
    }

    private func entry(_ item: JSON, _ id: String) -> JSONObject {
        let start = clock?()
        var result: JSONObject
        do throws(TableError) {
            if let samples = item["samples"]?.array {
                result = featureClass(item, samples)
            } else if let sources = item["source"]?.array?.compactMap(\.string) {
                result = try matches(item, sources)
            } else if let tables = item["tables"]?.array {
                result = try keys(tables.compactMap(\.string))
            } else {
                result = try table(item["path"]?.string ?? "files/" + id, id)
            }
            result["error"] = .null
        } catch {
            result = JSONObject([("error", .string(error.description))])
        }
        if let start, let end = clock?() {
            result["seconds"] = .number(String((end - start).rounded(toPlaces: 4)))
        }
        return result
    }

    private func table(_ path: String, _ id: String) throws(TableError) -> JSONObject {
        let source = TableSource.file(path: directory + "/" + path)
        let (table, _) = try InferenceRun.profile(TableInput(source, name: id))
        var result = JSONObject()
        result["dialect"] = Self.dialect(table)
        result["dialect_confidence"] = Self.number(table.layoutConfidence)
        result["columns"] = .array(table.columns.map(Self.column))
        if let dumpRows, let path = dumpRows(id, try RowDump.bytes(table, source)) {
            result["rows_path"] = .string(path)
        }
        return result
    }

    private func featureClass(_ item: JSON, _ samples: [JSON]) -> JSONObject {
        let features = FeatureClassFeatures(
            name: item["name"]?.plainText ?? "", samples: samples.map(\.plainText),
            total: item["total"]?.double ?? 0, nulls: item["nulls"]?.double ?? 0,
            distinct: item["distinct"]?.double ?? 0, numbers: Self.numbers(item))
        let (found, confidence) = FeatureClass.of(features)
        return JSONObject([
            ("class", .string(found.rawValue)), ("confidence", Self.number(confidence)),
        ])
    }

    /// The figures of a column of numbers that the manifest has.
    package static func numbers(_ item: JSON) -> FeatureNumbers {
        var numbers = FeatureNumbers()
        numbers.mean = item["mean"]?.double ?? 0
        numbers.deviation = item["std"]?.double ?? 0
        numbers.minimum = item["min"]?.double ?? 0
        numbers.maximum = item["max"]?.double ?? 0
        return numbers
    }

    private func keys(_ paths: [String]) throws(TableError) -> JSONObject {
        let files = paths.map { TableInput(.file(path: directory + "/" + $0)) }
        let found = try InferenceRun.infer(files: files).keys
        var result = JSONObject()
        result["primary_keys"] = .array(
            found.primaryKeys.map { key in
                [
                    "table": .string(key.table), "columns": Self.texts(key.columns),
                    "confidence": Self.number(key.confidence),
                ]
            })
        result["foreign_keys"] = .array(
            found.foreignKeys.map { key in
                [
                    "from": [.string(key.table), Self.texts(key.columns)],
                    "to": [.string(key.target), Self.texts(key.targetColumns)],
                    "confidence": Self.number(key.confidence),
                ]
            })
        result["unique"] = .array(
            found.uniqueSets.map { set in
                ["table": .string(set.table), "columns": Self.texts(set.columns)]
            })
        return result
    }

    private static func texts(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }

    static func number(_ value: Double) -> JSON {
        .number(String(value.rounded(toPlaces: 4)))
    }

    /// The layout as `infer/1` names it.
    package static func dialect(_ table: TableInference) -> JSON {
        let dialect = table.layout.dialect
        let escape =
            switch dialect.escape {
            case .doubling: dialect.quote ?? ""
            case .backslash: "\\"
            case .none: ""
            }
        return [
            "delimiter": .string(dialect.delimiter), "quotechar": .string(dialect.quote ?? ""),
            "escapechar": .string(escape), "lineterminator": .string(dialect.lineEnd),
            "encoding": .string(table.storage.encoding.rawValue),
            "header_rows": .integer(table.layout.headerRows),
            "preamble_rows": .integer(table.layout.preambleLines),
            "footer_rows": .integer(table.layout.footerLines),
        ]
    }

    /// A column as `infer/1` names it.
    package static func column(_ column: ColumnInference) -> JSON {
        let reading = column.reading
        var result = JSONObject()
        result["index"] = .integer(column.index)
        result["name"] = .string(column.name)
        result["base"] = .string(column.label.rawValue)
        if column.label != reading.base { result["stored_as"] = .string(reading.base.rawValue) }
        let isStructure = reading.semantic == .object || reading.semantic == .array
        // The vocabulary of `infer/1` has no JSON.
        result["semantic"] =
            isStructure ? .null : reading.semantic.map { .string($0.rawValue) } ?? .null
        result["format"] = reading.format.map { .string($0) } ?? .null
        result["locale"] = reading.locale.map { .string($0) } ?? .null
        result["enum"] = column.enumValues.map(texts) ?? .bool(false)
        result["confidence"] = number(column.baseConfidence)
        result["semantic_confidence"] = number(column.semanticConfidence)
        result["alternatives"] = .array(
            column.alternatives.map { other in
                [
                    .string(other.semantic?.rawValue ?? other.base.rawValue),
                    number(other.confidence),
                ]
            })
        result["nulls"] = .integer(column.statistics.nulls)
        return .object(result)
    }
}

extension Double {
    /// Rounded to decimal places, for documents that people read.
    func rounded(toPlaces places: Int) -> Double {
        let factor = (0..<places).reduce(1.0) { product, _ in product * 10 }
        return (self * factor).rounded() / factor
    }
}
