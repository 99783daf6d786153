// What is said about commands: receipts (202) and CommandResult. `sequence_number` is ours: the
// aggregate's sequence after the command.

package import Engine
package import JSONText

package enum CommandAnswers {
    /// The receipt of a database or class command, in envelope A. `naming`: the contract's members
    /// for what it is.
    package static func accepted(
        _ command: AcceptedCommand, naming: KeyValuePairs<String, String>
    ) -> JSON {
        var data = JSONObject([("command_id", .string(command.commandID))])
        for (name, value) in naming { data[name] = .string(value) }
        data["status"] = "processing"
        data["mode"] = "event_sourcing"
        data["sequence_number"] = .integer(command.sequence)
        return Envelope.make(
            "accepted", "accepted as command \(command.commandID)", .object(data))
    }

    /// The receipt of an instance command.
    package static func result(_ command: AcceptedCommand, message: String) -> JSON {
        pending(
            command.commandID,
            [
                "message": .string(message), "instance_id": JSON(command.key),
                "class_id": JSON(command.className), "db_name": .string(command.database),
                "sequence_number": .integer(command.sequence),
            ])
    }

    /// The receipt of many: the contract's members, and every row with what became of it.
    package static func rows(_ receipt: RowsReceipt, database: String, className: String) -> JSON {
        let accepted = receipt.accepted
        let refused = receipt.rows.filter { $0.state == .refused }
        return pending(
            receipt.rows.last { $0.state == .accepted }?.commandID,
            status: receipt.rows.isEmpty ? "COMPLETED" : "PENDING",
            [
                "message": .string("accepted \(accepted) of \(receipt.rows.count) rows"),
                "class_id": .string(className), "db_name": .string(database),
                "instance_count": .integer(accepted), "note": .null,
                "accepted": .integer(accepted), "refused": .array(refused.map(row)),
                "rows": .array(receipt.rows.map(row)),
            ])
    }

    package static func row(_ outcome: RowsReceipt.Outcome) -> JSON {
        var object = JSONObject([
            ("row", .integer(outcome.row)), ("status", .string(outcome.state.rawValue)),
            ("command_id", JSON(outcome.commandID)), ("instance_id", JSON(outcome.key)),
        ])
        object["sequence_number"] = outcome.sequence.map(JSON.integer)
        object["code"] = outcome.code.map(JSON.string)
        object["message"] = outcome.message.map(JSON.string)
        object["details"] = outcome.details
        return .object(object)
    }

    private static func pending(
        _ id: String?, status: String = "PENDING", _ result: JSON
    ) -> JSON {
        [
            "command_id": JSON(id), "status": .string(status), "result": result, "error": .null,
            "completed_at": .null, "retry_count": 0,
        ]
    }

    /// A command's status as CommandResult.
    package static func status(_ command: CommandView) -> JSON {
        let isOver = ["COMPLETED", "FAILED"].contains(command.status)
        let result =
            command.status == "COMPLETED" ? outcome(command) : describing(command)
        return [
            "command_id": .string(command.id), "status": .string(command.status),
            "result": result, "error": command.status == "FAILED" ? JSON(command.reason) : .null,
            "completed_at": isOver ? .string(command.updatedAt) : .null,
            "retry_count": .integer(max(0, command.attempts - 1)),
            "sequence_number": .integer(command.sequence), "code": JSON(command.code),
            "reason": JSON(command.reason),
        ]
    }

    /// What a command came to, as the contract's workers say it. Nothing of the user's fields stands here.
    private static func outcome(_ command: CommandView) -> JSON {
        let database = JSON.string(command.database)
        let what = command.type.lowercased().replacing("_", with: " ") + " is done"
        let parts = command.aggregate.split(separator: "/", maxSplits: 1)
        if command.type.hasSuffix("_INSTANCE"), parts.count == 2 {
            var object = JSONObject([
                ("instance_id", .string(String(parts[1]))),
                ("class_id", .string(String(parts[0]))), ("db_name", database),
            ])
            if command.type == "CREATE_INSTANCE" {
                object["es_doc_id"] = .string(command.aggregate)
            }
            // The log is the only copy.
            if command.type != "DELETE_INSTANCE" { object["s3_uri"] = .null }
            return .object(object)
        }
        guard command.type.hasSuffix("_DATABASE") else {
            return [
                "class_id": .string(command.aggregate), "db_name": database,
                "message": .string(what),
            ]
        }
        return ["db_name": database, "message": .string(what)]
    }

    private static func describing(_ command: CommandView) -> JSON {
        let history = command.stages.map { stage -> JSON in
            [
                "status": .string(stage.name), "timestamp": JSON(stage.at),
                "message": .string(stage.detail), "state": .string(stage.state),
            ]
        }
        return [
            "message": .string("Command is \(command.status)"), "status": .string(command.status),
            "command_type": .string(command.type), "aggregate_id": .string(command.aggregate),
            "created_at": .string(command.acceptedAt), "updated_at": .string(command.updatedAt),
            "progress": .null, "error": JSON(command.reason), "history": .array(history),
        ]
    }
}
