// A program on a pseudo terminal of its own, as a person's shell would start it: every read is stamped, the questions
// that terminals answer are answered. Blocking: for threads outside of the pool.

import Foundation
import Glibc
import Processes
import Synchronization

final class BenchTerminal: Sendable {
    struct Chunk: Sendable {
        var at: ContinuousClock.Instant
        var bytes: [UInt8]
    }

    private struct State {
        var chunks: [Chunk] = []
        var isOver = false
    }

    let startedAt: ContinuousClock.Instant
    let columns: Int
    let rows: Int
    private let child: ChildProcess
    private let master: Int32
    private let state = Mutex(State())

    /// `bytesPerSecond`: how fast the terminal takes what is written; nil: at once.
    init(
        _ command: [String], columns: Int, rows: Int, environment: [String: String] = [:],
        folder: String? = nil, bytesPerSecond: Int? = nil
    ) throws(LaboratoryError) {
        var size = winsize(
            ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        var ends: (Int32, Int32) = (-1, -1)
        guard unsafe openpty(&ends.0, &ends.1, nil, nil, &size) == 0,
            let name = try? FileManager.default.destinationOfSymbolicLink(
                atPath: "/proc/self/fd/\(ends.1)")
        else { throw .probeFailed("openpty") }
        master = ends.0
        (self.columns, self.rows) = (columns, rows)
        _ = fcntl(master, F_SETFD, FD_CLOEXEC)
        startedAt = .now
        defer { Glibc.close(ends.1) }
        do throws(LaunchFailure) {
            child = try ChildProcess(Self.launch(command, on: name, environment, folder))
        } catch {
            Glibc.close(ends.0)
            throw .probeFailed("starting \(command.first ?? "")")
        }
        let rate = bytesPerSecond
        Thread.detachNewThread { self.read(rate) }
    }

    /// A session of its own whose first terminal is the pty.
    private static func launch(
        _ command: [String], on terminal: String, _ environment: [String: String],
        _ folder: String?
    ) -> Launch {
        var launch = Launch(command.first ?? "", Array(command.dropFirst()))
        var variables = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("SPICE_") }
        variables.merge(["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"]) { $1 }
        launch.environment = variables.merging(environment) { $1 }
        launch.folder = folder
        launch.leadsSession = true
        launch.input = .terminal(terminal)
        (launch.output, launch.errors) = (.terminal(terminal), .likeOutput)
        return launch
    }

    private func read(_ rate: Int?) {
        var buffer = [UInt8](repeating: 0, count: rate.map { max(1, $0 / 100) } ?? 65_536)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes {
                unsafe Glibc.read(master, $0.baseAddress, $0.count)
            }
            guard count > 0 else { break }
            let bytes = Array(buffer[..<count])
            state.withLock { $0.chunks.append(Chunk(at: .now, bytes: bytes)) }
            answer(bytes)
            if let rate { usleep(UInt32(count * 1_000_000 / rate)) }
        }
        state.withLock { $0.isOver = true }
    }

    private func answer(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        let answers = [
            ("\u{1B}[5n", "\u{1B}[0n"), ("\u{1B}[6n", "\u{1B}[1;1R"),
            ("\u{1B}[c", "\u{1B}[?62;22c"),
            ("\u{1B}[>c", "\u{1B}[>1;4000;0c"),
        ]
        for (question, answer) in answers where text.contains(question) { send(answer) }
    }

    func send(_ text: String) {
        let bytes = Array(text.utf8)
        _ = unsafe bytes.withUnsafeBytes { unsafe write(master, $0.baseAddress, $0.count) }
    }

    var chunks: [Chunk] { state.withLock { $0.chunks } }
    var isOver: Bool { state.withLock { $0.isOver } }
    var byteCount: Int { state.withLock { $0.chunks.reduce(0) { $0 + $1.bytes.count } } }

    /// What it has used and holds now.
    var usage: ProcessReading { ProcessReading(process: child.pid) }

    /// Ends it and everything it may have started in its session.
    func close() {
        child.sendToGroup(SIGKILL)
        child.wait()
        Glibc.close(master)
    }
}
