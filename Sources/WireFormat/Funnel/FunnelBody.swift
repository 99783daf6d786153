// POST /funnel/analyze: a grid with column names. It goes to inference as the CSV file that it
// would be.

package import Engine
package import JSONText

package struct FunnelBody: Decodable, Sendable {
    package var data: [[JSON]]
    package var columns: [String]
    package var sampleSize: JSON?
    package var includeComplexTypes: Bool?
    package var className: String?

    package init(data: [[JSON]], columns: [String]) {
        self.data = data
        self.columns = columns
    }

    enum CodingKeys: String, CodingKey {
        case data
        case columns
        case sampleSize = "sample_size"
        case includeComplexTypes = "include_complex_types"
        case className = "class_name"
    }

    package static let schema = Schema.object([
        "data": Schema.list(of: Schema.list(of: Schema.any)),
        "columns": Schema.list(of: Schema.text), "sample_size?": Schema.any,
        "include_complex_types?": Schema.flag,
    ])

    /// Absent: 1000 rows; null: all.
    package var sampleRows: Int? {
        guard let sampleSize else { return 1000 }
        return sampleSize.integer
    }

    package var useCase: InferFiles {
        let name = (className ?? "data") + ".csv"
        return InferFiles(
            files: [FileInput(name: name, content: Base64.encoded(csv))], sampleRows: sampleRows)
    }

    /// Missing cells are empty, cells beyond the columns are dropped.
    var csv: [UInt8] {
        var text = columns.map(FunnelBody.quoted).joined(separator: ",") + "\r\n"
        for row in data {
            let cells = columns.indices.map { index in
                row.indices.contains(index) ? FunnelBody.quoted(row[index].plainText) : ""
            }
            text += cells.joined(separator: ",") + "\r\n"
        }
        return Array(text.utf8)
    }

    /// Rows of texts as CSV.
    package static func csv(_ rows: [[String]]) -> [UInt8] {
        Array(
            rows.map { $0.map(quoted).joined(separator: ",") + "\r\n" }.joined().utf8)
    }

    private static func quoted(_ cell: String) -> String {
        cell.isEmpty ? "" : "\"" + cell.replacing("\"", with: "\"\"") + "\""
    }
}
