// A TLS connection for protocols that are not HTTP, made by libcurl, which checks certificate and host name as it does
// for `https`. Blocks its thread; one user at a time.

internal import CLibcurl
internal import Glibc

/// Closed when dropped.
@safe package final class TLSConnection {
    private let handle: UnsafeMutableRawPointer
    private let words = CurlWords()
    /// What broke it; nil while it stands.
    package private(set) var trouble: String?

    package init(host: String, port: Int, _ files: TLSFiles, seconds: Double)
        throws(HTTPClientError)
    {
        _ = globalCurl
        guard let handle = unsafe curl_easy_init() else {
            throw .unreachable("libcurl has no memory")
        }
        unsafe self.handle = handle
        let name = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
        unsafe words.attach(to: handle)
        unsafe _ = spice_curl_set_text(handle, CURLOPT_URL, "https://\(name):\(port)")
        unsafe _ = spice_curl_set_text(handle, CURLOPT_NOPROXY, "*")
        let options: [(CURLoption, Int)] = [
            (CURLOPT_CONNECT_ONLY, 1), (CURLOPT_NOSIGNAL, 1), (CURLOPT_SSL_ENABLE_ALPN, 0),
            (CURLOPT_TIMEOUT_MS, Int(max(1, (seconds * 1000).rounded(.up)))),
        ]
        for (option, value) in options { unsafe _ = spice_curl_set_long(handle, option, value) }
        unsafe CurlTrust.set(files, on: handle)
        let result = unsafe curl_easy_perform(handle)
        guard result == CURLE_OK else {
            let reason = words.reason(result)
            throw EasyHandle.error(result, at: "\(host):\(port)", reason)
        }
    }

    deinit { unsafe curl_easy_cleanup(handle) }

    /// False when the connection broke or the time is over.
    package func send(_ bytes: [UInt8], seconds: Double) -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        var sent = 0
        while sent < bytes.count {
            var count = 0
            let result = unsafe bytes.withUnsafeBytes { buffer in
                unsafe curl_easy_send(
                    handle, buffer.baseAddress.map { unsafe $0 + sent }, bytes.count - sent,
                    &count)
            }
            switch result {
            case CURLE_OK: sent += count
            case CURLE_AGAIN where wait(POLLOUT | POLLIN, until: end): continue
            case CURLE_AGAIN: return false
            case let other:
                trouble = words.reason(other)
                return false
            }
        }
        return true
    }

    /// Nil when the connection broke; empty when nothing came in time.
    package func receive(seconds: Double) -> [UInt8]? {
        let end = ContinuousClock.now + .seconds(seconds)
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            var count = 0
            // First what lies decrypted already: the socket may have nothing more.
            switch unsafe curl_easy_recv(handle, &buffer, buffer.count, &count) {
            case CURLE_OK: return count > 0 ? Array(buffer[..<count]) : nil
            case CURLE_AGAIN: guard wait(POLLIN, until: end) else { return [] }
            case let other:
                trouble = words.reason(other)
                return nil
            }
        }
    }

    /// False when the time is over.
    private func wait(_ events: Int32, until end: ContinuousClock.Instant) -> Bool {
        let left = (end - .now) / .seconds(1)
        guard left > 0 else { return false }
        var entry = pollfd(
            fd: unsafe spice_curl_active_socket(handle), events: Int16(events), revents: 0)
        return unsafe poll(&entry, 1, Int32((left * 1000).rounded(.up))) > 0
    }
}
