// Compares a text with the one kept in a file beside the test. SPICE_RECORD_GOLDEN=1 writes the file instead and fails,
// so that no run passes by recording; review the difference before it is committed.

internal import Foundation
package import Testing

package enum GoldenFile {
    package static let variable = "SPICE_RECORD_GOLDEN"

    /// Compares with `Golden/<name>` beside the test's source file.
    package static func expect(
        _ text: String, _ name: String, beside source: String = #filePath,
        sourceLocation: SourceLocation = #_sourceLocation,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        let folder = URL(fileURLWithPath: source).deletingLastPathComponent()
            .appendingPathComponent("Golden")
        let file = folder.appendingPathComponent(name)
        if environment[variable] != nil {
            do {
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: file)
                Issue.record("recorded \(name)", sourceLocation: sourceLocation)
            } catch {
                Issue.record("cannot write \(name): \(error)", sourceLocation: sourceLocation)
            }
            return
        }
        guard let kept = try? Data(contentsOf: file) else {
            Issue.record(
                "there is no golden file \(name): run with \(variable)=1 and review it",
                sourceLocation: sourceLocation)
            return
        }
        if let difference = firstDifference(text, String(decoding: kept, as: UTF8.self)) {
            Issue.record("\(name) differs, \(difference)", sourceLocation: sourceLocation)
        }
    }

    /// The first line that differs, nil when both are equal.
    package static func firstDifference(_ text: String, _ kept: String) -> String? {
        guard Array(text.utf8) != Array(kept.utf8) else { return nil }
        let new = text.split(separator: "\n", omittingEmptySubsequences: false)
        let old = kept.split(separator: "\n", omittingEmptySubsequences: false)
        let same = zip(new, old).prefix { $0.utf8.elementsEqual($1.utf8) }.count
        let end: Substring = "(end)"
        let was = same < old.count ? old[same] : end
        let now = same < new.count ? new[same] : end
        return "line \(same + 1):\n  kept: \(was)\n  now:  \(now)"
    }
}
