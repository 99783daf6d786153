// What is read out of /proc, and the tables that are made for an import.

import Foundation
import TestSupport
import Testing

@testable import Laboratory

@Suite struct MachineTests {
    @Test func theFilesystemIsThatOfTheLongestMountAboveTheFolder() {
        let mounts = """
            overlay / overlay rw 0 0
            /dev/vda /data ext4 rw 0 0
            tmpfs /data/fast tmpfs rw 0 0
            /dev/vdb /with\\040space xfs rw 0 0

            """
        func type(_ folder: String) -> String {
            MachineDescription.filesystem(of: folder, mounts: mounts)
        }
        #expect(type("/tmp/x") == "overlay")
        #expect(type("/data") == "ext4")
        #expect(type("/data/fast/x") == "tmpfs")
        #expect(type("/database") == "overlay")
        #expect(type("/with space/x") == "xfs")
        #expect(MachineDescription.filesystem(of: "/", mounts: "") == "unknown")
    }

    @Test func theProcessorAndTheMemoryAreFoundByTheirLines() {
        #expect(
            MachineDescription.cpu("processor\t: 0\nmodel name\t: AMD EPYC: 7\n") == "AMD EPYC: 7")
        #expect(MachineDescription.cpu("") == "unknown")
        #expect(ProcessUsage.residentBytes("VmSize:\t 9 kB\nVmRSS:\t   12 kB\n") == 12_288)
        #expect(ProcessUsage.residentBytes("") == 0)
        #expect(ProcessUsage.residentBytes() > 0)
    }

    @Test func theMachineThatRunsThisIsDescribed() {
        let machine = MachineDescription.current(dataFolder: "/tmp")
        #expect(machine.cores > 0)
        #expect(machine.memoryBytes > 0)
        #expect(machine.loadBefore.count == 3)
        #expect(!machine.kernel.contains("\n"))
    }

    @Test(arguments: [1, 100, 20_000]) func tablesHaveTheRowsAskedFor(rows: Int) async throws {
        try await TemporaryFolder.with { folder in
            let tables = GeneratedTables(rows: rows)
            #expect(tables.rows == max(rows, GeneratedTables.smallest))
            let paths = try tables.write(to: folder.path)
            let lines = try paths.map {
                try String(contentsOfFile: $0, encoding: .utf8).split(separator: "\n").count
            }
            #expect(lines.reduce(0) { $0 + $1 - 1 } == tables.rows)
            #expect(
                lines
                    == [tables.regions, tables.customers, tables.products, tables.orders]
                    .map { $0 + 1 })
        }
    }

    @Test func probesTakeAsManyTimesAsAskedForAndLeaveNothing() async throws {
        try await TemporaryFolder.with { folder in
            let disk = try DiskProbe(path: folder.file("probe")).run(count: 3)
            #expect(disk.count == 3)
            #expect(disk.p50 > 0)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
            #expect(try LoopbackProbe().run(count: 5).count == 5)
        }
    }
}
