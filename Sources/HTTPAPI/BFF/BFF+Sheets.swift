// BFF: Google Sheets. Without a way to the outside these routes say so: 501 with the reason, never an invented answer.

internal import Engine
internal import JSONText
internal import WireFormat

extension BFF {
    static func sheetRoutes() -> [Route] {
        let connector = "/api/v1/connectors/google-sheets"
        let database = "/api/v1/database/{db}"
        let all: [(Endpoint.Method, String, String)] = [
            (.post, "/api/v1/data-connectors/google-sheets/grid", "sheetGrid"),
            (.post, "/api/v1/data-connectors/google-sheets/preview", "sheetPreview"),
            (.post, connector + "/register", "registerSheet"),
            (.get, connector + "/registered", "registeredSheets"),
            (.get, connector + "/{sheet}/preview", "registeredSheetPreview"),
            (.delete, connector + "/{sheet}", "removeSheet"),
            (.post, database + "/suggest-schema-from-google-sheets", "suggestSchemaFromSheet"),
            (.post, database + "/suggest-mappings-from-google-sheets", "suggestMappingsFromSheet"),
            (.post, database + "/import-from-google-sheets/dry-run", "importSheetDryRun"),
            (.post, database + "/import-from-google-sheets/commit", "importSheet"),
        ]
        return all.map { method, path, name in
            sheet(method, path, name, style: .list)
        }
    }

    static func sheet(
        _ method: Endpoint.Method, _ path: String, _ name: String, style: ShapeStyle
    ) -> Route {
        Route(
            Endpoint(
                method, path, name, group: "google sheets",
                "Not built: no Google API key can be configured. Always 501.", failures: [501]
            ).doing(.reads), style: style
        ) { (_) throws(WireError) in
            throw WireError(
                EngineError(
                    .unsupported,
                    "no Google API key is configured and this build cannot ask Google: download "
                        + "the sheet as CSV and import the file"))
        }
    }
}
