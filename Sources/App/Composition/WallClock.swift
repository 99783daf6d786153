// The time of day for what is printed and stamped outside of the engine.

import EmbeddedAdapters
import EventSourcing

enum WallClock {
    static func now() -> Timestamp { SystemClock().now() }
}
