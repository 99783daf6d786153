// One connection through libpq in pipeline mode, with a deadline on everything. Used by one thread at a time.

internal import CLibpq
internal import Glibc
internal import HTTPClient

/// Owns the connection; closes it when dropped.
@safe final class PostgresConnection {
    private let pointer: OpaquePointer
    private var prepared: Set<String> = []
    private(set) var isBroken = false

    /// Connects; blocks at most as long as the settings say.
    init(_ settings: PostgresSettings) throws(PostgresError) {
        let names = ["connect_timeout", "application_name", "client_encoding", "tcp_user_timeout"]
        let values = [
            String(max(2, settings.connectSeconds)), settings.applicationName, "UTF8", "30000",
        ]
        // What the URL says is read after these and wins.
        let files = [
            ("sslrootcert", settings.tls.authority), ("sslcert", settings.tls.certificate),
            ("sslkey", settings.tls.key),
        ].compactMap { name, path in path.map { (name, $0) } }
        guard
            let pointer = unsafe PostgresConnection.connect(
                files + [("dbname", settings.url)] + Array(zip(names, values)))
        else { throw .unavailable("libpq has no memory") }
        guard unsafe PQstatus(pointer) == CONNECTION_OK else {
            let words = unsafe String(cString: PQerrorMessage(pointer)).firstLine
            unsafe PQfinish(pointer)
            throw PostgresConnection.isRefusal(words) ? .refused(words) : .unavailable(words)
        }
        unsafe self.pointer = pointer
        unsafe PQsetnonblocking(pointer, 1)
        unsafe PQenterPipelineMode(pointer)
        // Notices would go to the terminal.
        unsafe PQsetNoticeReceiver(pointer, { _, _ in }, nil)
    }

    deinit { unsafe PQfinish(pointer) }

    /// Runs the statements in one round trip. Outside of BEGIN they are one transaction: all of them or none.
    func run(_ statements: [PostgresStatement], deadlineSeconds: Double) throws(PostgresError)
        -> [PostgresRows]
    {
        guard !isBroken else { throw .unavailable("the connection to Postgres is broken") }
        let deadline = PostgresConnection.uptime() + deadlineSeconds
        var preparing: Set<String> = []
        do throws(PostgresError) {
            var expected: [String?] = []
            for statement in statements {
                if statement.isPrepared, !prepared.contains(statement.sql),
                    preparing.insert(statement.sql).inserted
                {
                    try prepare(statement.sql)
                    expected.append(statement.sql)
                }
                try send(statement)
                expected.append(nil)
            }
            guard unsafe PQpipelineSync(pointer) == 1 else { throw lost() }
            try flush(deadline)
            return try receive(expected, deadline)
        } catch {
            if error.endsConnection { isBroken = true }
            throw error
        }
    }

    /// Whether the other side is still there, as far as can be seen without asking.
    func isAlive() -> Bool {
        // A server that goes away sends a last word first and the end after it: read until nothing waits.
        for _ in 0..<10 {
            guard !isBroken, unsafe PQconsumeInput(pointer) == 1,
                unsafe PQstatus(pointer) == CONNECTION_OK
            else { return false }
            var entry = pollfd(
                fd: unsafe PQsocket(pointer), events: Int16(POLLIN), revents: 0)
            guard unsafe poll(&entry, 1, 0) > 0 else { return true }
        }
        return false
    }

    /// Waits for notifications, at most so long; answers whether there were any. Nothing else may be under way.
    func hears(seconds: Double) throws(PostgresError) -> Bool {
        let deadline = PostgresConnection.uptime() + seconds
        while true {
            guard unsafe PQconsumeInput(pointer) == 1 else { throw lost() }
            var isNews = false
            while let notice = unsafe PQnotifies(pointer) {
                unsafe PQfreemem(notice)
                isNews = true
            }
            let left = deadline - PostgresConnection.uptime()
            if isNews || left <= 0 { return isNews }
            var entry = pollfd(
                fd: unsafe PQsocket(pointer), events: Int16(POLLIN), revents: 0)
            let ready = unsafe poll(&entry, 1, Int32((left * 1000).rounded(.up)))
            if ready < 0, errno != EINTR { throw lost() }
        }
    }

    private func prepare(_ sql: String) throws(PostgresError) {
        guard unsafe PQsendPrepare(pointer, name(sql), sql, 0, nil) == 1 else { throw lost() }
    }

    /// The name of a prepared statement, made of its text.
    private func name(_ sql: String) -> String { "s\(sql.utf8.count)_\(hash(sql))" }

    private func hash(_ sql: String) -> UInt64 {
        sql.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    private func send(_ statement: PostgresStatement) throws(PostgresError) {
        let values = statement.values.map { $0.wire.map { $0 + [0] } }
        var lengths = values.map { Int32(($0?.count ?? 1) - 1) }
        var formats = statement.values.map { $0.isBinary ? Int32(1) : 0 }
        let count = Int32(values.count)
        let result = unsafe withPointers(values) { pointers in
            statement.isPrepared
                ? unsafe PQsendQueryPrepared(
                    pointer, name(statement.sql), count, pointers, &lengths, &formats, 0)
                : unsafe PQsendQueryParams(
                    pointer, statement.sql, count, nil, pointers, &lengths, &formats, 0)
        }
        guard result == 1 else { throw lost() }
    }

    private func withPointers(
        _ values: [[UInt8]?], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Int32
    ) -> Int32 {
        // One flat buffer, so that all pointers are good at once.
        var starts: [Int?] = []
        var flat: [UInt8] = [0]
        for value in values {
            starts.append(value == nil ? nil : flat.count)
            if let value { flat += value }
        }
        return unsafe flat.withUnsafeBytes { bytes in
            let base = unsafe bytes.bindMemory(to: CChar.self).baseAddress
            let pointers =
                unsafe starts.map { start in
                    unsafe start.flatMap { start in unsafe base.map { unsafe $0 + start } }
                } + [nil]
            return unsafe pointers.withUnsafeBufferPointer { list in
                unsafe list.baseAddress.map { unsafe body($0) } ?? 0
            }
        }
    }

    private func flush(_ deadline: Double) throws(PostgresError) {
        while true {
            let left = unsafe PQflush(pointer)
            if left == 0 { return }
            guard left == 1 else { throw lost() }
            let ready = try wait(Int16(POLLIN | POLLOUT), deadline)
            if ready & Int16(POLLIN) != 0, unsafe PQconsumeInput(pointer) != 1 { throw lost() }
        }
    }

    /// `expected`: for each command the text that it prepares, or nil for one that gives rows.
    private func receive(_ expected: [String?], _ deadline: Double) throws(PostgresError)
        -> [PostgresRows]
    {
        var answers: [PostgresRows] = []
        var failure: PostgresError?
        for preparing in expected {
            var rows = PostgresRows(rows: [], affected: 0)
            while let result = unsafe try next(deadline) {
                defer { unsafe PQclear(result) }
                switch unsafe PQresultStatus(result) {
                case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_SINGLE_TUPLE:
                    rows = unsafe read(result)
                    if let preparing { prepared.insert(preparing) }
                case PGRES_PIPELINE_ABORTED: break
                default: if failure == nil { failure = unsafe error(of: result) }
                }
            }
            if preparing == nil { answers.append(rows) }
        }
        // The sync's own result, after which the next pipeline may begin.
        while let result = unsafe try next(deadline) {
            let status = unsafe PQresultStatus(result)
            unsafe PQclear(result)
            if status == PGRES_PIPELINE_SYNC { break }
        }
        if let failure { throw failure }
        return answers
    }

    private func next(_ deadline: Double) throws(PostgresError) -> OpaquePointer? {
        while unsafe PQisBusy(pointer) == 1 {
            _ = try wait(Int16(POLLIN), deadline)
            guard unsafe PQconsumeInput(pointer) == 1 else { throw lost() }
        }
        return unsafe PQgetResult(pointer)
    }

    private func read(_ result: OpaquePointer) -> PostgresRows {
        let columns = unsafe PQnfields(result)
        let rows = unsafe (0..<PQntuples(result)).map { row in
            PostgresRow(
                cells: (0..<columns).map { column -> [UInt8]? in
                    guard unsafe PQgetisnull(result, row, column) == 0,
                        let value = unsafe PQgetvalue(result, row, column)
                    else { return nil }
                    let length = unsafe Int(PQgetlength(result, row, column))
                    return unsafe Array(UnsafeRawBufferPointer(start: value, count: length))
                })
        }
        let affected = unsafe Int(String(cString: PQcmdTuples(result))) ?? 0
        return PostgresRows(rows: rows, affected: affected)
    }

    private func error(of result: OpaquePointer) -> PostgresError {
        let state = unsafe PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map {
            unsafe String(cString: $0)
        }
        let words = unsafe String(cString: PQresultErrorMessage(result)).firstLine
        return PostgresError(state: state ?? "", message: words)
    }

    private func wait(_ events: Int16, _ deadline: Double) throws(PostgresError) -> Int16 {
        let left = deadline - PostgresConnection.uptime()
        guard left > 0 else { throw .unavailable("Postgres did not answer in time") }
        var entry = pollfd(fd: unsafe PQsocket(pointer), events: events, revents: 0)
        let ready = unsafe poll(&entry, 1, Int32(min(left * 1000, 60_000).rounded(.up)))
        if ready < 0, errno != EINTR { throw .unavailable("the connection to Postgres broke") }
        return ready > 0 ? entry.revents : 0
    }

    private func lost() -> PostgresError {
        let words = unsafe String(cString: PQerrorMessage(pointer)).firstLine
        return .unavailable("the connection to Postgres broke: \(words)")
    }

    private static func uptime() -> Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func isRefusal(_ words: String) -> Bool {
        [
            "authentication", "password", "role", "does not exist", "no pg_hba", "permission",
            "certificate", "SSL error", "does not support SSL",
        ]
        .contains { words.contains($0) } && !words.contains("No such file")
    }

    private static func connect(_ options: [(String, String)]) -> OpaquePointer? {
        let names = unsafe options.map { unsafe strdup($0.0) }
        let values = unsafe options.map { unsafe strdup($0.1) }
        defer { _ = unsafe (names + values).map { unsafe free($0) } }
        let nameList = unsafe names.map { unsafe UnsafePointer($0) } + [nil]
        let valueList = unsafe values.map { unsafe UnsafePointer($0) } + [nil]
        return unsafe nameList.withUnsafeBufferPointer { names in
            unsafe valueList.withUnsafeBufferPointer { values in
                unsafe PQconnectdbParams(names.baseAddress, values.baseAddress, 1)
            }
        }
    }
}

extension String {
    /// The first line, without blanks at its end.
    var firstLine: String {
        String(split(separator: "\n", omittingEmptySubsequences: true).first ?? "")
    }
}
