package import HTTPTypes
import Synchronization
package import Values

/// How often somebody may ask: `burst` at once, and `perMinute` for as long as they like.
package struct Rate: Hashable, Sendable {
    /// The name of the policy in the answer's headers.
    package let name: String
    /// Requests that may come at once.
    package let burst: Int
    /// Requests a minute that may come for good; zero means no limit.
    package let perMinute: Int

    /// A rate from its parts.
    package init(_ name: String, burst: Int, perMinute: Int) {
        self.name = name
        self.burst = burst
        self.perMinute = perMinute
    }
}

/// What was decided about one request.
package struct RateVerdict: Sendable {
    /// The policy.
    package let rate: Rate
    /// Whether the request may go on.
    package let isAllowed: Bool
    /// Requests that may come at once from now on.
    package let remaining: Int
    /// Seconds until the burst is whole again.
    package let resetSeconds: Int
    /// Seconds until one more request may come.
    package let retrySeconds: Int

    /// `RateLimit` and `RateLimit-Policy` as draft-ietf-httpapi-ratelimit-headers writes them; none without a limit.
    package var headers: [(HTTPField.Name, String)] {
        guard rate.perMinute > 0, let limit = HTTPField.Name("RateLimit"), let policy = HTTPField.Name("RateLimit-Policy") else {
            return []
        }
        let window = max(1, rate.burst * 60 / rate.perMinute)
        return [
            (policy, "\"\(rate.name)\";q=\(rate.burst);w=\(window)"), (limit, "\"\(rate.name)\";r=\(remaining);t=\(resetSeconds)"),
        ]
    }
}

/// Too many requests.
package struct RateRefusal: Refusal {
    /// What was decided.
    package let verdict: RateVerdict
    package var code: String { "rate_limited" }
    package var status: Int { 429 }
    package var reason: String { "These were too many requests. Go on in \(verdict.retrySeconds) seconds." }

    /// The refusal of a verdict that does not allow.
    package init(_ verdict: RateVerdict) { self.verdict = verdict }
}

/// Token buckets by name, in memory, each node its own: a limit keeps one client from taking the place of the others, and need not
/// be exact across nodes.
package final class RateLimiter: Sendable {
    private static let shardCount = 16
    /// Buckets in all shards together: 64 thousand clients in some 10 MB.
    private static let bucketLimit = 1 << 16

    private struct Bucket {
        var tokens: Double
        var at: Instant

        mutating func refill(_ rate: Rate, at now: Instant) {
            let ms = Double(max(0, now.ms - at.ms))
            tokens = min(Double(rate.burst), tokens + ms * Double(rate.perMinute) / 60_000)
            at = now
        }
    }

    private struct Shard {
        var buckets: [String: Bucket] = [:]

        /// Room for one more: those that were not used for the longest go first, many at once.
        mutating func makeRoom(limit: Int) {
            guard buckets.count >= limit else { return }
            let times = buckets.values.map(\.at).sorted()
            let middle = times[times.count / 2]
            buckets = buckets.filter { $0.value.at > middle }
        }
    }

    private final class ShardBox: Sendable {
        let shard = Mutex(Shard())
    }

    private let shards = (0..<shardCount).map { _ in ShardBox() }

    /// Nobody has asked yet.
    package init() {}

    /// Takes one request from the bucket of a name; without a limit everything is allowed and nothing is remembered.
    package func take(_ name: String, _ rate: Rate, at now: Instant) -> RateVerdict {
        guard rate.perMinute > 0 else {
            return RateVerdict(rate: rate, isAllowed: true, remaining: rate.burst, resetSeconds: 0, retrySeconds: 0)
        }
        let (isAllowed, tokens) = box(name).shard.withLock { shard in
            var bucket = shard.buckets[name] ?? Bucket(tokens: Double(rate.burst), at: now)
            bucket.refill(rate, at: now)
            let isAllowed = bucket.tokens >= 1
            if isAllowed { bucket.tokens -= 1 }
            if shard.buckets[name] == nil { shard.makeRoom(limit: Self.bucketLimit / Self.shardCount) }
            shard.buckets[name] = bucket
            return (isAllowed, bucket.tokens)
        }
        let perSecond = Double(rate.perMinute) / 60
        return RateVerdict(
            rate: rate, isAllowed: isAllowed, remaining: Int(tokens),
            resetSeconds: Int(((Double(rate.burst) - tokens) / perSecond).rounded(.up)),
            retrySeconds: max(1, Int(((1 - tokens) / perSecond).rounded(.up))))
    }

    /// How many clients are remembered.
    package var count: Int { shards.reduce(0) { $0 + $1.shard.withLock { $0.buckets.count } } }

    private func box(_ name: String) -> ShardBox {
        shards[Int(UInt(bitPattern: name.hashValue) % UInt(Self.shardCount))]
    }
}
