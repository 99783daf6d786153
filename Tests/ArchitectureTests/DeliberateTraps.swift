// The files that end the program on purpose: to prove that the terminal survives it.

enum DeliberateTraps {
    static let files: Set<String> = ["Sources/CursesTerminal/TerminalProbe.swift"]

    static func allows(_ violation: Violation) -> Bool {
        violation.what == "fatalError" && files.contains(violation.path)
    }
}
