// The one thread that owns ncurses: sets the terminal up, waits in one poll for keys, screens and
// signals, puts the terminal back. Between two of them it sleeps; there is no timeout.

import CNcurses
import CTerminalRescue
import Glibc
import TerminalUI

struct CursesThread {
    private let options: CursesTerminal.Options
    private let tty: Int32
    private let kind: TerminalKind
    private let mailbox: CursesMailbox
    private var painter: CursesPainter
    private var reader = CursesKeyReader()
    private var meter = DrainMeter()
    private var hasMouse = false

    /// Signals that ask the program to end. Each has a second to be answered.
    private static let endings = [SIGTERM, SIGINT, SIGHUP, SIGQUIT]
    private static let mostInABurst = 100_000
    /// Milliseconds to wait for the last reports of a mouse.
    private static let mostOfTheMouse: Int32 = 300

    /// Sets everything up, or leaves everything as it was.
    init(_ options: CursesTerminal.Options) throws(CursesError) {
        self.options = options
        tty = try Self.openTerminal()
        do throws(CursesError) {
            let isUTF8 = LibraryWidth.useLocale(wantsUTF8: options.glyphs == .unicode)
            kind = try TerminalKind.load(options.term, tty: tty)
            try Self.arm(kind, tty)
            Self.takeSignals()
            guard unsafe spice_curses_open(kind.name, tty) == 1 else {
                throw CursesError.unusable(term: kind.name)
            }
            spice_curses_set_modes(tty, Int32(options.escapeDelayMilliseconds))
            painter = CursesPainter(
                depth: options.depth,
                // Without colours not even the sequence that resets them is sent.
                colors: options.depth == .mono ? 0 : Int(spice_curses_start_colors()))
            let size = Self.size(of: tty)
            spice_curses_resize(Int32(size.rows), Int32(size.columns))
            mailbox = CursesMailbox(
                viewport: Viewport(
                    size: size, glyphs: isUTF8 ? options.glyphs : .ascii))
        } catch {
            Self.release(tty)
            throw error
        }
        write(kind.enterModes)
    }

    /// The way to this thread for the others.
    var door: CursesMailbox { mailbox }
    var note: String? { kind.note }

    /// Works until told to close. The terminal is back in order when this returns.
    mutating func run() {
        while true {
            let ready = spice_wake_wait(tty, -1)
            if ready & Int32(spice_wake_byte) != 0 { takeBytes() }
            if ready & Int32(spice_wake_input) != 0 {
                readKeys()
            } else if ready & Int32(spice_wake_gone) != 0 {
                return endWithoutTerminal()
            }
            let order = mailbox.takeOrder()
            if order.isClosing { break }
            write(order.bytes)
            if let mouse = order.mouse { useMouse(mouse) }
            // A screen of another size was made before a resize; the right one is on its way.
            if let (screen, theme) = order.screen, screen.size == mailbox.viewport.size {
                // What took no bytes says nothing about the way, and silence costs nothing.
                let isChanged = painter.show(screen, theme)
                if isChanged, options.measuresDrain, meter.asks(at: .now) { write(kind.askState) }
            }
        }
        leaveModes()
        readRest()
        spice_curses_close()
        Self.release(tty)
    }

    private mutating func takeBytes() {
        var isResized = false
        while case let byte = spice_wake_read(), byte >= 0 {
            switch byte {
            case 0: break
            case SIGWINCH: isResized = true
            case SIGTSTP: suspend()
            case SIGCONT: comeBack()
            default: mailbox.post(.terminate(signal: byte))
            }
        }
        // Also when the size is what it was: a terminal that was smaller for a moment has lost its text.
        if isResized { redraw() }
    }

    private mutating func readKeys() {
        guard spice_tty_pending(tty) > 0 else {
            // Readable and nothing to read: end of file. Sleep would be a busy loop from now on.
            return endWithoutTerminal()
        }
        for event in readEvents() {
            switch event {
            case .key(.control("z")): suspend()
            case .key(.control("l")): redraw()
            default: mailbox.post(event)
            }
        }
        if reader.hasAnswered {
            reader.hasAnswered = false
            if let time = meter.answered(at: .now) { mailbox.post(.drained(time)) }
        }
    }

    /// What is there; of a text that comes as a burst, all of it.
    private mutating func readEvents() -> [InputEvent] {
        var events: [InputEvent] = []
        while let event = reader.next() { events.append(event) }
        guard PasteBurst.mayGoOn(events) else { return events }
        var ready = pollfd(fd: tty, events: Int16(POLLIN), revents: 0)
        while events.count < Self.mostInABurst, unsafe poll(&ready, 1, 10) > 0,
            spice_tty_pending(tty) > 0
        {
            while let event = reader.next() { events.append(event) }
        }
        return PasteBurst(isBracketing: kind.hasPaste).joined(events)
    }

    /// What is still on its way, an answer or reports of the mouse, would stand on the shell's line: it is read before,
    /// while nothing is echoed.
    private mutating func readRest() {
        let start = ContinuousClock.now
        var patience = meter.patience(at: start) ?? 0
        if hasMouse { patience = max(patience, Self.mostOfTheMouse) }
        var ready = pollfd(fd: tty, events: Int16(POLLIN), revents: 0)
        while ContinuousClock.now - start < .milliseconds(patience) {
            // A mouse that is told to be quiet is, a moment later.
            let pause = hasMouse && patience == Self.mostOfTheMouse ? 60 : patience
            guard unsafe poll(&ready, 1, pause) > 0, spice_tty_pending(tty) > 0 else { return }
            while reader.next() != nil {}
            if reader.hasAnswered && !hasMouse { return }
        }
    }

    private mutating func useMouse(_ isOn: Bool) {
        guard isOn != hasMouse else { return }
        hasMouse = isOn
        spice_curses_take_mouse(isOn ? 1 : 0)
        write(isOn ? kind.enterMouse : kind.leaveMouse)
    }

    private func enterModes() { write(kind.enterModes + (hasMouse ? kind.enterMouse : "")) }
    private func leaveModes() { write((hasMouse ? kind.leaveMouse : "") + kind.leaveModes) }

    /// The terminal is gone: say so and wait for the order to close, asking the pipe only.
    private mutating func endWithoutTerminal() {
        mailbox.post(.hangup)
        spice_rescue_deadline(1, 128 + SIGHUP)
        while !mailbox.takeOrder().isClosing {
            if spice_wake_wait(-1, -1) & Int32(spice_wake_byte) != 0 {
                while spice_wake_read() >= 0 {}
            }
        }
        Self.release(tty)
    }

    private mutating func suspend() {
        leaveModes()
        spice_curses_leave()
        spice_stop_process()
        comeBack()
    }

    /// Takes the terminal again: also after others stopped the process, whose shell then changed the modes.
    private mutating func comeBack() {
        spice_curses_return()
        enterModes()
        redraw()
    }

    /// Everything anew: after others have written on the terminal. The event makes the program draw.
    private mutating func redraw() {
        let size = Self.size(of: tty)
        spice_curses_resize(Int32(size.rows), Int32(size.columns))
        painter.forget()
        mailbox.post(.resize(size))
    }

    private func write(_ text: String) {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty else { return }
        _ = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(tty, $0.baseAddress, $0.count) }
    }
}

extension CursesThread {
    private static func openTerminal() throws(CursesError) -> Int32 {
        let tty = unsafe open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
        if tty >= 0 { return tty }
        guard isatty(STDIN_FILENO) == 1 else { throw .noTerminal }
        let copy = dup(STDIN_FILENO)
        guard copy >= 0 else { throw .system(what: "opening the terminal", errno: errno) }
        return copy
    }

    private static func arm(_ kind: TerminalKind, _ tty: Int32) throws(CursesError) {
        var problem = spice_wake_open()
        guard problem == 0 else { throw .system(what: "making the wake pipe", errno: problem) }
        problem = spice_rescue_divert_stderr()
        guard problem == 0 else { throw .system(what: "keeping stderr", errno: problem) }
        let reset = Array(kind.reset.utf8)
        problem = unsafe reset.withUnsafeBufferPointer { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) {
                unsafe spice_rescue_arm(tty, $0.baseAddress, $0.count)
            }
        }
        guard problem == 0 else { throw .system(what: "saving the modes", errno: problem) }
    }

    /// Before ncurses does: it leaves signals alone that have a handler.
    private static func takeSignals() {
        _ = spice_wake_on_signal(SIGWINCH, 0)
        _ = spice_wake_on_signal(SIGTSTP, 0)
        _ = spice_wake_on_signal(SIGCONT, 0)
        for signal in endings { _ = spice_wake_on_signal(signal, 1) }
    }

    private static func release(_ tty: Int32) {
        spice_wake_forget_signals()
        spice_rescue_disarm()
        spice_rescue_return_stderr()
        spice_wake_close()
        close(tty)
    }

    private static func size(of tty: Int32) -> Size {
        var rows: Int32 = 0
        var columns: Int32 = 0
        guard unsafe spice_tty_size(tty, &rows, &columns) == 1 else {
            return Size(columns: 80, rows: 24)
        }
        return Size(columns: Int(columns), rows: Int(rows))
    }
}
