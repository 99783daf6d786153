// A program under a shell on a pseudo terminal: types, waits for text, reads what came. The shell
// prints the exit status and the modes before and after, as a person's shell would find them.

import Foundation
import Glibc
import Synchronization
import Testing

final class PseudoTerminal: Sendable {
    private struct State {
        var output: [UInt8] = []
        var isOver = false
        var isHungUp = false
        var waiters: [(isMet: @Sendable (String) -> Bool, go: CheckedContinuation<Void, Never>)] =
            []
    }

    private let master: Int32
    private let state = Mutex(State())

    /// Runs a script of `sh` on a fresh terminal, as leader of a session of its own.
    init(script: String, environment: [String: String], columns: Int = 80, rows: Int = 24) throws {
        var ends: (Int32, Int32) = (-1, -1)
        var size = winsize(
            ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        let opened = unsafe openpty(&ends.0, &ends.1, nil, nil, &size)
        try #require(opened == 0)
        master = ends.0
        _ = fcntl(master, F_SETFD, FD_CLOEXEC)
        let slave = FileHandle(fileDescriptor: ends.1, closeOnDealloc: true)
        let process = Process()
        // Signals ignored by whoever started the tests would be ignored by the program too.
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "--default-signal", "setsid", "--ctty", "--wait", "/bin/sh", "-c", script,
        ]
        process.environment = environment
        process.standardInput = slave
        process.standardOutput = slave
        process.standardError = slave
        try process.run()
        Thread.detachNewThread { self.read() }
    }

    private func read() {
        var buffer = [UInt8](repeating: 0, count: 65536)
        while waitForOutput() {
            let count = unsafe buffer.withUnsafeMutableBytes {
                unsafe Glibc.read(master, $0.baseAddress, $0.count)
            }
            if count <= 0 { break }
            take(buffer[..<count], isOver: false)
        }
        close(master)
        take([], isOver: true)
    }

    /// False once hung up. Whoever reads must also close: a read in progress keeps a terminal open.
    private func waitForOutput() -> Bool {
        while !state.withLock({ $0.isHungUp }) {
            var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            if unsafe poll(&ready, 1, 20) > 0 { return true }
        }
        return false
    }

    private func take(_ bytes: ArraySlice<UInt8>, isOver: Bool) {
        let ready = state.withLock { state in
            state.output += bytes
            state.isOver = state.isOver || isOver
            let text = String(decoding: state.output, as: UTF8.self)
            let ready = state.waiters.filter { state.isOver || $0.isMet(text) }
            state.waiters.removeAll { state.isOver || $0.isMet(text) }
            return ready
        }
        for waiter in ready { waiter.go.resume() }
    }

    var text: String { state.withLock { String(decoding: $0.output, as: UTF8.self) } }

    /// Waits until the output holds a text (from `start` on, in characters of output).
    @discardableResult
    func wait(for part: String) async -> String {
        await withCheckedContinuation { go in
            let isMet = state.withLock { state in
                let text = String(decoding: state.output, as: UTF8.self)
                if state.isOver || text.contains(part) { return true }
                state.waiters.append(({ $0.contains(part) }, go))
                return false
            }
            if isMet { go.resume() }
        }
        return text
    }

    func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = unsafe bytes.withUnsafeBytes { unsafe write(master, $0.baseAddress, $0.count) }
    }

    func resize(columns: Int, rows: Int) {
        var size = winsize(
            ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = unsafe ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    func hangUp() { state.withLock { $0.isHungUp = true } }
}
