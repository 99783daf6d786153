// One German file and what the scripted engine makes of it.

import JSONText

@testable import Engine

extension ScriptedEngine {
    static let mappingScript: Script = { request, mood throws(EngineError) in
        switch request {
        case let request as InferFiles:
            if case .empty = mood {
                return InferenceView(tables: [], classes: [], warnings: [])
            }
            if request.files.count > 1 { return ordersAndCustomers }
            return InferenceView(tables: [germanOrders], classes: [], warnings: [])
        case is SuggestMapping: return MappingView(className: "SalesOrder", matches: matches)
        case let request as ImportFiles: return report(request)
        default: return nil
        }
    }

    static func column(
        _ name: String, _ base: String, sure: Double, semantic: String? = nil,
        format: String? = nil, locale: String? = nil, nulls: Int = 0, distinct: Int = 0,
        range: (String, String)? = nil, histogram: [Int] = [], evidence: [String] = [],
        against: [InferenceView.Cell] = [], againstCount: Int? = nil,
        others: [InferenceView.Alternative] = [], isKey: Bool = false, references: String? = nil,
        proposed: String? = nil
    ) -> InferenceView.Column {
        InferenceView.Column(
            name: name, base: base, semantic: semantic, format: format, locale: locale,
            confidence: sure, evidence: evidence, alternatives: others, contradictions: against,
            contradictionCount: againstCount ?? against.count, nulls: nulls, distinct: distinct,
            minimum: range?.0, maximum: range?.1, histogram: histogram, isKey: isKey,
            references: references, proposedProperty: proposed ?? name)
    }

    static let germanOrders = InferenceView.Table(
        file: "orders-2024.csv", fileHash: "c0ffee", className: "SalesOrder", rows: 14_312,
        encoding: "cp1252", delimiter: ";", headerRows: 1, preambleRows: 0, repairs: [],
        repairCount: 0,
        columns: [
            column(
                "Order No", "integer", sure: 0.99, distinct: 14_312, range: ("10248", "24559"),
                evidence: ["unique and never empty: 14 312 rows"], isKey: true),
            column("Kunde", "integer", sure: 0.97, distinct: 89, references: "Customer"),
            orderDate,
            column("Fracht", "decimal", sure: 0.98, format: "1.234,56", distinct: 799),
            column("Lieferland", "string", sure: 0.91, semantic: "country", locale: "de"),
            column("Bemerkung", "string", sure: 0.88, nulls: 9204, distinct: 5100),
            column("Status", "string", sure: 0.74, semantic: "enum", format: "4", distinct: 4),
        ],
        sample: [
            ["10248", "85", "04.07.2024", "32,38", "Frankreich", "", "neu"],
            ["10249", "79", "05.07.2024", "11,61", "Deutschland", "Tel. 030-1234 nach 18 Uhr", ""],
            ["10250", "34", "08.07.2024", "65,83", "Brasilien", "東京 Lager", "alt"],
        ], primaryKey: ["Order No"])

    private static let orderDate = column(
        "Best.datum", "date", sure: 0.99, format: "dd.MM.yyyy", nulls: 3, distinct: 480,
        range: ("2024-07-04", "2025-05-06"), histogram: [1, 2, 3, 5, 7, 8, 7, 5, 3, 2, 1, 1],
        evidence: ["day first: 31.12.2024 in row 2 218 settles it (9 204 rows agree)"],
        against: [
            .init(row: 77, text: "k.A."), .init(row: 1340, text: "00.00.0000"),
            .init(row: 9001, text: "2024"),
        ], againstCount: 4,
        others: [.init(reading: "date MM.dd.yyyy", confidence: 0.02)])

    private static let matches: [MappingView.Match] = [
        .init(column: "Order No", property: "orderId", score: 0.98, reasons: ["both are the key"]),
        .init(column: "Kunde", property: "customerId", score: 0.95, reasons: ["leads to Customer"]),
        .init(
            column: "Best.datum", property: "orderDate", score: 0.93,
            reasons: ["both are dates", "ranges overlap"]),
        .init(column: "Fracht", property: "freight", score: 0.96, reasons: ["both are decimals"]),
        .init(column: "Lieferland", property: "shipCountry", score: 0.94, reasons: ["countries"]),
        .init(column: "Bemerkung", property: "shipName", score: 0.41, reasons: ["both are texts"]),
        .init(column: "Status", property: nil, score: 0, reasons: []),
    ]

    private static func report(_ request: ImportFiles) -> ImportReport {
        ImportReport(
            database: request.database,
            tables: [
                .init(
                    file: "orders-2024.csv", className: "SalesOrder", rows: 14_312,
                    accepted: 14_305, unchanged: 0, rejected: 7)
            ],
            rejections: [
                .init(
                    file: "orders-2024.csv", row: 77, column: "Best.datum", code: "invalid_data",
                    message: "orderDate: \"k.A.\" is no date")
            ], classesCreated: 0, seconds: 3.1, instancesPerSecond: 4614, failedCommands: 0,
            isDryRun: request.isDryRun, warnings: [])
    }

    /// The German orders, and the customers that their second column points to.
    static let ordersAndCustomers = InferenceView(
        tables: [
            germanOrders,
            InferenceView.Table(
                file: "customers.csv", fileHash: "beef", className: "Customer", rows: 91,
                encoding: "utf-8", delimiter: ",", headerRows: 1, preambleRows: 0, repairs: [],
                repairCount: 0,
                columns: [
                    column("customerId", "integer", sure: 0.99, distinct: 91, isKey: true),
                    column("Name", "string", sure: 0.95, distinct: 91),
                    column(
                        "Since", "date", sure: 0.9, format: "yyyy-MM-dd", nulls: 2, distinct: 60,
                        against: [.init(row: 12, text: "soon")]),
                ],
                sample: [["85", "Vins et alcools", "1996-07-04"], ["79", "Toms", ""]],
                primaryKey: ["customerId"]),
        ],
        links: [
            InferenceView.Link(
                source: "SalesOrder", file: "orders-2024.csv", columns: ["Kunde"],
                target: "Customer", targetColumns: ["customerId"], kind: "foreign_key",
                cardinality: "n:1", isOptional: false, confidence: 0.93,
                reasons: ["89 of 91 values are there"],
                alternatives: [
                    .init(
                        target: "Supplier", targetColumns: ["id"], confidence: 0.05, reason: "")
                ], rows: 14_312, danglingRows: 2, danglingExamples: [.init(row: 17, text: "X9")])
        ],
        classes: [
            [
                "id": "SalesOrder",
                "relationships": [
                    [
                        "predicate": "customer", "target": "Customer", "cardinality": "n:1",
                        "source_properties": ["Kunde"],
                    ]
                ],
            ], ["id": "Customer"],
        ], warnings: [])
}
