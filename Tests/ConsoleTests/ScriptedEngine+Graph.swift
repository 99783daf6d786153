// The neighbourhood of one order: its customer with five orders, an employee, a shipper, and three
// order details of which one is not indexed yet.

import JSONText

@testable import Engine

extension ScriptedEngine {
    static let graphScript: Script = { request, mood throws(EngineError) in
        switch request {
        case let request as ExploreNode:
            guard let answer = neighbourhood(request) else {
                throw EngineError(
                    .instanceNotFound, "there is no \(request.className)/\(request.key)")
            }
            return answer
        case let request as TraceLineage: return lineage("\(request.className)/\(request.key)")
        case let request as GetClass where request.className == "SalesOrder":
            return classes.first { $0.id == request.className }
        default: return nil
        }
    }

    static func node(
        _ id: String, _ badge: Badge = Badge(.full), name: String? = nil, data: JSON? = nil
    ) -> GraphAnswer.Node {
        let parts = id.split(separator: "/").map(String.init)
        return GraphAnswer.Node(
            id: id, className: parts[0], key: parts[1], sequence: 2, badge: badge,
            summary: name ?? parts[1], name: name, data: data, documentSequence: 2,
            indexedAt: nil, provenance: nil)
    }

    static func bundle(
        _ predicate: String, _ direction: String, _ other: String, _ nodes: [GraphAnswer.Node],
        next: String? = nil
    ) -> Neighbourhood.Bundle {
        Neighbourhood.Bundle(
            predicate: predicate, direction: direction, otherClass: other, nodes: nodes, next: next)
    }

    private static let order = node(
        "SalesOrder/10248", name: "Ship to 85-B",
        data: [
            "orderId": 10248, "customerId": 85, "employeeId": 5, "orderDate": "2006-07-04",
            "shippedDate": "2006-07-16", "freight": .number("32.38"),
            "shipName": "Ship to 85-B", "shipCountry": "France", "shipRegion": .null,
        ])

    private static let customer = node(
        "Customer/85", name: "Customer ENQZT",
        data: [
            "customerId": 85, "companyName": "Customer ENQZT", "contactName": "McLin, Nkenge",
            "city": "Reims", "country": "France", "phone": "56.78.90.12",
        ])

    private static let stale = Badge(
        .partial, reason: "stale", detail: "document is at sequence 2, node at 3, 1 s")
    private static let unindexed = Badge(
        .missing, reason: "not_indexed_yet", detail: "projection 212 events behind, 3 s")
    private static let dangling = Badge(
        .missing, reason: "dangling",
        detail: "SalesOrder/10248 names it, but there is no such Shipper")

    private static func neighbourhood(_ request: ExploreNode) -> Neighbourhood? {
        switch "\(request.className)/\(request.key)" {
        case "SalesOrder/10248":
            Neighbourhood(
                node: order,
                bundles: [
                    bundle("customerId", "out", "Customer", [customer]),
                    bundle("employeeId", "out", "Employee", [node("Employee/5", name: "Buck")]),
                    bundle("shipperId", "out", "Shipper", [node("Shipper/9", dangling)]),
                    bundle(
                        "orderId", "in", "OrderDetail",
                        [
                            node("OrderDetail/1"), node("OrderDetail/2"),
                            node("OrderDetail/3", unindexed),
                        ]),
                ])
        case "Customer/85": customersOrders(request)
        case "Employee/5": Neighbourhood(node: node("Employee/5", name: "Buck"), bundles: [])
        default: nil
        }
    }

    private static func customersOrders(_ request: ExploreNode) -> Neighbourhood {
        if request.after == "page 2" {
            let rest = (0..<4).map { node("SalesOrder/\(11_000 + $0)") }
            return Neighbourhood(
                node: customer, bundles: [bundle("customerId", "in", "SalesOrder", rest)])
        }
        let orders = [
            order, node("SalesOrder/10274"), node("SalesOrder/10295", stale),
            node("SalesOrder/10737"), node("SalesOrder/10739"),
        ]
        return Neighbourhood(
            node: customer,
            bundles: [bundle("customerId", "in", "SalesOrder", orders, next: "page 2")])
    }

    private static func lineage(_ id: String) -> LineageView {
        LineageView(
            subject: id, isLive: true,
            steps: [
                LineageView.Step(
                    eventID: "0192f3a0-1111-7000-8000-000000000001",
                    eventType: "INSTANCE_CREATED", sequence: 2,
                    occurredAt: "2026-03-02T12:03:10.120Z",
                    commandID: "0192f3a0-77aa-7000-8000-0000000011aa",
                    commandType: "CREATE_INSTANCE", commandAt: "2026-03-02T12:03:10.001Z",
                    actor: "etl", file: "docs/samples/northwind/Customer.csv", fileHash: "ab12",
                    sheet: nil, row: 86),
                LineageView.Step(
                    eventID: "0192f3b0-1111-7000-8000-000000000001",
                    eventType: "INSTANCE_UPDATED", sequence: 4,
                    occurredAt: "2026-03-02T12:04:10.120Z",
                    commandID: "0192f3b0-77aa-7000-8000-0000000011aa",
                    commandType: "UPDATE_INSTANCE", commandAt: "2026-03-02T12:04:10.001Z",
                    actor: "ana", file: nil, fileHash: nil, sheet: nil, row: nil),
            ],
            effects: [
                .init(kind: "node", text: "\(id) sequence 4"),
                .init(kind: "document", text: "\(id) sequence 4"),
                .init(kind: "link in", text: "SalesOrder/10248 → customerId"),
                .init(kind: "link in", text: "SalesOrder/10274 → customerId"),
            ])
    }
}
