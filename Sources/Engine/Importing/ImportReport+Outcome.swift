// What an import came to, in one sentence: what was created and what was changed are different things.

extension ImportReport {
    /// Of all tables.
    package func sum(_ count: KeyPath<Table, Int>) -> Int {
        tables.reduce(0) { $0 + $1[keyPath: count] }
    }

    /// `3 instances created, 1 updated in shop`; nil when no row did anything and none was refused. `figure`: how numbers
    /// are written.
    package func outcome(_ figure: (Int) -> String) -> String? {
        let (created, updated) = (sum(\.accepted), sum(\.updated))
        guard created + updated + sum(\.rejected) > 0 else { return nil }
        let would = isDryRun ? "would be " : ""
        func instances(_ count: Int) -> String {
            "\(figure(count)) \(count == 1 ? "instance" : "instances")"
        }
        var parts: [String] = []
        if created > 0 || updated == 0 { parts.append("\(instances(created)) \(would)created") }
        if updated > 0 {
            let what = parts.isEmpty ? instances(updated) : figure(updated)
            parts.append("\(what) \(would)updated")
        }
        return parts.joined(separator: ", ") + " in \(database)"
    }

    /// What another mode makes of rows that this one refused; nil where none does more.
    package func hint(insteadOf mode: ImportMode) -> String? {
        func has(_ code: String) -> Bool { rejections.contains { $0.code == code } }
        switch mode {
        case .insert where has(ImportRun.takenCode):
            return "--mode upsert changes what is there already, instead of refusing the row"
        case .update where has(EngineError.Code.instanceNotFound.rawValue):
            return "--mode upsert creates what is not there yet, instead of refusing the row"
        default: return nil
        }
    }
}
