// What is answered about Google sheets.

package import Engine
package import JSONText

package enum SheetAnswers {
    /// `warnings` is the contract's; nothing is left out in silence, so there are none.
    package static func grid(_ sheet: SheetGrid, trims: Bool, link: String) -> JSON {
        let rows = sheet.squared(trims: trims)
        return [
            "source": "google_sheets", "sheet_name": .string(sheet.worksheet),
            "grid": .array(rows.map { .array($0.map(JSON.string)) }),
            "merged_cells": .array(
                sheet.merges.map {
                    GridIslands.Box(
                        top: $0.top, left: $0.left, bottom: $0.bottom, right: $0.right
                    ).json
                }),
            "metadata": .object(
                JSONObject([
                    ("rows", .integer(rows.count)), ("cols", .integer(rows.first?.count ?? 0)),
                ]).overlaid(by: origin(sheet, link))), "warnings": [],
        ]
    }

    /// The first row names the columns.
    package static func preview(_ sheet: SheetGrid, limit: Int) -> JSON {
        let rows = sheet.squared(trims: true)
        return [
            "sheet_id": .string(sheet.id), "sheet_title": .string(sheet.title),
            "worksheet_title": .string(sheet.worksheet),
            "columns": .array((rows.first ?? []).map(JSON.string)),
            "sample_rows": .array(
                rows.dropFirst().prefix(limit).map { .array($0.map(JSON.string)) }),
            "total_rows": .integer(max(0, rows.count - 1)),
            "total_columns": .integer(rows.first?.count ?? 0),
        ]
    }

    package static func registered(_ sheet: RegisteredSheet) -> JSON {
        [
            "sheet_id": .string(sheet.id), "sheet_url": .string(sheet.link),
            "worksheet_name": .string(sheet.worksheet),
            "polling_interval": .integer(sheet.pollingSeconds),
            "last_polled": .string(sheet.registeredAt), "last_hash": .string(sheet.contentHash),
            "is_active": true, "registered_at": .string(sheet.registeredAt),
            "registered_by": JSON(sheet.registeredBy),
        ]
    }

    /// The answer about a file, saying which sheet it was.
    package static func sourced(_ answer: JSON, _ sheet: SheetGrid, link: String) -> JSON {
        guard var object = answer.object else { return answer }
        let origin = origin(sheet, link)
        if let info = object["source_info"]?.object {
            var info = info.overlaid(by: origin)
            info["source"] = "google_sheets"
            info["worksheet_name"] = .string(sheet.worksheet)
            info["preview_rows"] = object["preview_data"]?["preview_rows"]
            object["source_info"] = .object(info)
        }
        if let shown = object["preview_data"], shown.object != nil {
            object["preview_data"] = preview(shown, sheet, link: link)
        }
        if var structure = object["structure"]?.object,
            let metadata = structure["metadata"]?.object
        {
            var metadata = metadata.overlaid(by: origin)
            metadata["source"] = "google_sheets"
            structure["metadata"] = .object(metadata)
            object["structure"] = .object(structure)
        }
        return .object(object)
    }

    /// The preview of a file, saying which sheet it was.
    package static func preview(_ preview: JSON, _ sheet: SheetGrid, link: String) -> JSON {
        guard var object = preview.object else { return preview }
        object["source_metadata"] = metadata(object["source_metadata"], origin(sheet, link))
        return .object(object)
    }

    private static func metadata(_ metadata: JSON?, _ origin: JSONObject) -> JSON {
        var told = (metadata?.object ?? JSONObject()).overlaid(by: origin)
        told["type"] = "google_sheets"
        return .object(told)
    }

    package static func origin(_ sheet: SheetGrid, _ link: String) -> JSONObject {
        JSONObject([
            ("sheet_id", .string(sheet.id)), ("sheet_title", .string(sheet.title)),
            ("worksheet_title", .string(sheet.worksheet)), ("sheet_url", .string(link)),
        ])
    }
}
