// What libcurl is told about certificates, and the words in which it says what was wrong with them.

internal import CLibcurl

enum CurlTrust {
    /// TLS 1.2 at least; certificate and host name are always checked.
    static func set(_ files: TLSFiles, on handle: UnsafeMutableRawPointer) {
        unsafe _ = spice_curl_set_long(
            handle, CURLOPT_SSLVERSION, Int(spice_curl_least_tls()))
        if let authority = files.authority {
            unsafe _ = spice_curl_set_text(handle, CURLOPT_CAINFO, authority)
            // Else the system's folder of authorities would be trusted beside it.
            unsafe _ = spice_curl_set_text(handle, CURLOPT_CAPATH, nil)
        }
        if let certificate = files.certificate {
            unsafe _ = spice_curl_set_text(handle, CURLOPT_SSLCERT, certificate)
            unsafe _ = spice_curl_set_text(
                handle, CURLOPT_SSLKEY, files.key ?? certificate)
        }
    }
}

/// Where libcurl writes what went wrong; lives as long as its handle.
@safe final class CurlWords {
    private let buffer: UnsafeMutablePointer<CChar>

    init() {
        let size = Int(CURL_ERROR_SIZE)
        unsafe buffer = UnsafeMutablePointer<CChar>.allocate(capacity: size)
        unsafe buffer.initialize(repeating: 0, count: size)
    }

    deinit { unsafe buffer.deallocate() }

    func attach(to handle: UnsafeMutableRawPointer) {
        unsafe _ = spice_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, buffer)
    }

    /// The special words of this failure, else the general ones.
    func reason(_ result: CURLcode) -> String {
        let special = unsafe String(cString: buffer)
        return special.isEmpty ? unsafe String(cString: curl_easy_strerror(result)) : special
    }
}
