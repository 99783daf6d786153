// Errors of the ports, as a consumer sees them: something is down, try again.

internal import EventSourcing

func store<Value>(_ body: () async throws(EventStoreError) -> Value)
    async throws(HandlerFailure) -> Value
{
    do throws(EventStoreError) { return try await body() } catch {
        throw .unavailable(EngineError(error).message)
    }
}

func model<Value>(_ body: () async throws(ReadModelError) -> Value)
    async throws(HandlerFailure) -> Value
{
    do throws(ReadModelError) { return try await body() } catch {
        throw .unavailable(EngineError(error).message)
    }
}

func operations<Value>(_ body: () async throws(OperationsStoreError) -> Value)
    async throws(HandlerFailure) -> Value
{
    do throws(OperationsStoreError) { return try await body() } catch {
        throw .unavailable(EngineError(error).message)
    }
}

func guarding<Value>(_ body: () async throws(EffectGuardError) -> Value)
    async throws(HandlerFailure) -> Value
{
    do throws(EffectGuardError) { return try await body() } catch {
        switch error {
        case .unavailable(let reason): throw .unavailable("the effect guard: \(reason)")
        case .fenced(let id): throw .unavailable("another owner has taken over \(id)")
        }
    }
}
