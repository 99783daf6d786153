// The neighbourhood of one order: its customer with five orders, an employee, a shipper, and three
// order details of which one is not indexed yet.

import JSONText

@testable import Engine

extension ScriptedEngine {
    static let graphScript: Script = { request, mood throws(EngineError) in
        switch request {
        case let request as ExploreNode:
            guard var answer = neighbourhood(request) else {
                throw EngineError(
                    .instanceNotFound, "there is no \(request.className)/\(request.key)")
            }
            if let asOf = request.asOf { lookBack(&answer, asOf) }
            return answer
        case let request as TraceLineage where request.predicate != nil:
            return edge(request)
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

    /// Before the telephone number of the customer was changed.
    private static func lookBack(_ answer: inout Neighbourhood, _ asOf: String) {
        answer.asOf = AsOfView(
            asked: asOf, position: "4711", at: "2026-03-02T12:03:10.120000Z", changes: 2098,
            changesNow: 3319)
        guard answer.node.id == "Customer/85" else { return }
        answer.node.badge = Badge(
            .partial, reason: "changed_since",
            detail: "of the log at sequence 2; the document is at 4 by now")
        answer.node.data = [
            "customerId": 85, "companyName": "Customer ENQZT", "contactName": "McLin, Nkenge",
            "city": "Reims", "country": "France", "phone": "00.00.00.00",
        ]
        answer.bundles = answer.bundles.map { bundle in
            var bundle = bundle
            bundle.nodes = Array(bundle.nodes.prefix(3))
            return bundle
        }
    }

    private static func edge(_ request: TraceLineage) -> LineageView {
        var view = lineage("\(request.className)/\(request.key)")
        view.subject += " -\(request.predicate ?? "")-> \(request.target ?? "")"
        view.steps = [view.steps[0]]
        view.effects = [.init(kind: "link out", text: "customerId → Customer/85")]
        return view
    }

    private static func lineage(_ id: String) -> LineageView {
        LineageView(
            subject: id, isLive: true,
            steps: [
                LineageView.Step(
                    eventID: "0192f3a0-1111-7000-8000-000000000001",
                    eventType: "INSTANCE_CREATED", sequence: 2, position: "4711",
                    occurredAt: "2026-03-02T12:03:10.120Z",
                    commandID: "0192f3a0-77aa-7000-8000-0000000011aa",
                    commandType: "CREATE_INSTANCE", commandAt: "2026-03-02T12:03:10.001Z",
                    actor: "etl", file: "docs/samples/northwind/Customer.csv", fileHash: "ab12",
                    sheet: nil, row: 86),
                LineageView.Step(
                    eventID: "0192f3b0-1111-7000-8000-000000000001",
                    eventType: "INSTANCE_UPDATED", sequence: 4, position: "5200",
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
