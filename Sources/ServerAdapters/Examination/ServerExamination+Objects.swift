// The object store. One that started a moment ago may let its first requests hang or fail; it is asked again, for a bounded
// time, and what its promises are is said in any case.

internal import EventSourcing

extension ServerExamination {
    /// For a store that answers at once that it cannot, or is not there.
    static let briefPatienceSeconds = 4.0
    /// For one that lets requests hang.
    static let patienceSeconds = 20.0
    static let pauseSeconds = 0.5

    func objects() async -> [ServerFinding] {
        let bucket = ports.objects.settings.bucket
        do throws(S3Error) {
            let answer = try await patiently { () async throws(S3Error) in
                try await ports.objects.serverTime()
            }
            guard let time = answer else {
                return [
                    .wrong(
                        "s3", "there is no bucket \(bucket)", "spice migrate, or EVENT_STORE_BUCKET"
                    ), Self.untried("there is no bucket", "spice migrate"),
                ]
            }
            // Before anything that has to wait for another server.
            let difference = time.value.map { self.clock("s3.clock", "its", $0) }
            var findings = [ServerFinding.well("s3", "bucket \(bucket), \(await logText())")]
            if let difference { findings.append(difference) }
            findings.append(await promises())
            return findings
        } catch {
            let untried = Self.untried("it does not answer", "mend server.s3 first")
            guard case .refused = error else {
                return [
                    .wrong("s3", error.message, "start it, or mend MINIO_ENDPOINT_URL"), untried,
                ]
            }
            return [
                .wrong(
                    "s3", error.message,
                    "mend MINIO_ACCESS_KEY, MINIO_SECRET_KEY, MINIO_REGION, the rights or the clock"
                ), Self.untried("it lets nobody in", "mend server.s3 first"),
            ]
        }
    }

    private static func untried(_ reason: String, _ remedy: String) -> ServerFinding {
        .doubtful("s3.promises", "could not be tried: \(reason)", remedy)
    }

    private func logText() async -> String {
        guard let head = try? await ports.store.recordedHead() else {
            return "the log's index in Postgres cannot be read"
        }
        return "log at segment \(head.segment)"
    }

    /// The probe of each start: rights to write and delete, and the precondition that the log stands on.
    private func promises() async -> ServerFinding {
        do throws(S3Error) {
            try await patiently { () async throws(S3Error) in
                try await S3Probe.check(ports.objects, id: ids.next())
            }
            return .well("s3.promises", "writes, lists in order, never overwrites")
        } catch {
            if case .unavailable = error {
                return .wrong(
                    "s3.promises", "could not be tried: \(error.message)",
                    "look at its log; a store that has just started may need some seconds more")
            }
            return .wrong(
                "s3.promises", error.message,
                "grant s3:GetObject, PutObject, DeleteObject and ListBucket, or use another store")
        }
    }

    /// Again while there is no whole answer.
    private func patiently<Answer>(_ ask: () async throws(S3Error) -> Answer)
        async throws(S3Error) -> Answer
    {
        let started = clock.uptimeSeconds()
        var hung = 0.0
        while true {
            let asked = clock.uptimeSeconds()
            do throws(S3Error) { return try await ask() } catch {
                guard case .unavailable = error else { throw error }
                let now = clock.uptimeSeconds()
                if now - asked > 1 { hung += now - asked }
                let spent = now - started
                guard spent < Self.patienceSeconds, spent - hung < Self.briefPatienceSeconds
                else { throw error }
                do { try await clock.sleep(seconds: Self.pauseSeconds) } catch { break }
            }
        }
        throw .unavailable("cancelled")
    }
}
