// Keys, links and classes of small made-up tables and, when there, of shared databases.

import JSONText
import Tables
import Testing

@testable import Inference

private func input(_ name: String, _ text: String) -> TableInput {
    TableInput(.bytes(Array(text.utf8), name: name))
}

@Suite struct KeyTests {
    private let shop = [
        input("Person.csv", "id,name,boss_id\n1,Ann,\n2,Bob,1\n3,Cy,1\n4,Di,2\n"),
        input("Area.csv", "id,area_code,label\n1,06897,Wilton\n2,10019,New York\n3,02116,Boston\n"),
        input(
            "PersonArea.csv", "person_id,area_code\n1,06897\n1,10019\n2,10019\n3,02116\n4,02116\n"),
    ]

    @Test func `references may go to unique columns that are not the key, and to their own table`()
        throws
    {
        let result = try InferenceRun.infer(files: shop)
        let links = result.keys.foreignKeys.map {
            "\($0.table) \($0.columns) \($0.target) \($0.targetColumns)"
        }
        #expect(
            links.sorted() == [
                "Person.csv [\"boss_id\"] Person.csv [\"id\"]",
                "PersonArea.csv [\"area_code\"] Area.csv [\"area_code\"]",
                "PersonArea.csv [\"person_id\"] Person.csv [\"id\"]",
            ])
        let key = result.keys.primaryKeys.first { $0.table == "PersonArea.csv" }
        #expect(key?.columns == ["person_id", "area_code"])
    }

    @Test func `classes carry keys, links and usable names`() throws {
        let result = try InferenceRun.infer(files: shop)
        let person = try #require(result.proposal.classes.first { $0.id == "Person" })
        #expect(person.primaryKey == ["id"])
        #expect(person.links.map(\.predicate) == ["boss_id"])
        #expect(person.links[0].targetClass == "Person" && person.links[0].isOptional)
        #expect(SchemaNames.identifier("2 Größe (kg)", fallback: "c") == "c_2_Groesse_kg")
        #expect(SchemaNames.classID(forFile: "x/orders-2024.csv.gz", number: 1) == "orders-2024")
        #expect(SchemaNames.classID(forFile: "07-late orders.csv", number: 1) == "late_orders")
        #expect(SchemaNames.classID(forFile: "2024-06-orders.csv", number: 1) == "orders_202406")
        #expect(SchemaNames.classID(forFile: "2024.csv", number: 3) == "Table3_2024")
    }

    @Test func `a composite reference replaces its parts`() throws {
        let files = [
            input("part.csv", "part_id,label\n1,a\n2,b\n3,c\n"),
            input("store.csv", "store_id,town\n7,x\n8,y\n"),
            input("stock.csv", "part_id,store_id,pieces\n1,7,5\n1,8,5\n2,7,9\n3,8,9\n"),
            input(
                "sale.csv",
                "sale_id,part_id,store_id,sold\n901,1,7,2\n902,1,8,1\n903,2,7,1\n"
                    + "904,3,8,1\n905,1,7,3\n"
            ),
        ]
        let result = try InferenceRun.infer(files: files)
        let sale = result.keys.foreignKeys.filter { $0.table == "sale.csv" }
        #expect(sale.map(\.columns) == [["part_id", "store_id"]])
        #expect(sale.map(\.target) == ["stock.csv"])
    }

    @Test func `whole numbers written as floats join with plain ones`() throws {
        let files = [
            input("actor.csv", "actor_id,name\n1.0,Ann\n2.0,Bob\n3.0,Cy\n"),
            input("role.csv", "role_id,actor_id\n1,1\n2,1\n3,3\n4,2\n"),
        ]
        let result = try InferenceRun.infer(files: files)
        #expect(
            result.keys.foreignKeys.contains { $0.table == "role.csv" && $0.target == "actor.csv" })
        let reading = result.tables[0].columns[0].reading
        #expect(try reading.parse("2.0") == .integer(2))
    }

    private func key(_ text: String) throws -> [String] {
        try InferenceRun.infer(files: [input("t.csv", text)]).keys.primaryKeys.first?.columns ?? []
    }

    @Test func `no amount is part of a key, and what happened is named by whom and when`() throws {
        let visits = (0..<120).map { row in
            let (day, hour) = (row % 28 + 1, row * 7 % 24)
            let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
            return
                "\(10000 + row * 11 % 40);\(two(row * 5 % 28 + 1)).0\(row % 9 + 1).19\(40 + row % 50);"
                + "\(two(day)).0\(row / 28 + 1).2026 \(two(hour)):15;\(50 + row % 37),\(row % 10)\n"
        }
        let names = "Pat-Nr;Geburtsdatum;Aufnahme;Gewicht (kg)\n"
        #expect(try key(names + visits.joined()) == ["Pat-Nr", "Aufnahme"])
    }

    @Test(arguments: [
        ("Matrícula", "Nombre"), ("顧客番号", "名前"), ("客户编号", "姓名"), ("Номер", "Имя"),
        ("Müşteri Kodu", "Ad"), ("Numéro client", "Nom"),
    ])
    func `a key is known by its name in other languages`(name: String, other: String) throws {
        let rows = (0..<60).map { "x\($0 % 9),\(7000 + $0 * 37 % 61)\n" }.joined()
        #expect(try key("\(other),\(name)\n" + rows) == [name])
        #expect(KeyNames.core(NameTokens.split(name)).1)
    }

    @Test(arguments: ["Code postal", "número de hijos", "no_of_seats", "number of rooms", "zip"])
    func `a count and a place are no keys by their names`(name: String) {
        #expect(!KeyNames.core(NameTokens.split(name)).1)
    }

    private func links(_ files: [TableInput]) throws -> [String] {
        try InferenceRun.infer(files: files).keys.foreignKeys.map {
            "\($0.table).\($0.columns[0]) > \($0.target).\($0.targetColumns[0]) \($0.cardinality.rawValue)"
        }.sorted()
    }

    @Test func `a key in no order refers to the table that counts it up`() throws {
        let order = [4, 1, 6, 2, 5, 3]
        let accounts = (1...6).map { "\($0),n\($0)\n" }.joined()
        let savings = order.map { "\($0),\($0 * 10 + 3)\n" }.joined()
        let found = try links([
            input("ACCOUNTS.csv", "custid,name\n" + accounts),
            input("SAVINGS.csv", "custid,balance\n" + savings),
        ])
        #expect(found == ["SAVINGS.csv.custid > ACCOUNTS.csv.custid 1:1"])
    }

    @Test func `what recurs a little in its own table is referred to, but makes no link`() throws {
        let firms =
            (1...30).map { "\($0),\(500 + $0 * 37 % 61),f\($0)\n" }.joined()
            + "31,537,f31\n"
        let tips = (1...20).map { "\($0),\(500 + $0 * 37 % 61)\n" }.joined()
        let files = [
            input("firm.csv", "bid,firm_id,label\n" + firms),
            input("tip.csv", "tip_id,firm_id\n" + tips),
        ]
        let found = try links(files)
        #expect(found == ["tip.csv.firm_id > firm.csv.firm_id n:m"])
        let classes = try InferenceRun.infer(files: files).proposal.classes
        #expect(classes.allSatisfy { $0.links.isEmpty })
    }

    @Test func `a role before a key, and what is no reference`() throws {
        let ports = (1...40).map { "\($0),p\($0)\n" }.joined()
        let routes = (1...12).map { "\($0),\($0 * 3),\(41 - $0 * 3)\n" }.joined()
        let flights = try links([
            input("ports.csv", "apid,label\n" + ports),
            input("routes.csv", "rid,dst_apid,src_apid\n" + routes),
        ])
        #expect(
            flights == [
                "routes.csv.dst_apid > ports.csv.apid 1:1",
                "routes.csv.src_apid > ports.csv.apid 1:1",
            ])
        let areas = (1...12).map { "\($0),\($0 * 5 % 11 + 1),\($0 * 3)\n" }.joined()
        let users = (1...40).map { "\($0),Ann\($0)\n" }.joined()
        let parents = try links([
            input("users.csv", "user_id,first_name\n" + users),
            input("areas.csv", "area_code,parent_area_code,no_of_users\n" + areas),
        ])
        #expect(parents == ["areas.csv.parent_area_code > areas.csv.area_code n:1"])
    }

    @Test(arguments: [("northwind", 11), ("oracle_hr", 10), ("sakila", 21)])
    func `shared databases have at least their declared references`(name: String, links: Int) throws
    {
        guard let files = try sharedTables(name) else { return }
        let result = try InferenceRun.infer(files: files)
        #expect(result.keys.foreignKeys.count == links)
        #expect(result.keys.primaryKeys.count == files.count)
    }

    @Test func `a column goes into at most one property, and may go into none`() throws {
        let table = try inferred(
            "custmer_nme;telephone;qty;Bemerkung\n"
                + "Ann;+49 30 5550101;3;x\nBob;+49 30 5550102;4;y\n")
        let targets = [
            MatchTarget(name: "customer_name", base: .string),
            MatchTarget(name: "phone", base: .string, semantic: .phone),
            MatchTarget(name: "quantity", base: .integer), MatchTarget(name: "hotel", base: .date),
        ]
        let matches = ColumnMatcher(targets).match(table.columns)
        #expect(matches.map { $0.choice?.property } == ["customer_name", "phone", "quantity", nil])
    }
}
