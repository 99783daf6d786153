// The file of label mappings: {db_name, classes, properties, relationships, exported_at}, each a list of rows.

package import Engine
package import JSONText

package enum LabelFile {
    package struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
        package var message: String

        package var description: String { message }
    }

    private static let lists: [(name: String, kind: LabelRow.Kind)] = [
        ("classes", .ontologyClass), ("properties", .property), ("relationships", .relationship),
    ]

    package static func json(_ rows: [LabelRow], database: String, at: String) -> JSON {
        var object = JSONObject([("db_name", .string(database))])
        for (name, kind) in lists {
            object[name] = .array(rows.filter { $0.kind == kind }.map(row))
        }
        object["exported_at"] = .string(at)
        return .object(object)
    }

    private static func row(_ row: LabelRow) -> JSON {
        var object = JSONObject()
        switch row.kind {
        case .ontologyClass: object["class_id"] = JSON(row.className)
        case .property:
            object["class_id"] = JSON(row.className)
            object["property_id"] = JSON(row.name)
        case .relationship: object["predicate"] = JSON(row.name)
        }
        object["label"] = .string(row.label)
        object["label_lang"] = .string(row.language)
        if row.kind == .ontologyClass { object["description"] = JSON(row.description) }
        return .object(object)
    }

    package static func rows(_ json: JSON, database: String) throws(Problem) -> [LabelRow] {
        guard let object = json.object else { throw Problem(message: "the file is a JSON object") }
        if let name = object["db_name"]?.string, name != database {
            throw Problem(message: "the file is of the database \(name), not of \(database)")
        }
        var rows: [LabelRow] = []
        for (list, kind) in lists {
            guard let items = object[list]?.array ?? (object[list] == nil ? [] : nil) else {
                throw Problem(message: "\(list) is a list")
            }
            for (index, item) in items.enumerated() {
                rows.append(try row(item, kind, "\(list)[\(index)]"))
            }
        }
        var seen: Set<[String]> = []
        for row in rows where row.kind == .ontologyClass {
            guard seen.insert([row.className ?? "", row.language]).inserted else {
                throw Problem(
                    message: "the class \(row.className ?? "") has two labels in \(row.language)")
            }
        }
        guard !rows.isEmpty else { throw Problem(message: "the file has nothing to import") }
        return rows
    }

    private static func row(_ item: JSON, _ kind: LabelRow.Kind, _ place: String)
        throws(Problem) -> LabelRow
    {
        func text(_ name: String) throws(Problem) -> String {
            guard let text = item[name]?.string, !text.isEmpty else {
                throw Problem(message: "\(place).\(name) is missing")
            }
            return text
        }
        return LabelRow(
            kind: kind,
            className: kind == .ontologyClass ? try text("class_id") : item["class_id"]?.string,
            name: kind == .property
                ? try text("property_id") : kind == .relationship ? try text("predicate") : nil,
            label: try text("label"), language: item["label_lang"]?.string ?? "en",
            description: item["description"]?.string)
    }

    package static func counts(_ rows: [LabelRow]) -> JSON {
        .object(
            JSONObject(
                lists.map { list in
                    (list.name, .integer(rows.count { $0.kind == list.kind }))
                }))
    }

    package static func stats(_ rows: [LabelRow]) -> JSON {
        var object = counts(rows).object ?? JSONObject()
        object["total"] = .integer(rows.count)
        return .object(object)
    }

    /// The contract's lists of what was found.
    package static func details(_ report: LabelReport) -> JSON {
        let list: ([String]) -> JSON = { codes in
            .array(
                report.findings.filter { codes.contains($0.code) }.map { finding in
                    var object = row(finding.row).object ?? JSONObject()
                    object["issue"] = .string(finding.message)
                    if finding.code == "conflict" {
                        object["type"] = .string(finding.row.kind.rawValue)
                        object["new_id"] = JSON(finding.row.name ?? finding.row.className)
                        object["existing_id"] = JSON(finding.existing)
                    }
                    return .object(object)
                })
        }
        return [
            "unmapped_classes": list(["unknown_class"]),
            "unmapped_properties": list(["unknown_property", "unknown_relationship"]),
            "conflicts": list(["conflict"]), "duplicate_labels": list(["duplicate"]),
        ]
    }
}
