// The state of the engine in Prometheus' text format 0.0.4: base units, help and type with every figure.

package import Engine

package enum Metrics {
    package static func text(
        _ view: PipelineView, service: String, answered: [(status: String, count: Int)],
        lostAccesses: Int
    ) -> String {
        var page = MetricsPage()
        page.family(
            "spice_http_requests_total", "counter", "Requests answered by this service.",
            answered.map { (["service": service, "status": $0.status], Double($0.count)) })
        page.one(
            "spice_access_records_lost_total", "counter",
            "Accesses that the audit does not have, since the log could not keep up.",
            Double(lostAccesses))
        page.one(
            "spice_uptime_seconds", "gauge", "Time since the engine started.", view.uptimeSeconds)
        page.one("spice_log_events_total", "counter", "Events in the log.", Double(view.events))
        let workers = view.workers.map { worker in
            (worker, ["worker": worker.name, "partition": String(worker.partition)])
        }
        page.family(
            "spice_consumer_lag_events", "gauge", "Events that a consumer has still to work.",
            workers.map { ($1, Double($0.lag)) })
        page.family(
            "spice_consumer_committed_offset", "gauge", "The offset up to which it has committed.",
            workers.map { ($1, Double($0.committed ?? 0)) })
        page.family(
            "spice_consumer_end_offset", "gauge", "The end of what it reads.",
            workers.map { ($1, Double($0.end)) })
        page.family(
            "spice_consumer_oldest_waiting_seconds", "gauge", "Age of the oldest waiting event.",
            workers.map { ($1, $0.oldestWaitingSeconds ?? 0) })
        page.family(
            "spice_consumer_events_per_second", "gauge", "Events that it works in a second.",
            workers.map { ($1, $0.ratePerSecond) })
        page.family(
            "spice_consumer_restarts_total", "counter", "How often it was started again.",
            workers.map { ($1, Double($0.restarts)) })
        page.family(
            "spice_redelivered_total", "counter",
            "Commands that came again after they had been begun or done.",
            redelivered(view.workers))
        page.family(
            "spice_consumer_up", "gauge", "1 when it works or has nothing to do.",
            workers.map { ($1, ["running", "idle"].contains($0.state) ? 1 : 0) })
        page.one(
            "spice_dead_letters", "gauge", "Events that failed for good, at most 1000 are counted.",
            Double(view.deadLetters))
        page.one(
            "spice_parked_writes", "gauge",
            "Commands that wait for another, at most 1000 are counted.",
            Double(view.parkedWrites))
        if let bytes = view.dataBytes {
            page.one("spice_data_bytes", "gauge", "Size of the data.", Double(bytes))
        }
        if let bytes = view.freeBytes {
            page.one("spice_disk_free_bytes", "gauge", "Free on the data's disk.", Double(bytes))
        }
        return page.text
    }

    /// Once a worker, since it is told with each partition.
    private static func redelivered(_ workers: [PipelineView.Worker])
        -> [([String: String], Double)]
    {
        let counts = workers.compactMap { worker in
            worker.redelivered.map { (worker.name, Double($0)) }
        }
        return Dictionary(counts, uniquingKeysWith: max).sorted { $0.key < $1.key }
            .map { (["worker": $0.key], $0.value) }
    }
}

/// Families of figures one after the other.
struct MetricsPage {
    private(set) var text = ""

    mutating func one(_ name: String, _ type: String, _ help: String, _ value: Double) {
        family(name, type, help, [([:], value)])
    }

    mutating func family(
        _ name: String, _ type: String, _ help: String, _ values: [([String: String], Double)]
    ) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
        for (labels, value) in values {
            let pairs = labels.sorted { $0.key < $1.key }.map {
                "\($0.key)=\"\(MetricsPage.escaped($0.value))\""
            }
            let list = pairs.isEmpty ? "" : "{" + pairs.joined(separator: ",") + "}"
            let number =
                value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
            text += "\(name)\(list) \(number)\n"
        }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            .replacing("\n", with: "\\n")
    }
}
