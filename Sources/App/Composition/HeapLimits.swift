// Memory of commands that read large files. The allocator keeps freed blocks of up to 32 MiB for
// later, and an arena a thread; for a program that goes once through a file both only add to its
// size. Does nothing where the C library has no such options.

#if canImport(Glibc)
    import Glibc
#endif

enum HeapLimits {
    /// Blocks of half a MiB and more go back to the system when they are freed, and two arenas are
    /// enough. To be called before the work begins.
    static func keepLow() {
        #if canImport(Glibc)
            // Swift does not import `mallopt`.
            typealias SetOption = @convention(c) (Int32, Int32) -> Int32
            guard let symbol = unsafe dlsym(nil, "mallopt") else { return }
            let set = unsafe unsafeBitCast(symbol, to: SetOption.self)
            _ = set(mmapThreshold, 512 << 10)
            _ = set(arenaMax, 2)
        #endif
    }

    /// `M_MMAP_THRESHOLD` and `M_ARENA_MAX` of `malloc.h`.
    private static let mmapThreshold: Int32 = -3
    private static let arenaMax: Int32 = -8
}
