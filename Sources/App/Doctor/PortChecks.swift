// The ports of the three services: free, or in the hands of the engine that runs on this data directory.

import EmbeddedAdapters

struct PortChecks {
    let configuration: AppConfiguration
    let directory: DirectoryInspection

    func all() -> [DoctorCheck] {
        let sockets = ListeningSockets()
        return [("oms", 8000), ("bff", 8002), ("funnel", 8003)].map { service, standard in
            check(service, standard, sockets)
        }
    }

    private func check(_ service: String, _ standard: Int, _ sockets: ListeningSockets)
        -> DoctorCheck
    {
        let name = "port.\(service)"
        let port: Int
        do throws(UsageError) {
            port = try configuration.port(nil, "\(service)_port", default: standard)
        } catch {
            return .fail(name, error.description, "mend the setting \(service)_port")
        }
        guard port != 0 else { return .ok(name, "any free port") }
        guard sockets.isTaken(port) else { return .ok(name, "\(port) is free") }
        let process = sockets.process(at: port)
        if let process, process.pid == directory.holder?.pid {
            return .ok(name, "\(port) is served by the engine of this directory")
        }
        let who = process.map { "process \($0.pid) (\($0.name))" } ?? "a process of another user"
        return .fail(
            name, "\(port) is taken by \(who)",
            "stop it, or choose another port: spice up --\(service)-port N")
    }
}
