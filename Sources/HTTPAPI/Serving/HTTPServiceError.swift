// Why a service cannot listen, and what to do.

internal import Glibc
internal import NIOCore

package enum HTTPServiceError: Error, Hashable, Sendable, CustomStringConvertible {
    case addressInUse(service: String, place: String)
    case notAllowed(service: String, place: String)
    case pathTooLong(path: String)
    case cannotListen(service: String, place: String, reason: String)

    /// Stable, for programs.
    package var code: String {
        switch self {
        case .addressInUse: "address_in_use"
        case .notAllowed: "address_not_allowed"
        case .pathTooLong: "socket_path_too_long"
        case .cannotListen: "cannot_listen"
        }
    }

    package var message: String {
        switch self {
        case .addressInUse(let service, let place):
            "\(place) is in use, so \(service) cannot listen there: stop what listens there, or "
                + "choose another port with --\(service.lowercased())-port"
        case .notAllowed(let service, let place):
            "this user may not listen at \(place): choose a port above 1023 for \(service)"
        case .pathTooLong(let path):
            "a socket path has at most 107 bytes: \(path); set XDG_RUNTIME_DIR to a shorter folder"
        case .cannotListen(let service, let place, let reason):
            "\(service) cannot listen at \(place): \(reason)"
        }
    }

    init(_ error: IOError, name: String, address: HTTPService.Address) {
        let place =
            switch address {
            case .tcp(let host, let port): "\(host):\(port)"
            case .unixSocket(let path, _): path
            }
        switch error.errnoCode {
        case EADDRINUSE: self = .addressInUse(service: name, place: place)
        case EACCES, EPERM: self = .notAllowed(service: name, place: place)
        default:
            self = .cannotListen(
                service: name, place: place,
                reason: unsafe String(cString: strerror(error.errnoCode)))
        }
    }

    package var description: String { message }
}
