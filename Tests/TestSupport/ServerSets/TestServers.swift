// Which servers a test run may use: addresses in environment variables, as `.ci/services/all.sh start` prints them.

internal import Foundation

package enum TestServers {
    package static var postgres: String? { variable("POSTGRES_URL") }
    package static var redis: String? { variable("REDIS_URL") }
    package static var kafka: String? { variable("NOIDA_KAFKA_BOOTSTRAP") }
    package static var seaweed: String? { variable("SEAWEEDFS_URL") }
    package static var rclone: String? { variable("RCLONE_URL") }
    package static var noidaElastic: String? { variable("NOIDA_ELASTIC_URL") }
    package static var osmem: String? { variable("OSMEM_URL") }

    /// Whether all of them are there; prints what is missing and so not tested.
    package static func has(_ what: String, _ servers: String?...) -> Bool {
        let isThere = servers.allSatisfy { $0 != nil }
        if !isThere {
            print(
                "skipped: \(what), since its server is not named in the environment; run "
                    + "`.ci/services/all.sh start DIR` and export what DIR/env says")
        }
        return isThere
    }

    /// Enough chance for names that must not meet those of another run.
    package static func uniqueName(_ prefix: String) -> String {
        "\(prefix)_\(UInt64.random(in: 0...UInt64.max))"
    }

    package static func variable(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
