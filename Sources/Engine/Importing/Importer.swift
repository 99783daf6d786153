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
        guard request.namesUnreadable == true else { return try inferAll(request, call) }
        do throws(EngineError) { return try inferAll(request, call) } catch {
            guard error.isOfAFile, request.files.count > 1 else { throw error }
        }
        // Looking at each alone costs a second reading, and only where one of them is wrong.
        var readable: [FileInput] = []
        var unreadable: [InferenceView.Unreadable] = []
        var first: EngineError?
        for file in request.files {
            do throws(EngineError) {
                _ = try inferAll(InferFiles(files: [file], sampleRows: request.sampleRows), call)
                readable.append(file)
            } catch {
                guard error.isOfAFile else { throw error }
                first = first ?? error
                unreadable.append(
                    .init(file: file.name, reason: error.message, code: error.code.rawValue))
            }
        }
        if readable.isEmpty, let first { throw first }
        var view = try inferAll(InferFiles(files: readable, sampleRows: request.sampleRows), call)
        view.unreadable = unreadable
        return view
    }

    private func inferAll(_ request: InferFiles, _ call: CallContext) throws(EngineError)
        -> InferenceView
    {
        do throws(EngineError) {
            // The hash of a file is that of all its bytes, which a sample does not read.
            let files = try SourceLoader.load(request.files, hashes: request.sampleRows == nil)
            return try InferenceView(try infer(files, call, sampleRows: request.sampleRows), files)
        } catch  where error.code == .cancelled {
            throw EngineError(
                .cancelled, "reading was stopped before its end; nothing was written: run it again")
        }
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
        var run = ImportRun(importer: self, request: request, call: call)
        do throws(EngineError) {
            let files = try SourceLoader.load(request.files)
            try await run.prepare(files, try infer(files, call))
        } catch  where error.code == .cancelled {
            throw EngineError(
                .cancelled,
                "the import was stopped before its first row, so there is nothing to take back: "
                    + "run the same command again")
        }
        try await run.feed()
        if !request.isDryRun, request.waitsUntilProjected {
            try await Projected(
                ports: ports, coverage: coverage, call: call, database: request.database
            ).wait()
        }
        return try await run.report(since: startedAt, started: started)
    }
}

extension EngineError {
    /// A file is missing or cannot be read; others may be right.
    fileprivate var isOfAFile: Bool { code == .notFound || code == .unreadableFile }
}
