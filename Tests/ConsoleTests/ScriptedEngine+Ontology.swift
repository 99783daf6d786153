// Databases, classes and instances of the scripted engine.

import JSONText

@testable import Engine

extension ScriptedEngine {
    static let ontologyScript: Script = { request, mood in
        switch request {
        case is ListDatabases:
            if case .empty = mood { return PageView<DatabaseView>(items: [], next: nil) }
            return PageView(items: databases, next: nil)
        case is ListClasses:
            if case .empty = mood { return PageView<ClassView>(items: [], next: nil) }
            return PageView(items: classes, next: nil)
        case let request as ListInstances: return instances(request, mood)
        case let request as GetInstance:
            return salesOrders.first { $0.key == request.key } ?? salesOrders[0]
        default: return nil
        }
    }

    /// Says that a class has so many instances, however many it gives.
    mutating func count(of name: String, as count: Int) {
        let classes = Self.classes.map { item in
            var item = item
            if item.id == name { item.instances = count }
            return item
        }
        scripts.insert(
            { request, _ in
                request is ListClasses ? PageView<ClassView>(items: classes, next: nil) : nil
            }, at: 0)
    }

    static let databases = [
        DatabaseView(
            name: "northwind", description: "trading company", createdAt: "2026-03-02T09:00:00Z",
            sequence: 1, classes: 11, instances: 3308, state: "live"),
        DatabaseView(
            name: "sakila", description: "film rental", createdAt: "2026-03-02T10:00:00Z",
            sequence: 1, classes: 16, instances: 47_273, state: "live"),
    ]

    static let classes: [ClassView] = [
        simple("Category", 8, ["categoryId", "categoryName", "description"]),
        simple("Customer", 91, ["customerId", "companyName", "contactName", "city", "country"]),
        simple("Employee", 9, ["employeeId", "lastName", "firstName", "title"]),
        simple("EmployeeTerritory", 49, ["employeeId", "territoryCode"]),
        simple("OrderDetail", 2155, ["orderDetailId", "orderId", "productId", "unitPrice"]),
        simple("Product", 77, ["productId", "productName", "unitPrice", "unitsInStock"]),
        simple("Region", 4, ["regionId", "regionDescription"]),
        salesOrder,
        simple("Shipper", 3, ["shipperId", "companyName", "phone"]),
        simple("Supplier", 29, ["supplierId", "companyName", "country"]),
        simple("Territory", 53, ["territoryCode", "territoryDescription", "regionId"]),
    ]

    private static func simple(_ id: String, _ count: Int, _ names: [String]) -> ClassView {
        let properties = names.enumerated().map { index, name in
            property(name, index == 0 ? "integer" : "string", isKey: index == 0)
        }
        return ClassView(
            id: id, label: id, description: nil, sequence: 1, state: "live", instances: count,
            key: [names[0]], properties: properties, links: [], incoming: [], definition: [:],
            metadata: [:])
    }

    private static func property(
        _ name: String, _ type: String, isRequired: Bool = true, isKey: Bool = false,
        linkedBy: String? = nil
    ) -> ClassView.Property {
        ClassView.Property(
            name: name, type: type, label: name, isRequired: isRequired, isKey: isKey,
            linkedBy: linkedBy)
    }

    private static func link(
        _ predicate: String, _ target: String, edges: Int, unresolved: Int = 0
    ) -> ClassView.Link {
        ClassView.Link(
            predicate: predicate, target: target, cardinality: "n:1", label: predicate,
            sourceProperties: [predicate], targetProperties: [predicate], edges: edges,
            unresolved: unresolved)
    }

    private static let orderProperties = [
        property("orderId", "integer", isKey: true),
        property("customerId", "integer", linkedBy: "customerId"),
        property("employeeId", "integer", linkedBy: "employeeId"),
        property("orderDate", "datetime"),
        property("requiredDate", "datetime"),
        property("shippedDate", "datetime", isRequired: false),
        property("freight", "decimal"),
        property("shipName", "string"),
        property("shipPostalCode", "string", isRequired: false),
        property("shipCountry", "string"),
    ]

    private static let orderLinks = [
        link("customerId", "Customer", edges: 830),
        link("employeeId", "Employee", edges: 830),
        link("shipperId", "Shipper", edges: 828, unresolved: 2),
    ]

    private static let salesOrder = ClassView(
        id: "SalesOrder", label: "Sales order", description: "from SalesOrder.csv", sequence: 2,
        state: "live", instances: 830, key: ["orderId"], properties: orderProperties,
        links: orderLinks,
        incoming: [
            ClassView.Incoming(className: "OrderDetail", predicate: "orderId", cardinality: "1:n")
        ],
        definition: definition("SalesOrder", orderProperties, orderLinks), metadata: [:])

    private static func instances(_ request: ListInstances, _ mood: Mood) -> PageView<InstanceView>
    {
        if case .empty = mood { return PageView(items: [], next: nil) }
        let from = request.after.flatMap { Int($0) } ?? 0
        let items = Array(salesOrders.dropFirst(from).prefix(request.limit))
        let end = from + items.count
        return PageView(items: items, next: end < salesOrders.count ? String(end) : nil)
    }

    static let salesOrders: [InstanceView] = (0..<250).map { index in
        let key = String(10_248 + index)
        let isStale = index == 2
        let towns = ["Reims", "Münster", "Rio de Janeiro", "Lyon", "東京"]
        return InstanceView(
            id: "SalesOrder/\(key)", className: "SalesOrder", key: key, sequence: 3,
            badge: isStale
                ? Badge(.partial, reason: "stale", detail: "document at sequence 2, node at 3")
                : Badge(.full),
            data: [
                "orderId": .integer(10_248 + index),
                "customerId": .integer(index % 91 + 1),
                "employeeId": .integer(index % 9 + 1),
                "orderDate": .string("2024-07-\(10 + index % 20)T00:00:00Z"),
                "requiredDate": .string("2024-08-\(10 + index % 20)T00:00:00Z"),
                "shippedDate": index % 7 == 3 ? .null : .string("2024-07-16T00:00:00Z"),
                "freight": .string("\(index % 40 + 3).\(10 + index % 90)"),
                "shipName": .string("Ship to \(towns[index % towns.count])"),
                "shipPostalCode": .string("\(51_100 + index)"),
                "shipCountry": .string(["France", "Germany", "Brazil"][index % 3]),
            ],
            updatedAt: "2026-03-02T12:03:10Z", createdAt: "2026-03-02T09:01:00Z")
    }
}
