import EmbeddedAdapters
import EventSourcing

enum WallClock {
    static func now() -> Timestamp { SystemClock().now() }
}
