// The data directory: whether it can be used, who uses it, what its files look like, and how much room is left.

import EmbeddedAdapters
import Foundation

struct DirectoryChecks {
    /// Less free space than this stops the engine soon.
    static let leastFreeBytes = 64_000_000
    static let comfortableFreeBytes = 1_000_000_000

    let directory: DirectoryInspection

    func all() -> [DoctorCheck] {
        [place, format, lock, integrity, space].compactMap { $0 }
    }

    private var path: String { directory.path }

    private var place: DoctorCheck {
        let name = "directory"
        switch directory.place {
        case .absent(let canBeMade):
            return canBeMade
                ? .ok(name, "\(path) is not there yet; the first start makes it")
                : .fail(
                    name, "\(path) is not there and cannot be made",
                    "choose another with --data-dir, or let your user write above it")
        case .notAFolder:
            return .fail(name, "\(path) is a file", "choose another with --data-dir")
        case .folder(let isUsable, let mode, let owner):
            guard isUsable else {
                return .fail(
                    name, "\(path) of \(owner) cannot be read and written by this user",
                    "choose another with --data-dir, or change its owner or mode")
            }
            guard mode & 0o077 == 0 else {
                return .warn(
                    name, "\(path) is open to others (mode \(String(mode, radix: 8)))",
                    "chmod 700 \(path)")
            }
            return .ok(name, "\(path), private to \(owner)")
        }
    }

    private var isThere: Bool {
        if case .folder(true, _, _) = directory.place { return true }
        return false
    }

    private var format: DoctorCheck? {
        guard isThere else { return nil }
        let name = "directory.format"
        let known = EmbeddedDirectory.format
        switch directory.format {
        case .unwritten: return .ok(name, "empty; the first start writes format \(known)")
        case .foreign:
            return .fail(
                name, "\(path) holds files but no data of spice",
                "choose an empty folder with --data-dir")
        case .unreadable:
            return .fail(
                name, "the file 'format' holds no number", "restore the directory from a backup")
        case .number(let found) where found > known:
            return .fail(
                name, "format \(found), this version knows up to \(known)",
                "use the newer version of spice that wrote it")
        case .number(let found): return .ok(name, "format \(found)")
        }
    }

    private var lock: DoctorCheck? {
        guard isThere else { return nil }
        let name = "directory.lock"
        guard directory.isHeld else { return .ok(name, "free") }
        guard let holder = directory.holder else {
            return .ok(name, "held by a process that is just starting")
        }
        return .ok(
            name,
            "held by process \(holder.pid) (\(holder.command)) since \(holder.since); "
                + "subcommands attach to it")
    }

    private var integrity: DoctorCheck? {
        guard isThere, !directory.databases.isEmpty else { return nil }
        let name = "directory.integrity"
        let damaged = directory.databases.filter { $0.damage != nil }
        if let log = damaged.first(where: { $0.name == "events.db" }) {
            return .fail(
                name, "\(log.name) is damaged: \(log.damage ?? "")",
                "restore the directory from a backup; this file is the data")
        }
        if let model = damaged.first {
            return .warn(
                name, "\(model.name) is damaged: \(model.damage ?? "")",
                "start spice: it makes the file again from the log")
        }
        let names = directory.databases.map(\.name).joined(separator: ", ")
        let waiting = directory.databases.reduce(0) { $0 + $1.waitingBytes }
        let note = waiting > 0 ? "; \(Figures.bytes(waiting)) wait in write-ahead logs" : ""
        return .ok(name, "headers of \(names) are sound\(note); all of it: spice verify")
    }

    private var space: DoctorCheck {
        let name = "disk"
        var folder = path
        while !FileManager.default.fileExists(atPath: folder), folder.count > 1 {
            folder = (folder as NSString).deletingLastPathComponent
        }
        guard let free = DiskUsage.of(folder)?.free else {
            return .warn(name, "the free space of \(folder) is unknown", "look at df \(folder)")
        }
        let text = "\(Figures.bytes(free)) free for \(path)"
        if free < DirectoryChecks.leastFreeBytes {
            return .fail(name, text, "free some space, or choose another disk with --data-dir")
        }
        if free < DirectoryChecks.comfortableFreeBytes {
            return .warn(name, text, "free some space before a large import")
        }
        return .ok(name, text)
    }
}
