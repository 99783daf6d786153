// A token that is bound to databases gets at nothing of another tenant's: every route is asked by such a token for what
// belongs to somebody else, and answers as if it were not there.

import Engine
import HTTPAPI
import JSONText
import Testing
import WireFormat

@Suite struct TenantTests {
    /// What stands in the other tenant's data, and nowhere else.
    private static let marks = ["Axe", "Bow", "Ada", "Makers", "Maker/m1", "shop", "tester"]

    /// The strongest token that is bound: every role.
    private func stranger(_ engine: RealEngine) async throws -> [String: String] {
        let issued = try await engine.run(
            CreateToken(
                name: "stranger", roles: ["reader", "writer", "operator", "admin"],
                databases: ["acme", "acme-*"]))
        return ["Authorization": "Bearer " + issued.token]
    }

    private func port(_ engine: RealEngine, _ routes: [Route]) -> Asking {
        Asking(
            routes, engine.client, style: .list,
            doors: Doors(engine: engine.client, ratePerSecond: 0))
    }

    /// Ids of the other tenant's that a stranger may have got hold of.
    private func knownIDs(_ engine: RealEngine) async throws -> [String: String] {
        let commands = try await engine.run(FindCommands(database: "shop", limit: 1)).items
        let job = try await engine.run(
            StartReplay(database: "shop", className: "Product", key: "p1"))
        _ = try await engine.run(CreateBranch(database: "shop", name: "b", from: "main"))
        let pull = try await engine.run(
            OpenPullRequest(
                database: "shop", source: "b", target: "main", title: "t", description: "",
                author: nil))
        let commit = try await engine.run(
            NoteCommit(database: "shop", branch: "main", message: "m", author: nil))
        return [
            "command_id": try #require(commands.first?.id), "task_id": job.id, "job_id": job.id,
            "commit_id": commit.id, "id": pull.id,
        ]
    }

    private func leaks(_ answer: Answer, asked request: String) -> [String] {
        TenantTests.marks.filter { answer.text.contains($0) && !request.contains($0) }
    }

    @Test func noRouteShowsAnythingOfAnotherTenant() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let ids = try await knownIDs(engine)
            let headers = try await stranger(engine)
            let ports: [ContractStep.Service: Asking] = [
                .oms: port(engine, Services.omsRoutes), .bff: port(engine, Services.bffRoutes),
                .funnel: port(engine, Services.funnelRoutes),
            ]
            let before = try await engine.run(FindCommands(database: "shop", limit: 1000)).items
            for step in ContractSteps.all {
                let asking = try #require(ports[step.service])
                let answer = try await ask(step, asking, headers, ids)
                let request = filled(step.path, ids) + filled(step.sent.body, ids)
                let place = "\(step.service) \(step.method) \(step.path)"
                #expect(leaks(answer, asked: request) == [], "\(place): \(answer.text.prefix(300))")
                let isAnothers =
                    (step.path + step.sent.body).contains("shop") || step.path.contains("$")
                guard isAnothers else { continue }
                #expect(
                    [400, 403, 404, 415, 422, 426, 501].contains(answer.status),
                    "\(place): \(answer.status) \(answer.text.prefix(300))")
                // Whether it is there cannot be told from the answer.
                let none = try await ask(
                    step, asking, headers,
                    ids.mapValues { _ in "00000000-0000-4000-8000-000000000000" }, database: "none")
                #expect(none.status == answer.status, "\(place)")
                #expect(none["code"] == answer["code"], "\(place)")
            }
            let after = try await engine.run(FindCommands(database: "shop", limit: 1000)).items
            #expect(after.map(\.id) == before.map(\.id))
        }
    }

    private func filled(_ text: String, _ ids: [String: String]) -> String {
        ids.reduce(text) { $0.replacing("$" + $1.key, with: $1.value) }
    }

    private func ask(
        _ step: ContractStep, _ asking: Asking, _ headers: [String: String],
        _ ids: [String: String], database: String = "shop"
    ) async throws -> Answer {
        let (type, body) = step.sent
        var headers = headers
        headers["Content-Type"] = type
        return try await asking.ask(
            step.method, filled(step.path, ids).replacing("shop", with: database),
            headers: headers, body: filled(body, ids).replacing("shop", with: database))
    }

    /// What every use case needs, so that each body is complete.
    static let everything = #"""
        {"database":"shop","branch":"main","className":"Product","key":"p1","id":"$command_id",
         "name":"b","type":"CREATE_INSTANCE","payload":{"product_id":"x"},"limit":10,"offset":0,
         "until":"applied","seconds":0,"rows":[{"operation":"create","data":{"product_id":"y"},"kind":"class","label":"l",
           "language":"en"}],
         "request":{"database":"shop","className":"Product","rows":[],"files":[],"targets":[],
           "createsDatabase":false,"isDryRun":true,"waitsUntilProjected":false,"mode":"insert",
           "usesSavedMappings":false,"returnsCells":false},
         "files":[],"file":{"name":"a.csv","content":"YQ=="},"targets":[],"createsDatabase":false,
         "isDryRun":true,"startClass":"Product","hops":[],"filters":{},"maxNodes":5,"maxEdges":5,
         "includePaths":false,"maxPaths":1,"noCycles":false,"includeProvenance":false,
         "includeDocuments":true,"from":"main","to":"b","isForced":false,"message":"m",
         "source":"b","target":"main","preference":"none","resolutions":[],"first":"main",
         "second":"b","title":"t","description":"","merges":false,"conditions":[],"order":{"key":{}},
         "isDescending":false,"equals":{},"filter":"","stretch":10,
         "waitsUntilProjected":false,"mode":"insert","usesSavedMappings":false,"returnsCells":false,"isPortable":false,"properties":[],"statuses":[],"types":[],"roles":["reader"],"worker":"graph",
         "isPaused":false,"models":["graph"],"model":"graph","importID":"i","maxDepth":3,
         "walksBackwards":false,"patch":{},"query":{"database":"shop","startClass":"Product",
           "hops":[],"filters":{},"limit":1,"offset":0,"maxNodes":1,"maxEdges":1,
           "includePaths":false,"maxPaths":1,"noCycles":false,"includeProvenance":false,
           "includeDocuments":true},"refreshSeconds":1,"classes":[],
         "columns":[],"side":"both","cascade":false,"after":"0","minutes":60,"format":"portable",
         "partition":"db:shop","direction":"both","sources":[],"pageSize":10,"property":"name",
         "definition":{"id":"Product"},"pollingSeconds":9,"hash":"0",
         "link":"https://docs.google.com/spreadsheets/d/0123456789abcdef/edit"}
        """#

    @Test func noUseCaseShowsAnythingOfAnotherTenant() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let ids = try await knownIDs(engine)
            let headers = try await stranger(engine).merging(["Content-Type": "application/json"]) {
                $1
            }
            let asking = port(engine, Services.bffRoutes)
            let body = filled(TenantTests.everything, ids)
            for useCase in UseCaseCatalogue.all {
                // Of the log a partition is a name, of a worker a number.
                var body = body
                if useCase.name == ListWaiting.name {
                    body.replace(#""partition":"db:shop""#, with: #""partition":0"#)
                }
                // Conditions and lists name their orders differently.
                if useCase.name == ListInstances.name {
                    body.replace(
                        #""order":{"key":{}}"#,
                        with: #""order":{"isDescending":false,"isFromEnd":false}"#)
                }
                let answer = try await asking.ask(
                    "POST", EngineRoutes.prefix + useCase.name, headers: headers, body: body)
                #expect(leaks(answer, asked: body) == [], "\(useCase.name): \(answer.text)")
                let isRefused = [403, 404].contains(answer.status)
                let isHarmless =
                    TenantTests.open.contains(useCase.name) && answer["code"] != "internal_error"
                #expect(isRefused || isHarmless, "\(useCase.name): \(answer.text.prefix(200))")
            }
        }
    }

    /// What a bound caller may ask without naming a database; each answer leaves out what is another's.
    private static let open: Set<String> = [
        "describe-engine", "pipeline-status", "list-databases", "infer-files", "match-columns",
        "check-readiness", "list-jobs", "read-sheet",
    ]

    @Test func whatConcernsTheWholeEngineHasNoFiguresForTenants() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let headers = try await stranger(engine)
            let asking = port(engine, Services.bffRoutes)
            #expect(try await asking.get("/metrics", headers: headers).status == 403)
            let status = try await asking.get("/api/v1/monitoring/status", headers: headers)
            #expect(status["data", "events"] == 0)
            let tasks = try await asking.get("/api/v1/tasks", headers: headers)
            #expect(tasks["total"] == 0)
            let stream = try await asking.get(
                "/api/v1/stream?limit=0", headers: headers.merging(["Last-Event-ID": "0"]) { $1 })
            #expect(leaks(stream, asked: "") == [], "\(stream.text)")
        }
    }

    @Test func aKeyOrAnIDOfAnotherTenantTellsNothing() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let headers = try await stranger(engine)
            let asking = port(engine, Services.omsRoutes)
            let own = try await asking.post(
                "/api/v1/database/create?wait=20&until=projected", #"{"name":"acme"}"#,
                headers: headers)
            #expect(own.status == 202)
            let taken = try #require(
                try await engine.run(FindCommands(database: "shop", limit: 1)).items.first?.id)
            let answer = try await asking.post(
                "/api/v1/database/acme/ontology", #"{"id":"A","command_id":"\#(taken)"}"#,
                headers: headers)
            #expect(answer.status == 409)
            #expect(leaks(answer, asked: taken) == [], "\(answer.text)")
            let position = try await asking.get(
                "/api/v1/database/acme/ontology?position=" + taken, headers: headers)
            #expect(position.status == 404)
        }
    }
}
