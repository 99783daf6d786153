// What the doctor says of directories and settings, and that it leaves everything as it is.

import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: Program.isThere)) struct DoctorTests {
    private struct Check {
        var state: String
        var detail: String
        var remedy: String?
    }

    private struct Examination {
        var code: Int32
        var isHealthy: Bool
        var checks: [String: Check]
    }

    private func examine(
        _ path: String, environment: [String: String] = [:],
        _ location: SourceLocation = #_sourceLocation
    ) async throws -> Examination {
        // Ports of their own: the usual ones may be in use where tests run.
        let ports = ["SPICE_OMS_PORT": "0", "SPICE_BFF_PORT": "0", "SPICE_FUNNEL_PORT": "0"]
        let outcome = try await Program.run(
            ["doctor", "--data-dir", path, "--json"],
            environment: ports.merging(environment) { $1 })
        let json = try outcome.json(location)
        #expect(json["schema"] as? String == "spice-doctor/1", sourceLocation: location)
        let list = try #require(json["checks"] as? [[String: Any]], sourceLocation: location)
        var checks: [String: Check] = [:]
        for item in list {
            let name = try #require(item["name"] as? String, sourceLocation: location)
            checks[name] = Check(
                state: item["state"] as? String ?? "", detail: item["detail"] as? String ?? "",
                remedy: item["remedy"] as? String)
        }
        return Examination(
            code: outcome.code, isHealthy: json["isHealthy"] as? Bool ?? false, checks: checks)
    }

    @Test func aFolderThatIsNotThereIsFineAndIsNotMade() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.file("data")
            let result = try await examine(path)
            #expect(result.checks["directory"]?.state == "ok")
            #expect(result.checks["library.sqlite"]?.state == "ok")
            #expect(result.code == (result.isHealthy ? 0 : 1))
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }

    /// Root has every permission there, and still nothing can be made.
    @Test(arguments: ["/proc/spice-data", "/sys/spice-data", "/proc/self/deeper/down"])
    func aFolderOfTheKernelCannotHoldTheData(path: String) async throws {
        let check = try #require(try await examine(path).checks["directory"])
        #expect(check.state == "fail", "\(check)")
        #expect(check.remedy?.contains("--data-dir") == true)
    }

    @Test func directoriesThatCannotBeUsedFailWithARemedy() async throws {
        try await TemporaryFolder.with { folder in
            let file = try folder.write("hello", to: "file")
            let newer = folder.file("newer")
            let other = folder.file("other")
            for path in [newer, other] {
                try FileManager.default.createDirectory(
                    atPath: path, withIntermediateDirectories: true)
            }
            _ = try folder.write("9000\n", to: "newer/format")
            _ = try folder.write("mine", to: "other/letter.txt")
            for (path, name) in [
                (file, "directory"), (newer, "directory.format"), (other, "directory.format"),
            ] {
                let result = try await examine(path)
                let check = try #require(result.checks[name], "\(path)")
                #expect(check.state == "fail", "\(path): \(check)")
                #expect(check.remedy?.isEmpty == false)
                #expect(result.code == 1 && !result.isHealthy)
            }
        }
    }

    @Test func aRunningEngineIsNamedAndNotDisturbed() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.file("data")
            let up = try #require(try await UpProgram(path))
            let result = try await examine(path)
            let lock = try #require(result.checks["directory.lock"])
            #expect(lock.detail.contains("process \(up.program.pid) (up)"), "\(lock)")
            #expect(result.checks["directory.integrity"]?.state == "ok")
            let status = try await Program.run("status", "--data-dir", path)
            #expect(status.code == 0, "\(status)")
            #expect(await up.stop().code == 0)
            #expect(try await examine(path).checks["directory.lock"]?.detail == "free")
        }
    }

    @Test func damagedFilesAreSeenAndNothingIsChanged() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.file("data")
            try await Tables.small.imported().copy(to: path)
            try Data("not a database".utf8).write(to: URL(filePath: path + "/graph.db"))
            let before = try contents(path)
            let result = try await examine(path)
            #expect(result.checks["directory.integrity"]?.state == "warn", "it can be rebuilt")
            #expect(try contents(path) == before)
            let noise = Data(repeating: 7, count: 5000)
            try noise.write(to: URL(filePath: path + "/events.db"))
            let worse = try await examine(path)
            #expect(worse.checks["directory.integrity"]?.state == "fail")
            #expect(worse.checks["directory.integrity"]?.remedy?.contains("backup") == true)
            #expect(worse.code == 1)
        }
    }

    @Test func aBrokenConfigFileAndAForeignPortFail() async throws {
        try await TemporaryFolder.with { folder in
            let file = try folder.write("a: [", to: "config.yaml")
            let result = try await examine(
                folder.file("data"), environment: ["SPICE_CONFIG": file, "SPICE_BFF_PORT": "no"])
            #expect(result.checks["configuration"]?.state == "fail")
            #expect(result.checks["configuration"]?.detail.contains(file) == true)
            #expect(result.checks["port.bff"]?.state == "fail")
            #expect(result.code == 1)
        }
    }

    /// Every file with its bytes.
    private func contents(_ path: String) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: path) {
            files[name] = FileManager.default.contents(atPath: path + "/" + name) ?? Data()
        }
        return files
    }
}
