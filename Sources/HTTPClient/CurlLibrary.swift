// The libcurl that this program runs with.

import CLibcurl

package enum CurlLibrary {
    /// `7.88.1`.
    package static var version: String {
        let number = spice_curl_version_number()
        return "\(number >> 16 & 0xFF).\(number >> 8 & 0xFF).\(number & 0xFF)"
    }
}
