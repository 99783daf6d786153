// Tables for an import of any size: orders with two links each, their customers and products, and the regions of the
// customers. The same number of rows gives the same bytes.

import Foundation

struct GeneratedTables: Sendable {
    static let smallest = 100

    let regions = 8
    let customers: Int
    let products: Int
    let orders: Int

    /// `rows` in all tables together, at least `smallest`.
    init(rows: Int) {
        let rows = max(GeneratedTables.smallest, rows)
        customers = max(10, rows / 50)
        products = max(10, rows / 100)
        orders = rows - regions - customers - products
    }

    var rows: Int { regions + customers + products + orders }

    /// Writes the files and answers their paths.
    func write(to folder: String) throws -> [String] {
        try [
            ("regions.csv", regionLines), ("customers.csv", customerLines),
            ("products.csv", productLines), ("orders.csv", orderLines),
        ].map { name, lines in
            let path = folder + "/" + name
            let text = lines.joined(separator: "\n") + "\n"
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            return path
        }
    }

    private var regionLines: [String] {
        ["region_id,region_name"] + (1...regions).map { "\($0),Region \($0)" }
    }

    private var customerLines: [String] {
        ["customer_id,customer_name,region_id"]
            + (1...customers).map { "\($0),Customer number \($0),\($0 % regions + 1)" }
    }

    private var productLines: [String] {
        ["product_id,product_name,unit_price"]
            + (1...products).map { "\($0),Product number \($0),\($0 % 90 + 1).\($0 % 10)5" }
    }

    private var orderLines: [String] {
        var dice: UInt64 = 20_260_101
        func roll(_ sides: Int) -> Int {
            dice = dice &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(dice >> 33) % sides
        }
        return ["order_id,customer_id,product_id,quantity,discount,ordered_on,is_paid,note"]
            + (1...orders).map { order in
                let day = roll(28) + 1
                let month = roll(12) + 1
                let date = "2025-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
                let paid = roll(2) == 0 ? "true" : "false"
                return "\(order),\(roll(customers) + 1),\(roll(products) + 1),\(roll(50) + 1),"
                    + "0.\(roll(9) + 1),\(date),\(paid),leave it at door \(roll(9000))"
            }
    }
}
