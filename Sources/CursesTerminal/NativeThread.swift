// A thread of the operating system for work that blocks: ncurses must never run on a pool thread.

import Glibc

enum NativeThread {
    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Starts a detached thread. Returns 0, or an errno.
    static func start(_ run: @escaping @Sendable () -> Void) -> Int32 {
        let body = unsafe Unmanaged.passRetained(Body(run))
        var thread = pthread_t()
        let problem = unsafe pthread_create(
            &thread, nil,
            { raw in
                guard let raw = unsafe raw else { return nil }
                unsafe Unmanaged<Body>.fromOpaque(raw).takeRetainedValue().run()
                return nil
            }, body.toOpaque())
        if problem == 0 {
            pthread_detach(thread)
        } else {
            unsafe body.release()
        }
        return problem
    }
}
