// A program under a shell on a pseudo terminal: types, waits for text, reads what came. The shell
// prints the exit status and the modes before and after, as a person's shell would find them.

internal import Foundation
internal import Glibc
package import Laboratory
internal import Processes
internal import Synchronization
internal import TerminalUI

package final class PseudoTerminal: Sendable {
    package struct CannotOpen: Error {}

    /// A slow line between the terminal and the program.
    package struct Link: Sendable {
        package var bytesPerSecond: Int
        /// From a key to the program and from its answer back, together.
        package var roundTrip: Duration

        package init(bytesPerSecond: Int, roundTrip: Duration) {
            self.bytesPerSecond = bytesPerSecond
            self.roundTrip = roundTrip
        }
    }

    private struct Waiter {
        var id: Int
        var isMet: @Sendable (borrowing State) -> Bool
        var go: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var output: [UInt8] = []
        var screen: VirtualScreen
        var isOver = false
        var isHungUp = false
        var waiters: [Waiter] = []
        var waits = 0
        /// Waits whose time was up before they had begun.
        var late: Set<Int> = []
        /// When the last bytes came.
        var lastOutput = ContinuousClock.now

        func holds(_ part: [UInt8]) -> Bool {
            output.contains(part)
        }
    }

    private let master: Int32
    private let link: Link?
    private let state: Mutex<State>
    /// Whether the descriptor may still be used: its number is given to somebody else once it is closed.
    private let isOpen = Mutex(true)

    /// Runs a script of `sh` on a fresh terminal, as leader of a session of its own.
    package init(
        script: String, environment: [String: String], columns: Int = 80, rows: Int = 24,
        link: Link? = nil
    ) throws {
        var ends: (Int32, Int32) = (-1, -1)
        var size = winsize(
            ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        guard unsafe openpty(&ends.0, &ends.1, nil, nil, &size) == 0,
            let name = try? FileManager.default.destinationOfSymbolicLink(
                atPath: "/proc/self/fd/\(ends.1)")
        else { throw CannotOpen() }
        master = ends.0
        self.link = link
        let screen = VirtualScreen(columns: columns, rows: rows) { CellWidth.of($0) }
        state = Mutex(State(screen: screen))
        _ = fcntl(master, F_SETFD, FD_CLOEXEC)
        defer { _ = close(ends.1) }
        var launch = Launch("/bin/sh", ["-c", script])
        launch.environment = environment
        launch.leadsSession = true
        launch.input = .terminal(name)
        (launch.output, launch.errors) = (.terminal(name), .likeOutput)
        _ = try ChildProcess(launch)
        Thread.detachNewThread { self.read() }
    }

    private func read() {
        var buffer = [UInt8](repeating: 0, count: link == nil ? 65536 : 512)
        while waitForOutput() {
            let count = unsafe buffer.withUnsafeMutableBytes {
                unsafe Glibc.read(master, $0.baseAddress, $0.count)
            }
            if count <= 0 { break }
            if let link {
                Thread.sleep(forTimeInterval: Double(count) / Double(link.bytesPerSecond))
            }
            take(buffer[..<count], isOver: false)
            // A terminal says that all is well once it has taken what came before.
            if buffer[..<count].contains(Array("\u{1B}[5n".utf8)) { type("\u{1B}[0n") }
        }
        isOpen.withLock { isOpen in
            isOpen = false
            _ = close(master)
        }
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
            state.screen.feed(bytes)
            state.lastOutput = .now
            state.isOver = state.isOver || isOver
            let now = state
            let ready = now.waiters.map { ($0, $0.isMet(now)) }.filter { $1 || now.isOver }
            let ids = Set(ready.map(\.0.id))
            state.waiters.removeAll { ids.contains($0.id) }
            return ready
        }
        for (waiter, isMet) in ready { waiter.go.resume(returning: isMet) }
    }

    /// Everything that came, as text.
    package var text: String { String(decoding: bytes, as: UTF8.self) }
    package var bytes: [UInt8] { state.withLock { $0.output } }
    package var screen: VirtualScreen { state.withLock { $0.screen } }
    package var isOver: Bool { state.withLock { $0.isOver } }
    package var lastOutput: ContinuousClock.Instant { state.withLock { $0.lastOutput } }

    /// Waits until the output holds a text, or is over; at most half a minute. The whole output.
    @discardableResult
    package func wait(for part: String, seconds: Double = 30) async -> String {
        let bytes = Array(part.utf8)
        _ = await wait(seconds) { $0.holds(bytes) }
        return text
    }

    /// Waits until the screen is as it should be; false when it never was.
    package func shows(
        seconds: Double = 30, _ isMet: @escaping @Sendable (VirtualScreen) -> Bool
    ) async -> Bool {
        await wait(seconds) { isMet($0.screen) }
    }

    /// Waits until nobody holds the terminal any more.
    package func ended(seconds: Double = 30) async -> Bool {
        await wait(seconds) { $0.isOver }
    }

    private func wait(
        _ seconds: Double, _ isMet: @escaping @Sendable (borrowing State) -> Bool
    ) async -> Bool {
        let id = state.withLock { state in
            state.waits += 1
            return state.waits
        }
        let guardian = Task {
            guard (try? await Task.sleep(for: .seconds(seconds))) != nil else { return }
            let waiter: Waiter? = state.withLock { state in
                guard let index = state.waiters.firstIndex(where: { $0.id == id }) else {
                    state.late.insert(id)
                    return nil
                }
                return state.waiters.remove(at: index)
            }
            waiter?.go.resume(returning: false)
        }
        defer { guardian.cancel() }
        return await withCheckedContinuation { go in
            let answer: Bool? = state.withLock { state in
                if isMet(state) { return true }
                if state.isOver || state.late.contains(id) { return false }
                state.waiters.append(Waiter(id: id, isMet: isMet, go: go))
                return nil
            }
            if let answer { go.resume(returning: answer) }
        }
    }

    package func type(_ text: String) { send(Array(text.utf8)) }

    /// Over a slow line it is on its way for the whole round trip; what is typed first arrives first.
    package func send(_ bytes: [UInt8]) {
        guard let link else { return sendNow(bytes) }
        Task.detached {
            try? await Task.sleep(for: link.roundTrip)
            self.sendNow(bytes)
        }
    }

    /// Nothing once the terminal is gone.
    private func sendNow(_ bytes: [UInt8]) {
        isOpen.withLock { isOpen in
            guard isOpen else { return }
            _ = unsafe bytes.withUnsafeBytes { unsafe write(master, $0.baseAddress, $0.count) }
        }
    }

    package func resize(columns: Int, rows: Int) {
        var size = winsize(
            ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        state.withLock { $0.screen.resize(columns: columns, rows: rows) }
        isOpen.withLock { isOpen in
            if isOpen { _ = unsafe ioctl(master, UInt(TIOCSWINSZ), &size) }
        }
    }

    package func hangUp() { state.withLock { $0.isHungUp = true } }
}
