// The port to a terminal. Two implementations: `CursesTerminal` (a real one) and `ScriptedTerminal`
// (keys from a list, screens kept), so that programs are tested without a pty.

package enum InputEvent: Hashable, Sendable {
    case key(Key)
    /// Text between paste brackets, or a burst too fast to be typed. Never to be read as keys.
    case paste(String)
    /// Wheel steps; positive is down.
    case scroll(lines: Int, at: Point)
    /// The terminal has this size, and wants to be drawn anew (also after ctrl-Z and ctrl-L).
    case resize(Size)
    /// A button of the mouse was pressed there; only while the mouse is wanted.
    case click(at: Point)
    /// How long the terminal took to take what was written before, and to say so.
    case drained(Duration)
    /// The terminal gained or lost the keyboard.
    case focus(Bool)
    /// A request to end from outside, with the signal's number.
    case terminate(signal: Int32)
    /// The terminal is gone: nothing can be shown or read any more.
    case hangup
}

package protocol Terminal: Sendable {
    /// Size and glyphs as they are now.
    var viewport: Viewport { get async }

    /// Hands over a screen and returns at once; when screens come faster than the terminal takes
    /// them, only the latest is shown. A screen of another size than the terminal's is not
    /// shown: it was made before a `resize` that the caller has not read yet.
    func show(_ screen: Screen, theme: Theme) async

    /// Asks the terminal to put a text on the clipboard of the person in front of it. Whether it
    /// did cannot be known; false when the text is too long to ask.
    func copy(_ text: String) async -> Bool

    /// Takes reports of the mouse, or leaves the mouse to the terminal, as it does at first.
    func useMouse(_ isOn: Bool) async

    /// Waits for the next event. After `hangup` it always answers `hangup`. Ends with `hangup`
    /// when the calling task is cancelled.
    func nextEvent() async -> InputEvent
}

extension Terminal {
    package func useMouse(_ isOn: Bool) async {}
}
