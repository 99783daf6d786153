// The answer of a structure analysis: tables with their place, headers, columns and first rows; pairs outside of them.

package import Engine
package import JSONText

package enum StructureAnswer {
    private static let sampleRows = 20

    package static func json(
        _ islands: GridIslands, _ boxes: [GridIslands.Box], _ tables: [InferenceView.Table?],
        links: [InferenceView.Link] = [], warnings: [String] = []
    ) -> JSON {
        let shown = zip(boxes, tables).enumerated().compactMap { index, pair -> JSON? in
            pair.1.map { item in
                let box = pair.0
                let header = islands.texts(box.top..<(box.top + item.headerRows), of: box)
                return table(item, number: index + 1, box: box, header: header)
            }
        }
        let pairs = islands.pairs.map { pair -> JSON in
            [
                "key": .string(pair.key), "value": .string(pair.value), "value_type": "string",
                "confidence": .number("0.6"),
                "key_cell": ["row": .integer(pair.row), "col": .integer(pair.keyColumn)],
                "value_cell": ["row": .integer(pair.row), "col": .integer(pair.valueColumn)],
                "reason": "a pair of cells outside of the tables",
            ]
        }
        return [
            "tables": .array(shown), "key_values": .array(pairs),
            "links": .array(links.map(link)),
            "metadata": [
                "rows": .integer(islands.rows), "cols": .integer(islands.columns),
                "islands_found": .integer(islands.tables.count),
            ],
            "warnings": .array(warnings.map(JSON.string)),
        ]
    }

    package static func json(_ view: InferenceView, fileName: String) -> JSON {
        let tables = view.tables.enumerated().map { index, item -> JSON in
            let box = box(of: item)
            let header = item.headerRows == 0 ? [] : [item.fileColumns.map(\.name)]
            return table(item, number: index + 1, box: box, header: header)
        }
        return [
            "tables": .array(tables), "key_values": [],
            "links": .array((view.links ?? []).map(link)),
            "metadata": [
                "source": "file", "file_name": .string(fileName),
                "islands_found": .integer(tables.count),
            ],
            "warnings": .array(view.warnings.map(JSON.string)),
        ]
    }

    /// Where a table of a file stands, with its header.
    package static func box(of table: InferenceView.Table) -> GridIslands.Box {
        GridIslands.Box(
            top: table.preambleRows, left: 0,
            bottom: table.preambleRows + table.headerRows + max(table.rows, 1) - 1,
            right: max(table.fileColumns.count, 1) - 1)
    }

    private static func table(
        _ table: InferenceView.Table, number: Int, box: GridIslands.Box, header: [[String]]
    ) -> JSON {
        let confidences = table.columns.map(\.confidence)
        let mean =
            confidences.isEmpty ? 0 : confidences.reduce(0, +) / Double(confidences.count)
        let first = box.top + table.headerRows
        let columns = table.fileColumns
        let provenance = columns.enumerated().map { index, column -> JSON in
            let place = box.left + index
            return [
                "field": .string(column.name), "column_index": .integer(index),
                "header_cells": .array(
                    (box.top..<first).map { ["row": .integer($0), "col": .integer(place)] }),
                "data_bbox": GridIslands.Box(
                    top: first, left: place, bottom: box.bottom, right: place
                ).json,
            ]
        }
        return [
            "id": .string("table_\(number)"), "bbox": box.json, "mode": "table",
            "confidence": JSON(mean),
            "reason": .string("\(columns.count) columns, \(table.rows) rows"),
            "header_rows": .integer(table.headerRows), "header_cols": 0,
            "header_grid": .array(header.map { .array($0.map(JSON.string)) }),
            "headers": .array(columns.map { .string($0.name) }),
            "sample_rows": .array(
                table.sample.prefix(sampleRows).map {
                    .array($0.prefix(columns.count).map(JSON.string))
                }),
            "column_provenance": .array(provenance),
            "inferred_schema": .array(FunnelAnswers.columns(of: table)),
            "primary_key": table.key.map(key) ?? .null, "key_values": .null,
            "repairs": RepairAnswers.json(table),
        ]
    }

    /// The columns of a key: how sure, why, what else it could be, and the rows that it does not tell apart.
    static func key(_ key: InferenceView.Key) -> JSON {
        [
            "columns": .array(key.columns.map(JSON.string)), "confidence": JSON(key.confidence),
            "reason": .string(key.reasons.joined(separator: "; ")),
            "alternatives": .array(
                key.alternatives.map { other in
                    [
                        "columns": .array(other.columns.map(JSON.string)),
                        "confidence": JSON(other.confidence),
                    ]
                }), "defects": key.defects.map(defects) ?? .null,
        ]
    }

    private static func defects(_ defects: InferenceView.Key.Defects) -> JSON {
        [
            "repeated_rows": .integer(defects.repeatedRows), "is_exact": .bool(defects.isExact),
            "empty_rows": .integer(defects.emptyRows),
            "examples": .array(
                defects.examples.map {
                    [
                        "value": .string($0.text), "count": .integer($0.count),
                        "first_row": .integer($0.firstRow),
                    ]
                }), "summary": .string(defects.summary),
        ]
    }

    /// A reference between tables: how sure, why, what else it could be, and the rows that lead nowhere.
    package static func link(_ link: InferenceView.Link) -> JSON {
        [
            "from": [
                "table": .string(link.source), "columns": .array(link.columns.map(JSON.string)),
            ],
            "to": [
                "table": .string(link.target),
                "columns": .array(link.targetColumns.map(JSON.string)),
            ],
            "kind": .string(link.kind), "cardinality": .string(link.cardinality),
            "optional": .bool(link.isOptional), "confidence": JSON(link.confidence),
            "reason": .string(link.reasons.joined(separator: "; ")),
            "alternatives": .array(
                link.alternatives.map { other in
                    [
                        "table": .string(other.target),
                        "columns": .array(other.targetColumns.map(JSON.string)),
                        "confidence": JSON(other.confidence), "reason": .string(other.reason),
                    ]
                }), "rows": .integer(link.rows),
            "dangling_rows": .integer(link.danglingRows),
            "dangling_is_exact": .bool(link.danglingIsExact),
            "dangling_examples": .array(
                link.danglingExamples.map {
                    ["row": .integer($0.row), "value": .string($0.text)]
                }),
        ]
    }
}
