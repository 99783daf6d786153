// What a table was cut from, in words.

extension InferenceView.Table {
    /// `sheet NAME`, `workbook`, `JSON`, `one column`; nil where a delimiter splits lines. Rows of a sheet and of JSON come with
    /// their cells: what stands as their delimiter says nothing to anybody.
    package var shape: String? {
        let name = file.lowercased()
        if [".json", ".ndjson"].contains(where: name.contains) { return "JSON" }
        if name.contains(".xlsx") {
            let sheet = file.split(separator: "#").dropFirst().joined(separator: "#")
            return sheet.isEmpty ? "workbook" : "sheet \(sheet)"
        }
        return delimiter == "\u{1F}" ? "one column" : nil
    }

    /// Whether `encoding` is that of the file: a workbook says by itself how its texts are written.
    package var hasEncoding: Bool { !file.lowercased().contains(".xlsx") }
}
