// A server on a Unix socket that says what a test wrote down, byte for byte, one connection after
// the other.

import Glibc
import Synchronization

final class ScriptedServer: Sendable {
    /// What it does on a connection once it has read the request's head (and the body, by
    /// Content-Length).
    enum Step: Sendable {
        case send(String)
        /// Until the client closes.
        case hang
        case close
    }

    let path: String
    private let folder: String
    private let listener: Int32
    private let requests = Mutex<[String]>([])

    /// The requests read so far.
    var received: [String] { requests.withLock { $0 } }

    init(_ connections: [[Step]]) {
        var template = Array("/tmp/spice-http-XXXXXX".utf8CString)
        _ = unsafe template.withUnsafeMutableBufferPointer { unsafe mkdtemp($0.baseAddress!) }
        folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        path = folder + "/s"
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let text = Array(path.utf8)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: text) }
        let bound = unsafe withUnsafePointer(to: &address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        precondition(bound == 0 && listen(listener, 128) == 0)
        startThread { [self] in
            for steps in connections {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                serve(connection, steps)
            }
        }
    }

    func stop() {
        close(listener)
        unsafe _ = unlink(path)
        unsafe _ = rmdir(folder)
    }

    private func serve(_ connection: Int32, _ steps: [Step]) {
        defer { close(connection) }
        guard let request = read(connection) else { return }
        requests.withLock { $0.append(request) }
        for step in steps {
            switch step {
            case .send(let text):
                var rest = Array(text.utf8)[...]
                while !rest.isEmpty {
                    let bytes = Array(rest)
                    let sent = unsafe send(
                        connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
                    guard sent > 0 else { return }
                    rest = rest.dropFirst(sent)
                }
            case .hang:
                var byte: UInt8 = 0
                while unsafe recv(connection, &byte, 1, 0) > 0 {}
            case .close: return
            }
        }
    }

    private func read(_ connection: Int32) -> String? {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while !bytes.suffix(4).elementsEqual("\r\n\r\n".utf8) {
            guard unsafe recv(connection, &byte, 1, 0) == 1 else { return nil }
            bytes.append(byte)
        }
        let head = String(decoding: bytes, as: UTF8.self)
        let length = head.split(separator: "\r\n").compactMap { line in
            line.lowercased().hasPrefix("content-length: ") ? Int(line.dropFirst(16)) : nil
        }.first
        for _ in 0..<(length ?? 0) {
            guard unsafe recv(connection, &byte, 1, 0) == 1 else { return nil }
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

private final class ThreadBody {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

private func startThread(_ body: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    let context = unsafe Unmanaged.passRetained(ThreadBody(body)).toOpaque()
    unsafe _ = pthread_create(
        &thread, nil,
        { context in
            unsafe Unmanaged<ThreadBody>.fromOpaque(context!).takeRetainedValue().body()
            return nil
        }, context)
    pthread_detach(thread)
}
