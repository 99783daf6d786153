// So many requests a second for each principal, with a burst (token bucket). What is refused says when to come again.

internal import Synchronization

package final class RateLimiter: Sendable {
    /// Buckets kept; beyond it the full ones are forgotten, which changes nothing.
    private static let maximumBuckets = 10_000

    private struct Bucket: Sendable {
        var tokens: Double
        var at: Double
    }

    private let perSecond: Double
    private let burst: Double
    private let buckets = Mutex<[String: Bucket]>([:])

    /// `perSecond` 0: no limit.
    package init(perSecond: Double, burst: Double) {
        self.perSecond = perSecond
        self.burst = max(1, burst)
    }

    /// Nil: may pass; else whole seconds, at least 1. `now`: seconds that never go back.
    package func refusal(_ principal: String, now: Double) -> Int? {
        guard perSecond > 0 else { return nil }
        return buckets.withLock { buckets in
            if buckets.count > RateLimiter.maximumBuckets {
                buckets = buckets.filter { filled($0.value, now) < burst }
            }
            let old = buckets[principal] ?? Bucket(tokens: burst, at: now)
            let tokens = filled(old, now)
            let isPassing = tokens >= 1
            buckets[principal] = Bucket(tokens: isPassing ? tokens - 1 : tokens, at: now)
            return isPassing ? nil : max(1, Int(((1 - tokens) / perSecond).rounded(.up)))
        }
    }

    private func filled(_ bucket: Bucket, _ now: Double) -> Double {
        min(burst, bucket.tokens + max(0, now - bucket.at) * perSecond)
    }
}
