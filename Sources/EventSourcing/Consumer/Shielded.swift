// What was begun is brought to its end although its task is cancelled meanwhile: a process that is told to stop finishes
// the batch in hand and commits it, or the next one gets it again. Not for ever: a server may hang.

/// The answer of `body`, which notices a cancellation of this task only when it goes on for longer than `seconds`.
package func shielded<Value: Sendable>(
    forSeconds seconds: Double, _ body: @escaping @Sendable () async -> Value
) async -> Value {
    let work = Task { await body() }
    return await withTaskCancellationHandler {
        await work.value
    } onCancel: {
        Task {
            try? await Task.sleep(for: .seconds(seconds))
            work.cancel()
        }
    }
}
