// The ontology of simulated runs: makers and products, a product names its maker, who may not be there.

internal import Engine
internal import JSONText
internal import Ontology

enum SimulatedShop {
    private static let maker: JSON = [
        "id": "Maker", "label": "Maker", "primary_key": ["id"],
        "properties": [
            ["name": "id", "type": "string", "label": "Id", "required": true],
            ["name": "rank", "type": "integer", "label": "Rank"],
        ],
    ]

    private static let product: JSON = [
        "id": "Product", "label": "Product", "primary_key": ["id"],
        "properties": [
            ["name": "id", "type": "string", "label": "Id", "required": true],
            ["name": "stock", "type": "integer", "label": "Stock"],
            ["name": "note", "type": "string", "label": "Note"],
            ["name": "makerId", "type": "string", "label": "Maker"],
        ],
        "relationships": [
            [
                "predicate": "madeBy", "target": "Maker", "label": "made by",
                "cardinality": "n:1", "source_properties": ["makerId"],
            ]
        ],
    ]

    /// The database and the classes. What follows does not wait for them.
    static var opening: [SubmitCommand] {
        [
            SubmitCommand(type: .createDatabase, database: SimulatedClient.database),
            SubmitCommand(
                type: .createClass, database: SimulatedClient.database, payload: product),
            SubmitCommand(type: .createClass, database: SimulatedClient.database, payload: maker),
        ]
    }

    static func create(_ name: String, _ key: String, number: Int, maker: String)
        -> SubmitCommand
    {
        let data: JSON =
            name == "Maker"
            ? ["id": .string(key), "rank": .integer(number)]
            : ["id": .string(key), "stock": .integer(number), "makerId": .string(maker)]
        return SubmitCommand(
            type: .createInstance, database: SimulatedClient.database, className: name,
            payload: data)
    }

    /// Patches of different properties, so that a lost one shows.
    static func update(_ name: String, _ key: String, number: Int, _ property: String)
        -> SubmitCommand
    {
        let patch: JSON =
            property == "stock" && number % 2 == 0
            ? ["note": .string("note \(number)")]
            : .object(JSONObject([(property, .integer(number))]))
        return SubmitCommand(
            type: .updateInstance, database: SimulatedClient.database, className: name, key: key,
            payload: patch)
    }

    static func delete(_ name: String, _ key: String) -> SubmitCommand {
        SubmitCommand(
            type: .deleteInstance, database: SimulatedClient.database, className: name, key: key)
    }
}
