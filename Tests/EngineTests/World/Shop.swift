// A small ontology to write into: makers and products, a product names its maker.

import Engine
import EventSourcing
import JSONText
import Ontology
import Testing

enum Shop {
    static let name = "shop"

    static let maker: JSON = [
        "id": "Maker", "label": "Maker", "primary_key": ["id"],
        "properties": [
            ["name": "id", "type": "string", "label": "Id", "required": true],
            ["name": "name", "type": "string", "label": "Name"],
        ],
    ]

    static let product: JSON = [
        "id": "Product", "label": "Product", "primary_key": ["id"],
        "properties": [
            ["name": "id", "type": "string", "label": "Id", "required": true],
            ["name": "name", "type": "string", "label": "Name"],
            ["name": "price", "type": "decimal", "label": "Price"],
            ["name": "stock", "type": "integer", "label": "Stock"],
            ["name": "makerId", "type": "string", "label": "Maker"],
        ],
        "relationships": [
            [
                "predicate": "madeBy", "target": "Maker", "label": "made by",
                "cardinality": "n:1", "source_properties": ["makerId"],
            ]
        ],
    ]

    /// Names a maker by something that need not be unique.
    static let review: JSON = [
        "id": "Review", "label": "Review", "primary_key": ["id"],
        "properties": [
            ["name": "id", "type": "string", "label": "Id", "required": true],
            ["name": "makerName", "type": "string", "label": "Maker's name"],
        ],
        "relationships": [
            [
                "predicate": "about", "target": "Maker", "label": "about", "cardinality": "n:1",
                "source_properties": ["makerName"], "target_properties": ["name"],
            ]
        ],
    ]

    static var createDatabase: SubmitCommand {
        SubmitCommand(type: .createDatabase, database: name)
    }

    static func createClass(_ definition: JSON) -> SubmitCommand {
        SubmitCommand(type: .createClass, database: name, payload: definition)
    }

    static func create(_ className: String, _ data: JSON, id: String? = nil) -> SubmitCommand {
        SubmitCommand(
            type: .createInstance, database: name, className: className, payload: data,
            commandID: id)
    }

    static func product(_ key: String, _ more: (String, JSON)...) -> SubmitCommand {
        create("Product", .object(JSONObject([("id", .string(key))] + more)))
    }

    static func update(
        _ className: String, _ key: String, _ patch: JSON, expecting: Int? = nil
    ) -> SubmitCommand {
        SubmitCommand(
            type: .updateInstance, database: name, className: className, key: key,
            payload: patch, expectedSequence: expecting)
    }

    static func delete(_ className: String, _ key: String) -> SubmitCommand {
        SubmitCommand(type: .deleteInstance, database: name, className: className, key: key)
    }
}

extension World {
    /// The database and both classes, decided. Under ids, so that another try is harmless where nobody answered.
    func openShop() async throws {
        var last: AcceptedCommand?
        for command in [
            Shop.createDatabase, Shop.createClass(Shop.maker), Shop.createClass(Shop.product),
        ] {
            var named = command
            named.commandID = ports.ids.next().description
            let sent = named
            last = try await patiently("the shop opens") { try await run(sent) }
        }
        try await ended(try #require(last))
    }

    /// Sends a command and waits for its end.
    @discardableResult
    func done(_ command: SubmitCommand) async throws -> CommandView {
        try await ended(try await run(command))
    }

    func stream(_ className: String, _ key: String) -> NodeID {
        NodeID(
            scope: GraphScope(database: Shop.name, epoch: 1), className: className, key: key)
    }

    func pause(_ worker: WorkerKind, _ isPaused: Bool = true) async throws {
        _ = try await run(SetWorkerState(worker: worker.name, isPaused: isPaused))
        guard isPaused else { return }
        try await eventually("\(worker.name) is paused") {
            try await run(PipelineStatus()).workers
                .contains { $0.name == worker.name && $0.state == "paused" }
        }
    }
}
