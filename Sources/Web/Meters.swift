import Synchronization

/// What the hub counts of itself, in Prometheus' text format (version 0.0.4).
package final class Meters: Sendable {
    private struct Served {
        var count: [String: Int] = [:]
        var buckets = [Int](repeating: 0, count: Meters.bounds.count + 1)
        var totalMs = 0.0
    }

    /// Upper bounds of the buckets of response times, in milliseconds.
    private static let bounds: [Double] = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 5000]

    private let cached = Atomic<Int>(0)
    private let served = Mutex(Served())
    private let watched = Mutex<[(name: String, help: String, read: @Sendable () -> Int64)]>([])

    /// Everything at zero.
    package init() {}

    /// Counts an answer from the page cache.
    package func countCached() { cached.wrappingAdd(1, ordering: .relaxed) }

    /// Counts any other answer.
    package func count(route: String, status: Int, ms: Double) {
        served.withLock { served in
            served.count["route=\"\(Self.escaped(route))\",status=\"\(status)\"", default: 0] += 1
            served.buckets[Self.bounds.firstIndex { ms <= $0 } ?? Self.bounds.count] += 1
            served.totalMs += ms
        }
    }

    /// Shows another number, read when it is asked for.
    package func watch(_ name: String, _ help: String, _ read: @escaping @Sendable () -> Int64) {
        watched.withLock { $0.append((name, help, read)) }
    }

    /// The exposition, with gauges that the caller read just now as (name, help, value).
    package func text(_ gauges: [(name: String, help: String, value: Int64)]) -> String {
        let served = served.withLock { $0 }
        var lines = [
            "# HELP stadion_pages_cached_total Answers from the page cache.",
            "# TYPE stadion_pages_cached_total counter", "stadion_pages_cached_total \(cached.load(ordering: .relaxed))",
            "# HELP stadion_requests_total Other answers by route and status.", "# TYPE stadion_requests_total counter",
        ]
        lines += served.count.sorted { $0.key < $1.key }.map { "stadion_requests_total{\($0.key)} \($0.value)" }
        lines += histogram(served)
        let more = watched.withLock { $0 }.map { (name: $0.name, help: $0.help, value: $0.read()) }
        for gauge in gauges + more {
            lines += ["# HELP \(gauge.name) \(gauge.help)", "# TYPE \(gauge.name) gauge", "\(gauge.name) \(gauge.value)"]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func histogram(_ served: Served) -> [String] {
        var lines = [
            "# HELP stadion_request_seconds Time to answer what is not cached.", "# TYPE stadion_request_seconds histogram",
        ]
        var sum = 0
        for (bound, count) in zip(Self.bounds, served.buckets) {
            sum += count
            lines.append("stadion_request_seconds_bucket{le=\"\(bound / 1000)\"} \(sum)")
        }
        sum += served.buckets[Self.bounds.count]
        lines.append("stadion_request_seconds_bucket{le=\"+Inf\"} \(sum)")
        lines.append("stadion_request_seconds_sum \(served.totalMs / 1000)")
        lines.append("stadion_request_seconds_count \(sum)")
        return lines
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
