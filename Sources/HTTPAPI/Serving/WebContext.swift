// What the server knows of a request beside the request itself.

package import Hummingbird
package import Logging
package import NIOCore

package struct WebContext: InitializableFromSource, Sendable {
    /// The connection; nil when a responder is called without one.
    package let channel: (any Channel)?
    package let logger: Logger

    package init(source: ApplicationRequestContextSource) {
        channel = source.channel
        logger = source.logger
    }

    package init(channel: (any Channel)? = nil, logger: Logger) {
        self.channel = channel
        self.logger = logger
    }
}
