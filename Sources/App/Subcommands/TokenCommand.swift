// `spice token`: who may use the TCP ports.

import ArgumentParser
import Engine

struct TokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Tokens: who may use the HTTP services, and for what.",
        discussion: """
            Until the first token is made, every user of this host may use the TCP ports. From then on each request \
            needs one: Authorization: Bearer TOKEN. Whoever can open the engine's socket needs none.

            Examples:
              spice token create dashboard --role reader --db shop
              spice token create importer --role writer --db 'acme-*' --expires-in 90
              spice token list
              spice token revoke 1f2e3d4c5b6a7988
            """,
        subcommands: [Create.self, List.self, Revoke.self], defaultSubcommand: List.self)

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a token. Its secret is shown once, here.",
            discussion: "Example: spice token create importer --role writer --db 'acme-*'")
        @Argument(help: "Who it is for: the actor of what is done with it.") var name: String
        @Option(help: "reader, writer, operator or admin; repeat it for several.")
        var role: [String]
        @Option(help: "Only this database; a * at the end stands for any ending. Repeat it.")
        var db: [String] = []
        @Option(help: "Days until it expires; without it, it does not.") var expiresIn: Int?
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            guard (1...36_525).contains(expiresIn ?? 1) else {
                throw UsageError("--expires-in takes 1 to 36525 days")
            }
            let request = CreateToken(
                name: name, roles: role, databases: db.isEmpty ? nil : db,
                expiresInSeconds: expiresIn.map { $0 * 86_400 })
            let issued = try await EngineSession.with(engine, command: "token create") { session in
                try await session.client.run(request, session.call)
            }
            if output.json {
                try Answer.json(issued)
                return
            }
            print(issued.token)
            print("keep it: it is not shown again; its id is \(issued.view.id)")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tokens, without their secrets.", discussion: "Example: spice token list")
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let page = try await EngineSession.with(engine, command: "token list") { session in
                try await session.client.run(ListTokens(), session.call)
            }
            if output.json {
                try Answer.json(page)
                return
            }
            Answer.table(
                ["ID", "NAME", "ROLES", "DATABASES", "STATE", "EXPIRES"],
                page.items.map { token in
                    [
                        token.id, token.name, token.roles.joined(separator: ","),
                        token.databases?.joined(separator: ",") ?? "all", token.state,
                        token.expiresAt ?? "–",
                    ]
                })
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Never accept a token again.",
            discussion: "Example: spice token revoke 1f2e3d4c5b6a7988")
        @Argument(help: "The token's id.") var id: String
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let request = RevokeToken(id: id)
            let view = try await EngineSession.with(engine, command: "token revoke") { session in
                try await session.client.run(request, session.call)
            }
            if output.json {
                try Answer.json(view)
                return
            }
            print("\(view.id) (\(view.name)) is revoked")
        }
    }
}
