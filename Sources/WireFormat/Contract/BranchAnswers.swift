// What is said about branches, versions and merges.

package import Engine
package import JSONText

package enum BranchAnswers {
    package static func branch(_ view: BranchView) -> JSON {
        [
            "name": .string(view.name), "current": .bool(view.isCurrent),
            "protected": .bool(view.isProtected), "from_branch": JSON(view.parent),
            "position": .string(view.position), "created_at": JSON(view.createdAt),
            "created_by": JSON(view.createdBy), "description": JSON(view.description),
            "state": .string(view.state.rawValue),
        ]
    }

    package static func commit(_ view: CommitView) -> JSON {
        [
            "id": .string(view.id), "identifier": .string(view.position),
            "message": .string(view.message), "author": JSON(view.author),
            "timestamp": .string(view.at), "parent": JSON(view.parent),
            "branch": .string(view.branch),
        ]
    }

    package static func change(_ change: StateChange) -> JSON {
        [
            "type": .string(change.kind.rawValue), "path": .string(change.path),
            "class_id": .string(change.className), "instance_id": JSON(change.key),
            "old_value": change.old ?? .null, "new_value": change.new ?? .null,
        ]
    }

    package static func summary(_ changes: [StateChange]) -> JSON {
        let count: (StateChange.Kind) -> JSON = { kind in
            .integer(changes.count { $0.kind == kind })
        }
        return [
            "added": count(.added), "modified": count(.modified), "deleted": count(.deleted),
        ]
    }

    /// `context`: {database, created_at}, where it is known.
    package static func conflicts(
        _ report: MergeReport, source: String, target: String, context: JSONObject = JSONObject()
    ) -> JSON {
        .array(
            report.conflicts.enumerated().map { index, conflict in
                var metadata = context
                metadata["conflict_source"] = "log"
                metadata["path_context"] = .string(conflict.path)
                var object =
                    self.conflict(conflict, index + 1, source, target).object ?? JSONObject()
                object["metadata"] = .object(metadata)
                return .object(object)
            })
    }

    private static func conflict(
        _ conflict: MergeReport.Conflict, _ number: Int, _ source: String, _ target: String
    ) -> JSON {
        let word: (JSON?) -> String = { side in
            side == nil ? "delete" : conflict.base == nil ? "add" : "modify"
        }
        let kind = word(conflict.source) + "_" + word(conflict.target)
        let isSchema = conflict.key == nil
        let isDeletion = conflict.source == nil || conflict.target == nil
        let side: (String, JSON?) -> JSON = { branch, value in
            [
                "branch": .string(branch), "value": value ?? .null,
                "value_type": value == nil ? "null" : "object",
                "change_type": .string(word(value)), "label": .string(branch),
                "preview": .string(String((value?.text ?? "–").prefix(200))),
            ]
        }
        let option: (String, String, JSON?) -> JSON = { id, label, value in
            [
                "id": .string(id), "label": .string(label), "description": .string(label),
                "value": value ?? .null, "recommended": false,
            ]
        }
        return [
            "id": .string("conflict_\(number)"), "type": .string(kind + "_conflict"),
            "severity": .string(isSchema || isDeletion ? "high" : "medium"),
            "path": [
                "raw": .string(conflict.path), "human_readable": .string(conflict.path),
                "namespace": .string(conflict.className),
                "property": JSON(conflict.key),
                "type": .string(isSchema ? "schema_reference" : "class_property"),
            ],
            "description": .string("\(conflict.path) was changed on both branches"),
            "base": conflict.base ?? .null,
            "sides": [
                "source": side(source, conflict.source), "target": side(target, conflict.target),
            ],
            "resolution": [
                "auto_resolvable": false, "suggested_strategy": "choose_side_or_merge",
                "options": [
                    option("use_source", "take it from \(source)", conflict.source),
                    option("use_target", "leave it as on \(target)", conflict.target),
                    option("manual_merge", "give a value", nil),
                ],
            ],
            "impact": [
                "schema_breaking": .bool(isSchema), "data_loss_risk": .bool(isDeletion),
                "backward_compatibility": .bool(!isSchema), "affected_properties": [],
                "estimated_complexity": .string(isSchema ? "high" : "medium"),
            ],
        ]
    }
}
