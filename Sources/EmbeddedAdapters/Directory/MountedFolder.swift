// Whether a folder can be made in another, found out without making one. Permissions alone do not say: root may write
// everywhere, also in the kernel's own file systems, which hold no folders of ours.

import Foundation

enum MountedFolder {
    /// File systems that are windows into the kernel.
    private static let kernelTypes: Set<String> = [
        "proc", "sysfs", "cgroup", "cgroup2", "debugfs", "tracefs", "securityfs", "bpf", "pstore",
        "efivarfs", "configfs", "devpts", "mqueue", "fusectl", "binfmt_misc", "nsfs", "selinuxfs",
    ]

    static func canHoldFolders(_ path: String) -> Bool {
        guard FileManager.default.isWritableFile(atPath: path),
            FileManager.default.isExecutableFile(atPath: path)
        else { return false }
        let mounts = (try? String(contentsOfFile: "/proc/self/mounts", encoding: .utf8)) ?? ""
        let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        return allowsFolders(real, mounts: mounts)
    }

    /// By the mount that the path lies in: the last of those with the longest name, as they cover each other. `mounts`:
    /// lines of device, folder, type, options; blanks in names as `\040`.
    static func allowsFolders(_ path: String, mounts: String) -> Bool {
        var (longest, isAllowed) = (0, true)
        for line in mounts.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count >= 4 else { continue }
            let folder = fields[1].replacing("\\040", with: " ")
            let inside = folder == "/" ? "/" : folder + "/"
            guard path == folder || path.hasPrefix(inside), folder.count >= longest else {
                continue
            }
            longest = folder.count
            isAllowed =
                !kernelTypes.contains(String(fields[2]))
                && !fields[3].split(separator: ",").contains("ro")
        }
        return isAllowed
    }
}
