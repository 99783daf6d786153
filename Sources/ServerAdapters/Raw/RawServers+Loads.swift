// The loads themselves: each does so much once, as plainly as the server allows, and returns when the server has
// acknowledged all of it.

internal import EventSourcing
internal import Foundation
internal import JSONText

extension RawServers {
    /// Durable on all replicas, one after the other in one partition, as many under way as librdkafka allows.
    package func produce(_ records: [[UInt8]]) async throws(RawServerError) {
        let topic = settings.name(Self.topic)
        let messages = records.map { KafkaOutgoing(topic: topic, key: [0x6B], value: $0) }
        if let failure = await producer.publish(messages).failures.values.first {
            throw RawServerError(server: "Kafka", reason: failure.words)
        }
    }

    /// The last so many records that were produced, read without a group.
    package func consume(_ count: Int) async throws(RawServerError) {
        let answer = await desk.run { [settings] in
            Result { () throws(KafkaFailure) in try Self.read(count, settings) }
        }
        do throws(KafkaFailure) {
            try answer?.get()
        } catch { throw RawServerError(server: "Kafka", reason: error.words) }
    }

    private static func read(_ count: Int, _ settings: KafkaSettings) throws(KafkaFailure) {
        let patience = Int32(settings.requestSeconds * 1000)
        let handle = try KafkaHandle(
            .observer, settings.observer(of: ConsumerGroup("bench_raw")), listener: nil)
        var place = KafkaPlace(topic: settings.name(topic), partition: 0)
        let (low, high) = try handle.ends(of: place, patience)
        guard high - low >= count else { throw KafkaFailure(words: "\(high - low) records") }
        place.offset = high - Int64(count)
        try handle.assign([place])
        defer { try? handle.assign([]) }
        var seen = 0
        var end = Date().addingTimeInterval(settings.requestSeconds)
        while seen < count {
            guard try handle.next(100) != nil else {
                if Date() > end { throw KafkaFailure(words: "no record comes any more") }
                continue
            }
            seen += 1
            end = Date().addingTimeInterval(settings.requestSeconds)
        }
    }

    /// One row, committed.
    package func commit(_ body: [UInt8]) async throws(RawServerError) {
        let text = String(decoding: body, as: UTF8.self)
        try await postgres { (session) throws(PostgresError) in
            _ = try session.run(
                "INSERT INTO spice_bench_raw (body) VALUES ($1)", [.text(text)])
        }
    }

    /// All rows, a transaction for each batch of them.
    package func insert(_ records: [[UInt8]]) async throws(RawServerError) {
        let texts = records.map { String(decoding: $0, as: UTF8.self) }
        for start in stride(from: 0, to: texts.count, by: Self.batch) {
            let part = Array(texts[start..<min(start + Self.batch, texts.count)])
            try await postgres { (session) throws(PostgresError) in
                _ = try session.run(
                    "INSERT INTO spice_bench_raw (body) SELECT unnest($1::text[])",
                    [.texts(part)])
            }
        }
    }

    /// One object under a name of its own, if absent.
    package func put(_ body: [UInt8]) async throws(RawServerError) {
        do throws(S3Error) {
            let key = "bench/\(mark)-\(nextNumber())"
            guard try await objects.put(key, body, ifAbsent: true) == .stored else {
                throw .unexpected("\(key) is there already")
            }
        } catch { throw RawServerError(server: "S3", reason: error.message) }
    }

    /// Some objects at once, each under a name of its own.
    package func putTogether(_ records: [[UInt8]]) async throws(RawServerError) {
        let failure = await withTaskGroup(of: RawServerError?.self) { group in
            var failure: RawServerError?
            for (number, record) in records.enumerated() {
                if number >= Self.parallel, let result = await group.next() {
                    failure = failure ?? result
                }
                group.addTask { await self.failureOfPut(record) }
            }
            for await result in group { failure = failure ?? result }
            return failure
        }
        if let failure { throw failure }
    }

    private func failureOfPut(_ body: [UInt8]) async -> RawServerError? {
        do throws(RawServerError) { try await put(body) } catch { return error }
        return nil
    }

    /// Each under a key of its own, for a minute, and published; false where no Redis is configured.
    package func remember(_ records: [[UInt8]]) async throws(RawServerError) -> Bool {
        guard let redis else { return false }
        let channel = redis.settings.prefix + "bench_raw"
        do throws(RedisError) {
            for start in stride(from: 0, to: records.count, by: Self.batch) {
                let part = records[start..<min(start + Self.batch, records.count)]
                _ = try await redis.send(
                    part.flatMap { record in
                        let text = String(decoding: record, as: UTF8.self)
                        return [
                            ["SET", "\(channel):\(mark)-\(nextNumber())", text, "EX", "60"],
                            ["PUBLISH", channel, text],
                        ]
                    })
            }
        } catch { throw RawServerError(server: "Redis", reason: error.message) }
        return true
    }

    /// Documents as large as the records, in bulks, searchable afterwards.
    package func index(_ records: [[UInt8]]) async throws(RawServerError) {
        do throws(ElasticError) {
            for start in stride(from: 0, to: records.count, by: Self.batch) {
                var lines: [JSON] = []
                for record in records[start..<min(start + Self.batch, records.count)] {
                    lines.append(["index": ["_index": .string(index)]])
                    lines.append([
                        "number": .integer(nextNumber()),
                        "body": .string(String(decoding: record, as: UTF8.self)),
                    ])
                }
                let answer = try await search.call(lines: lines, "/_bulk")
                guard answer["errors"]?.bool == false else {
                    throw .failed(200, "bulk", "not all documents were taken")
                }
            }
            _ = try await search.call("POST", "/\(index)/_refresh")
        } catch { throw RawServerError(server: "Elasticsearch", reason: error.message) }
    }
}
