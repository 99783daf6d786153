// Faults of the world around the program, put there on purpose: the checks must notice them.

internal import Foundation

package enum ChaosPlant: String, Hashable, Sendable, CaseIterable {
    /// In the end the log is what it was in the middle.
    case oldLog = "old-log"

    private static let files = ["events.db", "events.db-wal"]

    /// Keeps the log as it is now, taken while nobody has it open.
    func prepare(_ rig: ChaosRig, _ stage: ChaosStage) async throws {
        guard let folder = rig.logFolder else { return }
        try await stage.whileEnded {
            for file in Self.files {
                try? FileManager.default.copyItem(
                    atPath: "\(folder)/\(file)", toPath: "\(rig.folder)/old-\(file)")
            }
        }
    }

    /// Puts it back.
    func strike(_ rig: ChaosRig, _ stage: ChaosStage) async throws {
        guard let folder = rig.logFolder else { return }
        try await stage.whileEnded {
            for file in Self.files {
                try? FileManager.default.removeItem(atPath: "\(folder)/\(file)")
                try? FileManager.default.copyItem(
                    atPath: "\(rig.folder)/old-\(file)", toPath: "\(folder)/\(file)")
            }
        }
    }
}
