// How Google sheets are asked for, read from the settings: with which key and where. Without a key only requests that
// bring one are answered.

import Engine
import Foundation
import ServerAdapters

struct SheetsPlan: Sendable {
    let settings: GoogleSheetsSettings

    /// Throws `UsageError` when the settings cannot work.
    init(_ configuration: AppConfiguration) throws(UsageError) {
        let url = configuration.value("google_sheets_url") ?? GoogleSheetsSettings.standardURL
        guard let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased(),
            ["http", "https"].contains(scheme), parts.host?.isEmpty == false, parts.query == nil,
            parts.fragment == nil, parts.user == nil
        else {
            throw UsageError("google_sheets_url is http://host:port or https://host, not \(url)")
        }
        let unreadable = configuration.unreadableSecrets.first { $0.contains("GOOGLE_API_KEY") }
        if let unreadable { throw UsageError(unreadable) }
        settings = GoogleSheetsSettings(url: url, key: configuration.value("google_api_key"))
    }

    var source: any SheetSource { GoogleSheets(settings) }

    /// Sentences about what an operator may not have meant.
    var doubtful: [String] {
        guard settings.key != nil, TransportChecks.isPlainAndFar(settings.url) else { return [] }
        return ["google_sheets_url takes google_api_key to another machine without TLS"]
    }
}
