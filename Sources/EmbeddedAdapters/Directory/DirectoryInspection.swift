// A data directory looked at from outside: nothing is made, opened for writing or locked, so it may be in use.

package import Foundation

package struct DirectoryInspection: Sendable {
    package enum Place: Hashable, Sendable {
        /// Not there; whether the nearest folder above lets this user make it.
        case absent(canBeMade: Bool)
        case notAFolder
        case folder(isUsable: Bool, mode: Int, owner: String)
    }

    package enum Format: Hashable, Sendable {
        /// No format file, and nothing else either.
        case unwritten
        /// Other people's files.
        case foreign
        case number(Int)
        case unreadable
    }

    package struct DatabaseFile: Hashable, Sendable {
        package var name: String
        package var bytes: Int
        /// What has been committed but not yet moved into the file itself.
        package var waitingBytes: Int
        /// Why it is damaged; nil: nothing was seen.
        package var damage: String?
        package var changedAt: Date
    }

    package let path: String
    package let place: Place
    package let format: Format
    /// Who has it, as the lock file says; `isHeld` is what the system says.
    package let holder: LockHolder?
    package let isHeld: Bool
    package let databases: [DatabaseFile]

    package init(path: String) {
        self.path = path
        place = DirectoryInspection.place(path)
        guard case .folder(true, _, _) = place else {
            format = .unwritten
            holder = nil
            isHeld = false
            databases = []
            return
        }
        format = DirectoryInspection.format(path)
        let lock = path + "/lock"
        let number = FileManager.default.number(of: .systemFileNumber, at: lock) ?? -1
        let locks = (try? String(contentsOfFile: "/proc/locks", encoding: .utf8)) ?? ""
        let named = FileManager.default.contents(atPath: lock).flatMap { LockHolder([UInt8]($0)) }
        // The system's list may change while it is read. A holder empties the file when it lets go, so a name in it
        // whose process lives is a holder as well.
        let isAlive = named.map { FileManager.default.fileExists(atPath: "/proc/\($0.pid)") }
        isHeld =
            DirectoryInspection.isLocked(inode: number, locks: locks) || isAlive == true
        holder = isHeld ? named : nil
        let isInUse = isHeld
        databases = ["events.db", "graph.db", "documents.db", "lineage.db"].compactMap {
            DirectoryInspection.database($0, in: path, isInUse: isInUse)
        }
    }

    private static func place(_ path: String) -> Place {
        let files = FileManager.default
        guard files.fileExists(atPath: path) else {
            var above = (path as NSString).deletingLastPathComponent
            while !files.fileExists(atPath: above), above.count > 1 {
                above = (above as NSString).deletingLastPathComponent
            }
            return .absent(canBeMade: isFolder(above) && MountedFolder.canHoldFolders(above))
        }
        guard isFolder(path) else { return .notAFolder }
        let isUsable =
            files.isReadableFile(atPath: path) && files.isWritableFile(atPath: path)
            && files.isExecutableFile(atPath: path)
        let owner = try? files.attributesOfItem(atPath: path)[.ownerAccountName] as? String
        return .folder(
            isUsable: isUsable, mode: files.number(of: .posixPermissions, at: path) ?? 0,
            owner: owner ?? "?")
    }

    private static func format(_ path: String) -> Format {
        guard let content = FileManager.default.contents(atPath: path + "/format") else {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
            let isEmpty = names.allSatisfy {
                $0 == "lock" || $0 == "format.part" || $0.hasPrefix(".")
            }
            return isEmpty ? .unwritten : .foreign
        }
        let text = String(decoding: content, as: UTF8.self)
        let number = Int(text.trimmingCharacters(in: .whitespacesAndNewlines))
        return number.map { .number($0) } ?? .unreadable
    }

    /// Whether a lock of `flock` on this file stands in the system's list (`/proc/locks`).
    static func isLocked(inode: Int, locks: String) -> Bool {
        locks.split(separator: "\n").contains { line in
            let fields = line.split(separator: " ")
            guard fields.count > 5, fields[1] == "FLOCK" else { return false }
            return fields[5].split(separator: ":").last.flatMap { Int($0) } == inode
        }
    }

    private static func database(_ name: String, in folder: String, isInUse: Bool)
        -> DatabaseFile?
    {
        let path = folder + "/" + name
        let files = FileManager.default
        guard let bytes = files.number(of: .size, at: path) else { return nil }
        let waiting = files.number(of: .size, at: path + "-wal") ?? 0
        let changed = try? files.attributesOfItem(atPath: path)[.modificationDate] as? Date
        // While it is written, header and length need not agree.
        let isSettled = !isInUse && waiting == 0
        return DatabaseFile(
            name: name, bytes: bytes, waitingBytes: waiting,
            damage: DatabaseHeader.damage(
                DatabaseHeader.read(path), bytes: bytes, isSettled: isSettled),
            changedAt: changed ?? .distantPast)
    }
}

extension FileManager {
    fileprivate func number(of key: FileAttributeKey, at path: String) -> Int? {
        ((try? attributesOfItem(atPath: path))?[key] as? NSNumber)?.intValue
    }
}
