// Files → schema → classes and instances, through commands like everybody else's.

internal import EventSourcing
internal import Inference
internal import JSONText
internal import Ontology
internal import Tables

struct Importer: Sendable {
    let ports: EnginePorts
    let directory: Directory
    let acceptor: CommandAcceptor
    let coverage: Coverage
    let catalogue: Catalogue

    func infer(_ request: InferFiles, _ call: CallContext) async throws(EngineError)
        -> InferenceView
    {
        // The hash of a file is that of all its bytes, which a sample does not read.
        let files = try SourceLoader.load(request.files, hashes: request.sampleRows == nil)
        return try InferenceView(try infer(files, call, sampleRows: request.sampleRows), files)
    }

    func infer(
        _ files: [LoadedFile], _ call: CallContext, sampleRows: Int? = nil
    ) throws(EngineError) -> InferenceResult {
        let meter = ProgressMeter("reading files", clock: ports.clock, call: call)
        return try EngineError.wrapTable { () throws(TableError) in
            try InferenceRun.infer(files: files.map(\.input), sampleRows: sampleRows) { step in
                meter.tell(done: step.tableIndex, total: step.tableCount)
            }
        }
    }

    func importFiles(_ request: ImportFiles, _ call: CallContext) async throws(EngineError)
        -> ImportReport
    {
        // Before the files are read, which may take long.
        _ = try EngineError.wrapName { () throws(NameError) in try DatabaseName(request.database) }
        let started = ports.clock.uptimeSeconds()
        let startedAt = ports.clock.now()
        let files = try SourceLoader.load(request.files)
        let result = try infer(files, call)
        var run = ImportRun(importer: self, request: request, call: call)
        try await run.prepare(files, result)
        try await run.feed()
        if !request.isDryRun, request.waitsUntilProjected {
            try await Projected(
                ports: ports, coverage: coverage, call: call, database: request.database
            ).wait()
        }
        return try await run.report(since: startedAt, started: started)
    }
}
