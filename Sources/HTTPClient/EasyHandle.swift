// One curl easy handle: the request's options in, the answer's lines and bytes out to its transfer.

internal import CLibcurl

/// Owns the handle and what it points to. Used by the loop's thread only.
@safe final class EasyHandle {
    let transfer: Transfer
    let pointer: UnsafeMutableRawPointer
    private var headers: UnsafeMutablePointer<curl_slist>?
    private let words = CurlWords()

    init?(_ transfer: Transfer) {
        guard let pointer = unsafe curl_easy_init() else { return nil }
        self.transfer = transfer
        unsafe self.pointer = pointer
        unsafe headers = nil
    }

    deinit {
        unsafe curl_easy_cleanup(pointer)
        unsafe curl_slist_free_all(headers)
    }

    /// Nil when all is well, else what is wrong with the request.
    func prepare() -> String? {
        let request = transfer.request
        guard request.path.hasPrefix("/") else { return "a path begins with a slash" }
        let texts =
            [request.path, request.method] + request.headers.flatMap { [$0.name, $0.value] }
        guard !texts.contains(where: { $0.utf8.contains { $0 < 0x20 || $0 == 0x7F } }) else {
            return "control characters in path, method or headers"
        }
        address(request)
        unsafe words.attach(to: pointer)
        unsafe CurlTrust.set(request.tls, on: pointer)
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_CUSTOMREQUEST, request.method)
        if request.method == "HEAD" { set(CURLOPT_NOBODY, 1) }
        set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds(request.connectSeconds ?? 5))
        if let deadline = request.deadlineSeconds {
            set(CURLOPT_TIMEOUT_MS, milliseconds(deadline))
        }
        setBody(request.body)
        setHeaders(request)
        setReceivers()
        return nil
    }

    /// What a finished transfer ended with; nil: well.
    func error(_ result: CURLcode) -> HTTPClientError? {
        if result == CURLE_OK { return nil }
        return Self.error(result, at: transfer.request.endpoint.text, words.reason(result))
    }

    static func error(_ result: CURLcode, at place: String, _ reason: String) -> HTTPClientError {
        switch result {
        case CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
            return .unreachable("nobody answers at \(place): \(reason)")
        case CURLE_OPERATION_TIMEDOUT:
            return .timedOut("no answer in time from \(place)")
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
            CURLE_SSL_CERTPROBLEM, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CIPHER:
            return .untrusted("\(place): \(reason)")
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL:
            return .invalidRequest("\(place) is no address: \(reason)")
        // A server that wants our certificate says so after the connection stands.
        case CURLE_RECV_ERROR where reason.contains("alert"):
            return .untrusted("\(place): \(reason)")
        default:
            return .interrupted("the connection to \(place) broke: \(reason)")
        }
    }

    private func address(_ request: HTTPRequest) {
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        switch request.endpoint {
        case .unixSocket(let path):
            set(CURLOPT_UNIX_SOCKET_PATH, path)
            set(CURLOPT_URL, "http://localhost" + request.path)
            set(CURLOPT_NOPROXY, "*")
        case .url(let base):
            let trimmed = base.hasSuffix("/") ? String(base.dropLast()) : base
            set(CURLOPT_URL, trimmed + request.path)
            set(CURLOPT_NOPROXY, "localhost,127.0.0.1,::1")
        }
        set(CURLOPT_PATH_AS_IS, 1)
    }

    private func setBody(_ body: [UInt8]?) {
        guard let body else { return }
        unsafe _ = spice_curl_set_size(
            pointer, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
        // One byte more, since an empty array has no address and curl takes a null for "no body".
        var copied = body + [0]
        unsafe copied.withUnsafeMutableBytes { bytes in
            unsafe _ = spice_curl_set_pointer(pointer, CURLOPT_COPYPOSTFIELDS, bytes.baseAddress)
        }
    }

    private func setHeaders(_ request: HTTPRequest) {
        // An empty Expect: the body goes at once, without waiting for a 100.
        for line in request.headers.map({ "\($0.name): \($0.value)" }) + ["Expect:"] {
            unsafe headers = curl_slist_append(headers, line)
        }
        unsafe _ = spice_curl_set_headers(pointer, headers)
    }

    private func setReceivers() {
        let context = unsafe Unmanaged.passUnretained(transfer).toOpaque()
        unsafe _ = spice_curl_set_pointer(pointer, CURLOPT_HEADERDATA, context)
        unsafe _ = spice_curl_set_pointer(pointer, CURLOPT_WRITEDATA, context)
        unsafe _ = spice_curl_set_receiver(pointer, CURLOPT_HEADERFUNCTION) {
            (bytes, size, count, context) in
            guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
            let all = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
            let line = unsafe String(decoding: all, as: UTF8.self)
            let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
            transfer.receive(line: line.trimmingLineEnd)
            return size * count
        }
        unsafe _ = spice_curl_set_receiver(pointer, CURLOPT_WRITEFUNCTION) {
            (bytes, size, count, context) in
            guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
            let all = unsafe Array(UnsafeRawBufferPointer(start: bytes, count: size * count))
            let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
            return transfer.receive(bytes: all) ? size * count : spice_curl_pause()
        }
    }

    private func set(_ option: CURLoption, _ value: Int) {
        unsafe _ = spice_curl_set_long(pointer, option, value)
    }

    private func set(_ option: CURLoption, _ value: String) {
        unsafe _ = spice_curl_set_text(pointer, option, value)
    }

    private func milliseconds(_ seconds: Double) -> Int {
        Int((min(max(seconds, 0.001), 1_000_000) * 1000).rounded(.up))
    }
}

extension String {
    /// Without CR and LF at the end.
    var trimmingLineEnd: String {
        var text = self[...]
        while let last = text.unicodeScalars.last, last == "\r" || last == "\n" {
            text.unicodeScalars.removeLast()
        }
        return String(text)
    }
}
