// Where services listen, from flags, environment, config file and defaults, and who may reach them there.

import ArgumentParser
import Engine
import Foundation
import HTTPAPI

struct ListenOptions: ParsableArguments {
    @Option(help: "The address to listen on.") var host: String?
    @Option(help: "OMS: commands (8000).") var omsPort: Int?
    @Option(help: "BFF: queries (8002).") var bffPort: Int?
    @Option(help: "Funnel: inference (8003).") var funnelPort: Int?
    @Flag(help: "Allow an address that other hosts can reach, although there are no tokens.")
    var insecure = false
}

struct ListenAddress: Sendable {
    let host: String
    let oms: Int
    let bff: Int
    let funnel: Int
    let ratePerSecond: Double

    var isLoopback: Bool { ListenAddress.loopback.contains(host) }

    private static let loopback: Set<String> = ["127.0.0.1", "::1", "localhost"]

    init(_ options: ListenOptions, _ configuration: AppConfiguration) throws {
        host = options.host ?? configuration.value("host") ?? "127.0.0.1"
        oms = try configuration.port(options.omsPort, "oms_port", default: 8000)
        bff = try configuration.port(options.bffPort, "bff_port", default: 8002)
        funnel = try configuration.port(options.funnelPort, "funnel_port", default: 8003)
        let rate = configuration.value("rate_limit")
        guard let perSecond = rate.map(Double.init) ?? Doors.usualRate, perSecond >= 0 else {
            throw UsageError("rate_limit is requests a second for each token, or 0 for none")
        }
        ratePerSecond = perSecond
    }

    /// Throws when others could come in and nobody would ask who they are.
    func admit(hasTokens: Bool, insecure: Bool) throws(UsageError) {
        guard hasTokens || insecure || isLoopback else {
            throw UsageError(
                "\(host) can be reached from other hosts and there are no tokens: make one "
                    + "(spice token create), listen on 127.0.0.1, or say --insecure")
        }
    }

    static func hasTokens(_ client: LocalEngine) async throws -> Bool {
        let call = CallContext(.localAdmin(NSUserName()))
        return try await !client.run(ListTokens(), call).items.isEmpty
    }
}
