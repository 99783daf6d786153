// Files that somebody wants to bring into the demo's database: exports under other names, in other formats, with rows
// that do not fit.

import Foundation
import Tables
import TestSupport

enum DemoFiles {
    /// Made once, for as long as the tests run.
    static let folder: String = {
        guard let folder = try? TemporaryFolder() else { return "" }
        Leftovers.add(folder)
        for (name, text) in texts { _ = try? folder.write(text, to: name) }
        if let bytes = workbook {
            try? Data(bytes).write(to: URL(filePath: folder.file("stock.xlsx")))
        }
        return folder.path + "/"
    }()

    private static let texts = [
        // The columns of a class, in another order.
        "orders-2024.csv":
            "orderDate,entityId,customerId,employeeId,freight,shipName,shipCity,shipCountry\n"
            + (0..<12).map { row in
                "2024-0\(row % 6 + 1)-1\(row % 9),\(20_001 + row),\(row + 1),\(row % 9 + 1),"
                    + "\(row * 7 + 3).5,Ship to \(row),Reims,France\n"
            }.joined(),
        // A key that is there, a date that is none, a row that is too long.
        "Shipper.csv":
            "entityId,companyName,phone\n1,Shipper GVSUA,(503) 555-0137\n"
            + "7,Shipper NEW,(503) 555-0199\n8,Shipper LONG,(503) 555-0198,more\n",
        "parcels.csv":
            "parcel;customer;sent;weight;remark\n"
            + (1...14).map { row in
                "P-\(100 + row);\(row * 3);\(row == 9 ? "soon" : "0\(row % 9 + 1).0\(row % 4 + 1).2024")"
                    + ";\(row),5;\(row % 3 == 0 ? "fragile" : "")\n"
            }.joined(),
        "visits.jsonl": (1...9).map { row in
            #"{"visit":\#(row),"customer":\#(row * 2),"at":"2024-05-0\#(row)T10:00:00Z","notes":"call \#(row)"}"#
                + "\n"
        }.joined(),
        "report.csv":
            "Stock report\nprinted 2024-05-01\n\narticle\tname\tleft\n"
            + (1...8).map { "A\($0)\tArticle \($0)\t\($0 * 5)\n" }.joined(),
    ]

    private static var workbook: [UInt8]? {
        func rows(_ cells: [[String]]) -> String {
            let lines = cells.enumerated().map { row, line in
                let inside = line.enumerated().map { column, text in
                    let place = "\(["A", "B", "C"][column])\(row + 1)"
                    return Int(text) == nil
                        ? #"<c r="\#(place)" t="inlineStr"><is><t>\#(text)</t></is></c>"#
                        : #"<c r="\#(place)"><v>\#(text)</v></c>"#
                }.joined()
                return #"<row r="\#(row + 1)">\#(inside)</row>"#
            }.joined()
            return "<sheetData>\(lines)</sheetData>"
        }
        let parts =
            [["part", "name", "left"]] + (1...6).map { ["\($0)", "Part \($0)", "\($0 * 4)"] }
        let places = [["place", "city"]] + (1...4).map { ["\($0)", "City \($0)"] }
        let source = StoredArchive.workbook([
            ("Parts", "visible", rows(parts)), ("Places", "visible", rows(places)),
        ])
        guard case .bytes(let bytes, _) = source else { return nil }
        return bytes
    }
}
