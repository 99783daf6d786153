// Answers about the model of the scripted engine: labels, what instances hold, what a deletion would take, and a class
// that somebody else changed meanwhile.

import JSONText

@testable import Engine

extension ScriptedEngine {
    static let modellingScript: Script = { request, mood in
        if case .empty = mood { return nil }
        switch request {
        case is ListLabels: return LabelList(rows: labels, changedAt: nil)
        case let request as ProfileClass:
            return request.className == "SalesOrder" ? profile : nil
        case let request as DeleteClass:
            return ClassDeletion(
                database: request.database, className: request.className, instances: 830,
                incomingLinks: 2155, deleted: request.isDryRun ? 0 : 830,
                isDryRun: request.isDryRun, accepted: nil)
        case let request as CheckDefinition:
            // Stored freights reach 1007.64.
            let isTight = request.definition.text.contains(#""maximum":100"#)
            return DefinitionFit(
                looked: 830, isCut: false, misfits: isTight ? 187 : 0,
                examples: isTight
                    ? [
                        .init(key: "10255", reason: "freight must be at most 100"),
                        .init(key: "10258", reason: "freight must be at most 100"),
                    ] : [])
        case is ListBranches:
            return PageView(
                items: [
                    branch("main", nil, "0"), branch("draft", "main", "81204"),
                    branch("what-if", "draft", "81990"),
                ], next: nil)
        default: return nil
        }
    }

    private static func branch(_ name: String, _ parent: String?, _ position: String) -> BranchView
    {
        BranchView(
            name: name, parent: parent, position: position, isCurrent: name == "main",
            isProtected: name == "main", createdAt: nil, createdBy: parent == nil ? nil : "ana",
            description: nil)
    }

    private static let labels = [
        LabelRow(
            kind: .ontologyClass, className: "SalesOrder", name: nil, label: "Bestellung",
            language: "de"),
        LabelRow(
            kind: .property, className: "SalesOrder", name: "freight", label: "Fracht",
            language: "de"),
        LabelRow(
            kind: .property, className: "SalesOrder", name: "freight", label: "port",
            language: "fr"),
    ]

    private static let profile = ClassProfileView(
        className: "SalesOrder", instances: 830, isCut: false,
        properties: [
            .init(name: "orderId", nulls: 0, distinct: 830, minimum: "10248", maximum: "11077"),
            .init(name: "freight", nulls: 0, distinct: 799, minimum: "0.02", maximum: "1007.64"),
            .init(
                name: "shippedDate", nulls: 21, distinct: 387, minimum: "2006-07-10",
                maximum: "2008-05-06"),
        ])

    /// The definition of a class whose parts are these.
    static func definition(
        _ id: String, _ properties: [ClassView.Property], _ links: [ClassView.Link]
    ) -> JSON {
        [
            "id": .string(id), "label": "Sales order", "primary_key": ["orderId"],
            "properties": .array(
                properties.map {
                    let isFreight = $0.name == "freight"
                    return [
                        "name": .string($0.name), "type": .string($0.type),
                        "label": .string($0.label), "required": .bool($0.isRequired),
                        "constraints": isFreight ? ["minimum": 0] : [:],
                    ]
                }),
            "relationships": .array(
                links.map {
                    [
                        "predicate": .string($0.predicate), "target": .string($0.target),
                        "cardinality": .string($0.cardinality),
                    ]
                }),
        ]
    }

    /// Refuses the first change of the class: it is at another sequence, with another rule of the freight.
    static let overtakenScript: Script = { request, _ throws(EngineError) in
        guard var now = classes.first(where: { $0.id == "SalesOrder" }) else { return nil }
        now.sequence = 4
        var members = now.definition.object ?? JSONObject()
        members["label"] = "Order of a customer"
        now.definition = .object(members)
        switch request {
        case is GetClass: return now
        case let request as SubmitCommand where request.expectedSequence == 2:
            throw EngineError(.conflict, "sequence is 4, expected 2")
        default: return nil
        }
    }
}
