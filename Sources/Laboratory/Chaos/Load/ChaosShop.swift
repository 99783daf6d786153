// The database of a chaos run: items, and boxes that hold one of them, who may not be there.

internal import Engine
internal import EventSourcing
internal import JSONText
internal import Ontology

enum ChaosShop {
    static let database = "chaos"
    static let classes = ["Item", "Box"]

    private static let item: JSON = [
        "id": "Item", "label": "Item", "primary_key": ["id"],
        "properties": [
            ["name": "id", "type": "string", "label": "Id", "required": true],
            ["name": "name", "type": "string", "label": "Name"],
            ["name": "qty", "type": "integer", "label": "Quantity"],
        ],
    ]

    private static let box: JSON = [
        "id": "Box", "label": "Box", "primary_key": ["id"],
        "properties": [
            ["name": "id", "type": "string", "label": "Id", "required": true],
            ["name": "note", "type": "string", "label": "Note"],
            ["name": "size", "type": "integer", "label": "Size"],
            ["name": "itemId", "type": "string", "label": "Item"],
        ],
        "relationships": [
            [
                "predicate": "holds", "target": "Item", "label": "holds",
                "cardinality": "n:1", "source_properties": ["itemId"],
            ]
        ],
    ]

    /// The database and its classes, with ids that follow from the seed: sent again they are the same commands.
    static func opening(seed: UInt64) -> [SubmitCommand] {
        var commands = [
            SubmitCommand(type: .createDatabase, database: database),
            SubmitCommand(type: .createClass, database: database, payload: item),
            SubmitCommand(type: .createClass, database: database, payload: box),
        ]
        for index in commands.indices {
            commands[index].commandID = EventID.named("chaos:\(seed):opening:\(index)").description
        }
        return commands
    }

    /// A class of one property, made under load.
    static func extra(_ name: String) -> JSONObject {
        let id: JSON = ["name": "id", "type": "string", "label": "Id", "required": true]
        return JSONObject([
            ("id", .string(name)), ("label", .string(name)), ("primary_key", .array(["id"])),
            ("properties", .array([id])),
        ])
    }
}
