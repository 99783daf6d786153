// Programs that are started: what they get, what comes of them, and what stays behind. All of them are `sh`.

import Foundation
import Glibc
import Processes
import TestSupport
import Testing

@Suite struct ChildProcessTests {
    /// A shell script, its output ours.
    private func script(_ text: String, _ arguments: String...) -> Launch {
        var launch = Launch("/bin/sh", ["-c", text, "sh"] + arguments)
        launch.output = .pipe
        return launch
    }

    private func said(_ launch: Launch) throws -> String {
        let child = try ChildProcess(launch)
        let text = String(decoding: child.output?.readToEnd() ?? [], as: UTF8.self)
        #expect(child.wait() == .exited(0))
        return text
    }

    /// Zombies too.
    private func isThere(_ pid: Int32) -> Bool { kill(pid, 0) == 0 || errno != ESRCH }

    @Test func itTellsHowItEnded() throws {
        #expect(try ChildProcess(script("exit 0")).wait() == .exited(0))
        #expect(try ChildProcess(script("exit 7")).wait() == .exited(7))
        let killed = try ChildProcess(script("kill -KILL $$")).wait()
        #expect(killed == .killed(signal: SIGKILL) && killed.code == 137)
    }

    @Test func whatCannotBeStartedIsRefusedWithTheSystemsWords() {
        for launch in [Launch("/dev/null/program"), Launch("/")] {
            let failure = #expect(throws: LaunchFailure.self) { try ChildProcess(launch) }
            #expect(failure?.program == launch.program && failure?.reason.isEmpty == false)
        }
        var launch = Launch("/bin/sh", ["-c", "exit 0"])
        launch.folder = "/dev/null/folder"
        #expect(throws: LaunchFailure.self) { try ChildProcess(launch) }
    }

    @Test func aNameIsLookedForOnThePath() throws {
        var launch = Launch("sh", ["-c", "echo here"])
        launch.output = .pipe
        #expect(try said(launch) == "here\n")
    }

    @Test func argumentsEnvironmentAndFolderArriveAsTheyAre() async throws {
        try await TemporaryFolder.with { folder in
            var launch = script(#"printf '%s|%s|%s|' "$1" "$2" "$WORD"; pwd -P"#, "a b", "é\"$'")
            launch.environment = ["WORD": "x=y z"]
            launch.folder = folder.path
            let place = URL(filePath: folder.path).resolvingSymlinksInPath().path
            let text = try said(launch)
            #expect(text == "a b|é\"$'|x=y z|\(place)\n")
        }
    }

    @Test func bothOutputsCanBeOne() throws {
        var launch = script("echo one; echo two >&2; echo three")
        launch.errors = .likeOutput
        #expect(try said(launch) == "one\ntwo\nthree\n")
    }

    @Test func errorsHaveAPipeOfTheirOwn() throws {
        var launch = script("echo one; echo two >&2")
        launch.errors = .pipe
        let child = try ChildProcess(launch)
        #expect(child.output?.readToEnd() == Array("one\n".utf8))
        #expect(child.errors?.readToEnd() == Array("two\n".utf8))
    }

    @Test func aFileTakesTheOutputAndAnotherIsTheInput() async throws {
        try await TemporaryFolder.with { folder in
            let (source, target) = (folder.file("in"), folder.file("out"))
            try "a line\n".write(toFile: source, atomically: true, encoding: .utf8)
            try "what was there, and longer".write(
                toFile: target, atomically: true, encoding: .utf8)
            var launch = Launch("/bin/sh", ["-c", "cat; echo wrong >&2"])
            launch.input = .file(source)
            (launch.output, launch.errors) = (.file(target), .likeOutput)
            #expect(try ChildProcess(launch).wait() == .exited(0))
            #expect(try String(contentsOfFile: target, encoding: .utf8) == "a line\nwrong\n")
        }
    }

    @Test func withoutAnythingItReadsNothingAndItsWordsAreLost() throws {
        #expect(
            try ChildProcess(Launch("/bin/sh", ["-c", "cat; echo x; echo y >&2"])).wait()
                == .exited(0))
    }

    @Test func whenItsInputEndsItIsTold() throws {
        var launch = script("cat; echo over")
        launch.input = .pipe
        let child = try ChildProcess(launch)
        #expect(child.output?.read(seconds: 0) == nil)
        child.closeInput()
        child.closeInput()
        #expect(child.output?.readToEnd() == Array("over\n".utf8))
        #expect(child.wait() == .exited(0))
    }

    @Test func noDescriptorOfOursReachesIt() throws {
        // Without close-on-exec, where nobody else has one.
        let file = unsafe open("/dev/null", O_RDONLY)
        let number = fcntl(file, F_DUPFD, 100)
        defer {
            close(file)
            close(number)
        }
        #expect(number >= 100 && fcntl(number, F_GETFD) & FD_CLOEXEC == 0)
        let text = "for n in 3 4 5 6 7 8 9 \(number); do [ -e /proc/$$/fd/$n ] && echo $n; done; :"
        #expect(try said(script(text)) == "")
    }

    @Test func itBlocksAndIgnoresNoSignalThoughWeDo() throws {
        var (blocked, before) = (sigset_t(), sigset_t())
        unsafe sigemptyset(&blocked)
        unsafe sigaddset(&blocked, SIGUSR1)
        unsafe pthread_sigmask(SIG_BLOCK, &blocked, &before)
        let former = signal(SIGUSR2, SIG_IGN)
        defer {
            unsafe pthread_sigmask(SIG_SETMASK, &before, nil)
            _ = signal(SIGUSR2, former)
        }
        for number in [SIGUSR1, SIGUSR2] {
            let child = try ChildProcess(script("kill -\(number) $$; echo alive"))
            #expect(child.wait() == .killed(signal: number))
        }
    }

    @Test func itLeadsAGroupOfItsOwnOrASession() throws {
        // Of the line, the name in brackets has no blank.
        let text =
            "read -r pid name state parent group session rest < /proc/$$/stat; "
            + "echo $$ $group $session"
        let grouped = try said(script(text)).split(whereSeparator: \.isWhitespace)
        #expect(grouped.count == 3 && grouped[0] == grouped[1] && grouped[0] != grouped[2])
        var launch = script(text)
        launch.leadsSession = true
        let leading = try said(launch).split(whereSeparator: \.isWhitespace)
        #expect(leading.count == 3 && leading[0] == leading[1] && leading[0] == leading[2])
    }

    @Test func noZombieStaysAndNoSignalMeetsAnother() throws {
        let child = try ChildProcess(script("exit 0"))
        child.wait()
        #expect(!isThere(child.pid))
        child.send(SIGKILL)
        child.sendToGroup(SIGKILL)
        #expect(child.end == .exited(0) && !child.isRunning)
        // Whoever lets go of it leaves none either.
        let lost = try ChildProcess(script("exit 0")).pid
        while isThere(lost) { sched_yield() }
    }

    @Test func aGroupIsEndedTogether() throws {
        let child = try ChildProcess(script("sleep 600 & echo $!; wait"))
        let words = String(decoding: child.output?.read() ?? [], as: UTF8.self)
        let other = try #require(Int32(words.split(separator: "\n").first ?? ""))
        child.sendToGroup(SIGKILL)
        #expect(child.wait() == .killed(signal: SIGKILL))
        // Its pipe ends when the last of them is gone.
        #expect(child.output?.readToEnd() == [])
        #expect(other > 1 && other != child.pid)
    }

    @Test func whatDoesNotEndWhenAskedIsEnded() throws {
        let willing = try ChildProcess(script("echo ready; exec sleep 600"))
        #expect(willing.output?.read() == Array("ready\n".utf8))
        #expect(willing.wait(seconds: 0) == nil && willing.isRunning)
        willing.stop(seconds: 60)
        #expect(willing.end == .killed(signal: SIGTERM))
        let stubborn = try ChildProcess(script("trap '' TERM; echo ready; exec sleep 600"))
        #expect(stubborn.output?.read() == Array("ready\n".utf8))
        stubborn.stop(seconds: 0.05)
        #expect(stubborn.end == .killed(signal: SIGKILL))
    }

    @Test func manyAreStartedAtOnce() async throws {
        let ends = try await withThrowingTaskGroup(of: Int32.self) { group in
            for number in 0..<64 {
                group.addTask {
                    let child = try ChildProcess(Launch("/bin/sh", ["-c", "exit \(number)"]))
                    while child.isRunning { await Task.yield() }
                    return child.end?.code ?? -1
                }
            }
            return try await group.reduce(into: Set<Int32>()) { $0.insert($1) }
        }
        #expect(ends == Set(0..<64))
    }
}
