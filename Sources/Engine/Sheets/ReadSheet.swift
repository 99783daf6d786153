// Use case: the cells of a Google sheet, read now. Changes nothing.

internal import JSONText

package struct ReadSheet: UseCase, Hashable {
    package static let name = "read-sheet"
    /// A link, of which only the ids count.
    package var link: String
    package var worksheet: String?
    /// Instead of the engine's key; kept nowhere.
    package var key: String?
    package var maximumRows: Int?
    package var maximumColumns: Int?

    package init(
        link: String, worksheet: String? = nil, key: String? = nil, maximumRows: Int? = nil,
        maximumColumns: Int? = nil
    ) {
        self.link = link
        self.worksheet = worksheet
        self.key = key
        self.maximumRows = maximumRows
        self.maximumColumns = maximumColumns
    }

    package var reach: Reach { .anyone }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> SheetGrid
    {
        guard let address = SheetAddress(link) else {
            throw EngineError(
                .invalidRequest,
                "a sheet is named by its link, https://docs.google.com/spreadsheets/d/…")
        }
        let limits = [maximumRows, maximumColumns].compactMap { $0 }
        guard limits.allSatisfy({ (1...SheetGrid.maximumCells).contains($0) }) else {
            throw EngineError(
                .invalidRequest, "rows and columns are from 1 to \(SheetGrid.maximumCells)")
        }
        guard let sheets = engine.ports.sheets else { throw EngineError(SheetError.noKey) }
        do throws(SheetError) {
            return try await sheets.read(
                SheetQuestion(
                    address, worksheet: worksheet, key: key, maximumRows: maximumRows,
                    maximumColumns: maximumColumns))
        } catch {
            throw EngineError(error)
        }
    }
}

extension EngineError {
    init(_ error: SheetError) {
        switch error {
        case .noKey:
            self.init(
                .unsupported,
                "no Google API key is configured: set GOOGLE_API_KEY (spice config show) or send "
                    + "api_key, or download the sheet as CSV and import the file")
        case .keyRefused(let reason):
            self.init(.invalidRequest, "Google does not take the API key: \(reason)")
        case .notShared:
            self.init(
                .invalidRequest,
                "the sheet is not shared: let anyone with the link view it, then ask again")
        case .notFound:
            self.init(.notFound, "Google knows no spreadsheet with this id")
        case .noWorksheet(let names):
            self.init(
                .invalidRequest,
                "there is no such worksheet; there are "
                    + names.prefix(20).map(EngineError.quoted).joined(separator: ", "))
        case .tooLarge(let what):
            self.init(
                .tooLarge,
                "\(what): ask for fewer rows (max_rows), or download the sheet and import the file")
        case .busy(let seconds):
            self.init(
                .busy, "Google is asked too often: come again in \(seconds) s",
                retryAfterSeconds: seconds)
        case .refused(let reason):
            self.init(.invalidRequest, "Google refuses the question: \(reason)")
        case .unavailable(let reason):
            self.init(.unavailable, reason)
        }
        details["source"] = "google_sheets"
        details["reason"] = .string(error.code)
    }
}
