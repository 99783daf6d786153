// What is said about long work.

package import Engine
package import EventSourcing
package import JSONText

package enum TaskAnswers {
    package static func task(_ job: JobView) -> JSON {
        [
            "task_id": .string(job.id), "task_name": .string(job.name),
            "task_type": .string(job.kind), "status": .string(job.state.rawValue),
            "created_at": .string(job.startedAt), "started_at": .string(job.startedAt),
            "completed_at": JSON(job.endedAt), "duration": JSON(duration(job)),
            "progress": job.progress.map(progress) ?? .null, "result": job.result ?? .null,
            "database": .string(job.database), "actor": JSON(job.actor),
            "error": JSON(job.error), "code": JSON(job.errorCode),
        ]
    }

    package static func progress(_ progress: Progress) -> JSON {
        let percent = progress.total.flatMap { total in
            total > 0 ? 100 * Double(progress.done) / Double(total) : nil
        }
        return [
            "phase": .string(progress.phase), "done": .integer(progress.done),
            "total": JSON(progress.total), "percentage": JSON(percent),
            "rate_per_second": JSON(progress.ratePerSecond),
            "seconds_left": JSON(progress.secondsLeft),
        ]
    }

    package static func result(_ job: JobView) -> JSON {
        [
            "task_id": .string(job.id), "status": .string(job.state.rawValue),
            "completed_at": JSON(job.endedAt), "success": .bool(job.state == .completed),
            "data": job.result ?? .null, "error": JSON(job.error),
            "message": .string(job.error ?? "\(job.name) has ended"), "warnings": [],
        ]
    }

    package static func metrics(_ jobs: [JobView], now: Timestamp) -> JSON {
        let count: (JobView.State) -> Int = { state in jobs.count { $0.state == state } }
        let durations = jobs.compactMap(duration)
        let ended = count(.completed) + count(.failed)
        return [
            "metrics": [
                "total_tasks": .integer(jobs.count), "pending_tasks": 0,
                "processing_tasks": .integer(count(.processing)),
                "completed_tasks": .integer(count(.completed)),
                "failed_tasks": .integer(count(.failed)),
                "cancelled_tasks": .integer(count(.cancelled)), "retrying_tasks": 0,
                "average_duration": JSON(
                    durations.isEmpty ? 0 : durations.reduce(0, +) / Double(durations.count)),
                "success_rate": JSON(
                    ended == 0 ? 1 : Double(count(.completed)) / Double(ended)),
            ],
            "timestamp": .string(now.description),
        ]
    }

    private static func duration(_ job: JobView) -> Double? {
        guard let start = Timestamp(job.startedAt), let end = job.endedAt.flatMap({ Timestamp($0) })
        else { return nil }
        return end.seconds(since: start)
    }
}
