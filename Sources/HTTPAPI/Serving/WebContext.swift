// What the server knows of a request beside the request itself.

package import Hummingbird
package import NIOCore

package struct WebContext: InitializableFromSource, Sendable {
    /// The connection; nil when a responder is called without one.
    package let channel: (any Channel)?

    package init(source: ApplicationRequestContextSource) {
        channel = source.channel
    }

    package init(channel: (any Channel)? = nil) {
        self.channel = channel
    }
}
