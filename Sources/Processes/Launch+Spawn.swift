// Starting with `posix_spawn`, which neither copies this process nor runs a line of Swift in the new one. The only file
// that hands C arrays of pointers over.

internal import CSpawn
internal import Foundation
internal import Glibc

extension Launch {
    /// The new process, and our ends of its pipes.
    struct Started {
        var pid: pid_t
        var input: Descriptor?
        var output: Descriptor?
        var errors: Descriptor?
    }

    func start() throws(LaunchFailure) -> Started {
        let input = try pipe(self.input)
        let output = try pipe(self.output)
        let errors = try pipe(self.errors)
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe Launch.connect(0, self.input, input?.reading, &actions)
        unsafe Launch.connect(1, self.output, output?.writing, &actions)
        unsafe Launch.connect(2, self.errors, errors?.writing, &actions)
        if let folder { unsafe posix_spawn_file_actions_addchdir_np(&actions, folder) }
        unsafe posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        let pid = try unsafe spawn(&actions)
        return Started(
            pid: pid, input: input?.writing, output: output?.reading, errors: errors?.reading)
    }

    private func pipe(_ stream: Stream) throws(LaunchFailure) -> Descriptor.Pipe? {
        guard stream == .pipe else { return nil }
        guard let pipe = Descriptor.pipe() else { throw failure(errno) }
        return pipe
    }

    private static func connect(
        _ number: Int32, _ stream: Stream, _ end: Descriptor?,
        _ actions: inout posix_spawn_file_actions_t
    ) {
        let flags = number == 0 ? O_RDONLY : O_WRONLY | O_CREAT | O_TRUNC
        switch stream {
        case .nothing:
            unsafe posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_RDWR, 0)
        case .pipe:
            guard let end else { return }
            unsafe posix_spawn_file_actions_adddup2(&actions, end.number, number)
        case .file(let path):
            unsafe posix_spawn_file_actions_addopen(&actions, number, path, flags, 0o600)
        case .terminal(let path):
            unsafe posix_spawn_file_actions_addopen(&actions, number, path, O_RDWR, 0)
        case .likeOutput:
            unsafe posix_spawn_file_actions_adddup2(&actions, 1, number)
        }
    }

    private func spawn(_ actions: inout posix_spawn_file_actions_t) throws(LaunchFailure) -> pid_t {
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var (all, none) = (sigset_t(), sigset_t())
        unsafe sigfillset(&all)
        unsafe sigemptyset(&none)
        unsafe posix_spawnattr_setsigdefault(&attributes, &all)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        let group = leadsSession ? Int32(spice_spawn_session_flag()) : Int32(POSIX_SPAWN_SETPGROUP)
        let flags = group | Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)
        unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
        let variables = environment ?? ProcessInfo.processInfo.environment
        let words: [UnsafeMutablePointer<CChar>?] =
            unsafe ([program] + arguments).map { unsafe strdup($0) } + [nil]
        let values: [UnsafeMutablePointer<CChar>?] =
            unsafe variables.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
        defer {
            for index in unsafe words.indices { unsafe free(words[index]) }
            for index in unsafe values.indices { unsafe free(values[index]) }
        }
        var pid = pid_t()
        let result = unsafe posix_spawnp(&pid, program, &actions, &attributes, words, values)
        guard result == 0 else { throw failure(result) }
        return pid
    }

    private func failure(_ number: Int32) -> LaunchFailure {
        LaunchFailure(program: program, reason: unsafe String(cString: strerror(number)))
    }
}
