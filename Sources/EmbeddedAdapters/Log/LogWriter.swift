// The only thread that writes `events.db`. Group commit without a deliberate delay: while one flush runs, the next
// round gathers by itself. Single commands go before bulk; a bulk call is cut into commits of at most 512 events.

import EventSourcing
import GRDB

/// Lives on its thread. A failed flush stops it for good: Linux has forgotten the pages by then.
final class LogWriter {
    static let bulkEventsPerCommit = 512

    let database: Database
    let file: SQLiteFile
    let partitions: Int
    let statements: LogStatements
    var memory: LogMemory
    private let queue: LogQueue
    private let head: LogHead
    private let tail: LogTail
    private let streamEnds: StreamEnds
    private let groupCommits: GroupCommits
    /// What this transaction has kept of groups.
    private var kept: [GroupCommit] = []
    /// What this transaction has appended.
    var appended: [LogTail.Entry] = []
    private var stopped: String?
    private var bulk: OpenBulk?

    /// A bulk call of which some submissions are done.
    private struct OpenBulk {
        var call: AppendCall
        var answers: [AppendAnswer] = []
    }

    init(
        _ database: Database, file: SQLiteFile, partitions: Int, queue: LogQueue, head: LogHead,
        tail: LogTail, streamEnds: StreamEnds, groupCommits: GroupCommits
    ) throws {
        self.database = database
        self.file = file
        self.partitions = partitions
        self.queue = queue
        self.head = head
        self.tail = tail
        self.streamEnds = streamEnds
        self.groupCommits = groupCommits
        statements = try LogStatements(database)
        memory = try LogMemory(reading: database, changes: 0)
        try groupCommits.load(database, partitions: partitions)
        tail.reset(
            after: memory.ends.last, hasForeignAnswers: try LogMemory.hasForeignAnswers(database))
        head.publish(memory.ends)
    }

    /// Works until the queue is closed and empty, then keeps an audit head for what has none.
    func serve() {
        while let round = queue.take(isBusy: bulk != nil) {
            if let call = round.bulk { bulk = OpenBulk(call: call) }
            run(round.single, round.later)
            file.afterCommit(database)
        }
        guard stopped == nil else { return }
        try? keepHead()
    }

    /// The audit head for everything stored by now.
    func keepHead() throws {
        guard memory.chain.count > 0 else { return }
        statements.insertHead.bind(1, memory.chain.position)
        statements.insertHead.bind(2, memory.chain.count)
        statements.insertHead.bind(3, memory.chain.hash)
        try statements.insertHead.run()
    }

    private func run(_ single: [LogWork], _ later: [GroupCommit]) {
        let chunk = nextBulkChunk()
        if let stopped {
            refuse(single, chunk, .inputOutput(stopped))
            return
        }
        switch commit(single, chunk, later) {
        case .success(let answers): for answer in answers { answer(nil) }
        case .failure(let failure):
            if case .inputOutput(let text) = failure { stopped = text }
            if case .corrupt(let text) = failure { stopped = text }
            if stopped == nil, failure != .full, single.count + (chunk == nil ? 0 : 1) > 1 {
                // One of them breaks the transaction: let it fail alone.
                for work in single { runAlone([work], nil) }
                if let chunk { runAlone([], chunk) }
            } else {
                refuse(single, chunk, failure)
            }
        }
    }

    private func runAlone(_ single: [LogWork], _ chunk: BulkChunk?) {
        switch commit(single, chunk) {
        case .success(let answers): for answer in answers { answer(nil) }
        case .failure(let failure): refuse(single, chunk, failure)
        }
    }

    private typealias Finish = (StorageFailure?) -> Void

    /// One transaction; the answers are given by the caller, after it.
    private func commit(
        _ single: [LogWork], _ chunk: BulkChunk?, _ later: [GroupCommit] = []
    ) -> Result<[Finish], StorageFailure> {
        do {
            var finishes: [Finish] = []
            appended.removeAll(keepingCapacity: true)
            kept = []
            try database.beginTransaction(.immediate)
            for work in single { finishes.append(try perform(work)) }
            if let chunk { finishes.append(try perform(chunk)) }
            for commit in later { try keep(commit) }
            try database.commit()
            memory.ends.changes += 1
            streamEnds.advance(appended)
            tail.add(appended)
            head.publish(memory.ends)
            // Last: whoever sees that a worker is done sees what it has appended.
            for commit in kept { groupCommits.note(commit) }
            return .success(finishes)
        } catch {
            if database.isInsideTransaction { try? database.rollback() }
            let failure = StorageFailure(error)
            do {
                memory = try LogMemory(reading: database, changes: memory.ends.changes)
                streamEnds.forget()
                tail.reset(
                    after: memory.ends.last,
                    hasForeignAnswers: try LogMemory.hasForeignAnswers(database))
            } catch {
                return .failure(.inputOutput("cannot read back after: \(failure.sentence)"))
            }
            return .failure(failure)
        }
    }

    private func perform(_ work: LogWork) throws -> Finish {
        switch work {
        case .append(let call):
            let answers = try call.submissions.map(append)
            if let commit = call.commit { try keep(commit) }
            return { [queue] failure in
                queue.finished(work)
                call.answer(failure.map { .failure(Self.error($0)) } ?? .success(answers))
            }
        case .job(let job):
            let outcome = job.work(database)
            // A full disk may have ended the whole transaction.
            if let failure = outcome.failure, !database.isInsideTransaction { throw failure }
            if let position = outcome.injected {
                memory.ends.last = max(memory.ends.last, position)
                memory.ends.injected = max(memory.ends.injected, position)
            }
            return { [queue] failure in
                queue.finished(work)
                outcome.answer(failure)
            }
        case .anchor(let answer):
            try keepHead()
            let head = memory.chain.head
            return { [queue] failure in
                queue.finished(work)
                answer(failure.map { .failure($0) } ?? .success(head))
            }
        }
    }

    private func refuse(_ single: [LogWork], _ chunk: BulkChunk?, _ failure: StorageFailure) {
        for work in single {
            queue.finished(work)
            switch work {
            case .append(let call): call.answer(.failure(Self.error(failure)))
            case .job(let job): job.refuse(failure)
            case .anchor(let answer): answer(.failure(failure))
            }
        }
        guard chunk != nil, let call = bulk?.call else { return }
        bulk = nil
        queue.finished(.append(call))
        call.answer(.failure(Self.error(failure)))
    }

    private static func error(_ failure: StorageFailure) -> EventStoreError {
        switch failure {
        case .inputOutput, .corrupt: .writingStopped(failure.sentence)
        default: EventStoreError(failure)
        }
    }
}

extension LogWriter {
    /// The part of a bulk call that goes into one commit.
    private struct BulkChunk {
        var submissions: ArraySlice<PreparedSubmission>
        var isLast: Bool
    }

    private func nextBulkChunk() -> BulkChunk? {
        guard let open = bulk else { return nil }
        let rest = open.call.submissions[open.answers.count...]
        var events = 0
        let chunk = rest.prefix { submission in
            defer { events += submission.events.count }
            return events == 0 || events + submission.events.count <= Self.bulkEventsPerCommit
        }
        return BulkChunk(submissions: chunk, isLast: chunk.count == rest.count)
    }

    private func perform(_ chunk: BulkChunk) throws -> Finish {
        let answers = try chunk.submissions.map(append)
        if chunk.isLast, let commit = bulk?.call.commit { try keep(commit) }
        return { [self] _ in
            bulk?.answers.append(contentsOf: answers)
            guard chunk.isLast, let open = bulk else { return }
            bulk = nil
            queue.finished(.append(open.call))
            open.call.answer(.success(open.answers))
        }
    }

    private func keep(_ commit: GroupCommit) throws {
        kept.append(commit)
        let statement = statements.commitConsumer
        for (place, offset) in commit.position.offsets {
            statement.bind(1, commit.group.name)
            statement.bind(2, place.topic.name)
            statement.bind(3, place.partition)
            statement.bind(4, partitions)
            statement.bind(5, offset)
            try statement.run()
        }
    }
}
