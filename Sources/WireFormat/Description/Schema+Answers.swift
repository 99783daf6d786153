// JSON schemas of what the contract's must-have routes answer. Members that are not listed may stand beside.

package import JSONText

extension Schema {
    private static let nullableText = optional("string")
    private static let nullableInteger = optional("integer")

    package static let database = object([
        "name": text, "label": text, "comment": text, "created": text, "path": text,
        "sequence_number": integer,
    ])
    package static let databaseList = envelope(object(["databases": list(of: database)]))
    package static let exists = envelope(object(["exists": flag]))

    private static let property = object([
        "name": text, "type": text, "label": text, "required": flag, "default": any,
        "description": nullableText, "constraints": object, "isRelationship": flag,
    ])
    private static let relationship = object([
        "predicate": text, "target": text, "label": text,
        "cardinality": oneOf("1:1", "1:n", "n:1", "n:m"), "description": nullableText,
        "inverse_predicate": nullableText, "inverse_label": nullableText,
    ])
    package static let ontologyClass = object([
        "version": integer, "id": text, "label": text, "description": nullableText,
        "parent_class": nullableText, "abstract": flag, "properties": list(of: property),
        "relationships": list(of: relationship), "metadata": object,
        "created_at": nullableText, "updated_at": nullableText,
    ])
    package static let classList = envelope(
        object([
            "ontologies": list(of: ontologyClass), "count": integer, "limit": integer,
            "offset": integer,
        ]))

    package static let document = object([
        "instance_id": text, "class_id": text, "class_label": text,
        "properties": list(of: object(["name": text, "value": text, "type": text])),
        "data": object, "event_sequence": nullableInteger, "version": nullableInteger,
        "db_name": text, "branch": text, "updated_at": nullableText,
    ])
    package static let instanceList = object([
        "class_id": text, "total": integer, "limit": integer, "offset": integer,
        "search": nullableText, "instances": list(of: document), "next_cursor?": nullableText,
    ])
    package static let instance = object(["status": text, "data": document])

    package static let branch = object([
        "name": text, "current": flag, "protected": flag,
        "state": oneOf("copying", "ready", "deleting"),
    ])
    package static let branchList = envelope(
        object(["branches": list(of: branch), "current": text, "total": integer]))
    private static let commit = object([
        "id": text, "identifier": text, "message": text, "author": nullableText,
        "timestamp": text, "parent": nullableText, "branch": text,
    ])
    package static let commitList = envelope(
        object([
            "branch": text, "commits": list(of: commit), "total": integer, "limit": integer,
            "offset": integer,
        ]))
    package static let versionList = object(["versions": list(of: commit), "count": integer])
    package static let difference = envelope(
        object([
            "from": text, "to": text,
            "changes": list(
                of: object([
                    "type": oneOf("added", "modified", "deleted"), "path": text, "class_id": text,
                ])),
            "summary": object(["added": integer, "modified": integer, "deleted": integer]),
        ]))

    private static let node = object([
        "id": text, "type": text, "es_doc_id": text, "db_name": text,
        "es_ref": object(["index": text, "id": text]),
        "data_status": oneOf("FULL", "PARTIAL", "MISSING"),
        "display": object(["primary_key": text, "name": nullableText, "summary": text]),
        "data": optional("object"), "index_status": optional("object"),
        "provenance": optional("object"),
    ])
    private static let edge = object([
        "from_node": text, "to_node": text, "predicate": text, "provenance": optional("object"),
    ])
    package static let graph = object([
        "nodes": list(of: node), "edges": list(of: edge), "query": object, "count": integer,
        "warnings": list(of: text), "page": optional("object"), "paths": optional("array"),
        "index_summary": object, "truncated": flag,
    ])
    package static let simpleGraph = object([
        "class": text, "count": integer,
        "documents": list(of: object(["id": text, "data": optional("object")])),
    ])

    package static let lineage = envelope(
        object([
            "graph": object([
                "root": text, "direction": oneOf("upstream", "downstream", "both"),
                "max_depth": integer,
                "nodes": list(of: object(["node_id": text, "node_type": text, "label": text])),
                "edges": list(
                    of: object([
                        "edge_id": text, "from_node_id": text, "to_node_id": text,
                        "edge_type": text,
                    ])), "warnings": list(of: text),
            ])
        ]))
    package static let auditList = envelope(
        object([
            "items": list(
                of: object([
                    "audit_id": text, "occurred_at": text, "actor": nullableText, "action": text,
                    "status": oneOf("success", "failure"), "resource_type": text,
                    "resource_id": text, "event_id": text, "command_id": nullableText,
                    "prev_hash": nullableText, "entry_hash": text,
                ])), "count": integer,
        ]))
    package static let queryRows = object([
        "results": list(of: object), "total": integer, "query": object,
    ])
}
