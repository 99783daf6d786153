// The time of day, for stamps on the screen.

import EmbeddedAdapters
import EventSourcing

enum WallClock {
    static func now() -> Timestamp { SystemClock().now() }
}
