// Tokens, what they are bound to, limits, and what is written down of it.

import Engine
import HTTPAPI
import HTTPTypes
import JSONText
import Testing
import WireFormat

@Suite struct AccessTests {
    /// A service with its doors, as on a TCP port.
    private func guarded(_ engine: RealEngine, perSecond: Double = 0) -> Asking {
        Asking(
            Services.bffRoutes + Services.omsRoutes, engine.client,
            doors: Doors(engine: engine.client, ratePerSecond: perSecond))
    }

    private func bearer(_ token: String) -> [String: String] {
        ["Authorization": "Bearer " + token]
    }

    private func token(
        _ engine: RealEngine, _ roles: [String], databases: [String]? = nil,
        expiresInSeconds: Int? = nil
    ) async throws -> IssuedToken {
        try await engine.run(
            CreateToken(
                name: roles.joined(), roles: roles, databases: databases,
                expiresInSeconds: expiresInSeconds))
    }

    @Test func withTheFirstTokenThePortIsClosed() async throws {
        try await RealEngine.with { engine in
            let port = guarded(engine)
            #expect(try await port.get("/api/v1/databases").status == 200)
            let issued = try await token(engine, ["reader"])
            let refused = try await port.get("/api/v1/databases")
            #expect(refused.status == 401)
            #expect(refused["code"] == "unauthorized")
            #expect(refused.headers[.wwwAuthenticate] == "Bearer")
            let wrong = try await port.get("/api/v1/databases", headers: bearer(issued.token + "0"))
            #expect(wrong.status == 401)
            let right = try await port.get("/api/v1/databases", headers: bearer(issued.token))
            #expect(right.status == 200)
            #expect(try await port.get("/health").status == 200)
        }
    }

    @Test func tokensAreKeptAsHashesAndSurviveARestart() async throws {
        try await RealEngine.with { engine in
            let issued = try await token(engine, ["writer"])
            try await engine.restart()
            let port = guarded(engine)
            #expect(
                try await port.get("/api/v1/databases", headers: bearer(issued.token)).status == 200
            )
            let secret = try #require(issued.token.split(separator: "_").last.map(String.init))
            let audit = try await engine.run(ReadAudit(limit: 100))
            let log = try await engine.run(FollowLog(after: "0", limit: 100))
            #expect(!"\(audit) \(log)".contains(secret))
        }
    }

    @Test func aRevokedTokenIsRefusedAtOnceAlsoWhenItWasTheLast() async throws {
        try await RealEngine.with { engine in
            let issued = try await token(engine, ["reader"])
            let port = guarded(engine)
            #expect(
                try await port.get("/api/v1/databases", headers: bearer(issued.token)).status == 200
            )
            _ = try await engine.run(RevokeToken(id: issued.view.id))
            let refused = try await port.get("/api/v1/databases", headers: bearer(issued.token))
            #expect(refused.status == 401)
            #expect(try await port.get("/api/v1/databases").status == 401)
        }
    }

    @Test func rolesDecideWhatATokenMayDo() async throws {
        try await RealEngine.with { engine in
            let reader = bearer(try await token(engine, ["reader"]).token)
            let writer = bearer(try await token(engine, ["writer", "reader"]).token)
            let admin = bearer(try await token(engine, ["admin"]).token)
            let port = guarded(engine)
            let body = #"{"name":"shop"}"#
            let create = "/api/v1/databases"
            #expect(try await port.post(create, body, headers: reader).status == 403)
            #expect(try await port.post(create, body, headers: writer).status == 200)
            let tokens = "/api/v1/tokens"
            let more = #"{"name":"x","roles":["reader"]}"#
            #expect(try await port.post(tokens, more, headers: writer).status == 403)
            #expect(try await port.post(tokens, more, headers: admin).status == 201)
        }
    }

    @Test func whatACallerMayNotDoTakesNoKeyFromThoseWhoMay() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let port = guarded(engine)
            let path = "/api/v1/instances/shop/async/Product/bulk-create"
            let key = ["Idempotency-Key": "k-1"]
            let foreign = #"{"instances":[{"product_id":"x1"}]}"#
            let strangers = [
                try await token(engine, ["writer"], databases: ["acme-*"]),
                try await token(engine, ["reader"]), try await token(engine, ["operator"]),
            ]
            for stranger in strangers {
                let head = bearer(stranger.token).merging(key) { first, _ in first }
                #expect(try await port.post(path, foreign, headers: head).status == 403)
            }
            let writer = bearer(try await token(engine, ["writer"]).token)
            let head = writer.merging(key) { first, _ in first }
            let own = try await port.post(
                path, #"{"instances":[{"product_id":"x2"}]}"#, headers: head)
            #expect(own.status == 202, "\(own.text)")
            // Once it is answered the key is taken, and the answer still is not for everyone.
            #expect(try await port.post(path, foreign, headers: head).status == 422)
            let late = bearer(strangers[0].token).merging(key) { first, _ in first }
            #expect(try await port.post(path, foreign, headers: late).status == 403)
        }
    }

    @Test func aTokenBoundToDatabasesSeesNoOther() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let tenant = bearer(
                try await token(engine, ["reader", "writer"], databases: ["acme-*"]).token)
            let port = guarded(engine)
            let list = try await port.get("/api/v1/databases", headers: tenant)
            #expect(list["data", "count"] == 0)
            for path in [
                "/api/v1/database/shop/class/Product/instances", "/api/v1/databases/shop/classes",
                "/api/v1/commands", "/api/v1/commands?database=shop",
                "/api/v1/audit/logs?partition_key=db:shop", "/api/v1/audit/logs",
                "/api/v1/lineage/graph?root=Product/p1&db_name=shop",
                "/api/v1/databases/shop/branches", "/api/v1/database/shop/mappings",
                "/api/v1/projections/shop/list", "/api/v1/tokens",
                "/api/v1/stream?database=shop&limit=0",
            ] {
                let answer = try await port.get(path, headers: tenant)
                #expect(answer.status == 403, "\(path): \(answer.status)")
            }
            let own = try await port.post(
                "/api/v1/databases?wait=20&until=projected", #"{"name":"acme-one"}"#,
                headers: tenant)
            #expect(own.status == 200)
            let seen = try await port.get("/api/v1/databases", headers: tenant)
            #expect(seen["data", "databases", "0", "name"] == "acme-one")
        }
    }

    @Test func aTokenNamesNoFilesOfThisHost() async throws {
        try await RealEngine.with { engine in
            let admin = bearer(try await token(engine, ["admin"]).token)
            let answer = try await guarded(engine).post(
                "/engine/v1/infer-files", #"{"files":[{"name":"/etc/passwd"}]}"#, headers: admin)
            #expect(answer.status == 403)
        }
    }

    @Test func whoAsksTooOftenIsToldWhenToComeAgain() async throws {
        try await RealEngine.with { engine in
            let reader = bearer(try await token(engine, ["reader"]).token)
            let port = guarded(engine, perSecond: 1)
            var last = try await port.get("/api/v1/databases", headers: reader)
            for _ in 0..<10 where last.status == 200 {
                last = try await port.get("/api/v1/databases", headers: reader)
            }
            #expect(last.status == 429)
            #expect(last.headers[.retryAfter] == "1")
        }
    }

    @Test func whoCameIsInTheAudit() async throws {
        try await RealEngine.with { engine in
            let issued = try await token(engine, ["reader"])
            let doors = Doors(engine: engine.client)
            let port = Asking(Services.bffRoutes, engine.client, doors: doors)
            _ = try await port.get("/api/v1/databases")
            _ = try await port.get("/api/v1/databases", headers: bearer(issued.token))
            await doors.recorder.flush()
            let page = try await engine.run(ReadAudit(action: "ACCESS", limit: 100))
            let kinds = page.items.flatMap { entry in
                (entry.data?["entries"]?.array ?? []).compactMap { $0["kind"]?.string }
            }
            #expect(Set(kinds).isSuperset(of: ["refused", "login"]))
        }
    }

    @Test func manyAccessesInASecondAreAllWrittenDown() async throws {
        try await RealEngine.with { engine in
            let issued = try await token(engine, ["reader"])
            let doors = Doors(engine: engine.client, ratePerSecond: 0)
            let port = Asking(Services.bffRoutes, engine.client, doors: doors)
            for _ in 0..<1100 {
                _ = try await port.get("/api/v1/database/x", headers: bearer(issued.token))
                _ = try await port.get("/api/v1/databases", headers: bearer(issued.token))
            }
            await doors.recorder.flush()
            let page = try await engine.run(ReadAudit(action: "ACCESS", limit: 1000))
            let written = page.items.reduce(0) { $0 + ($1.data?["entries"]?.array?.count ?? 0) }
            // What is no route is no access, but the first use of a token is.
            #expect(written == 1101)
            #expect(doors.recorder.lost == 0)
            let metrics = try await port.get("/metrics", headers: bearer(issued.token))
            let end = try await engine.run(FollowLog(after: nil)).position
            #expect(metrics.text.contains("\nspice_log_events_total \(end)\n"))
        }
    }

    @Test func accessesThatCannotBeWrittenAreCounted() async throws {
        let engine = ScriptedEngine { (name, _) throws(EngineError) in
            guard name == "authenticate" else { throw EngineError(.unavailable, name) }
            return [
                "isRequired": true,
                "token": [
                    "id": "t", "name": "n", "roles": ["admin"], "createdAt": "t", "state": "valid",
                ],
            ]
        }
        let doors = Doors(engine: engine, ratePerSecond: 0)
        let port = Asking(Services.bffRoutes, engine, doors: doors)
        for _ in 0..<3 { _ = try await port.get("/api/v1/tokens", headers: bearer("x")) }
        await doors.recorder.flush()
        #expect(doors.recorder.lost == 3)
    }
}
