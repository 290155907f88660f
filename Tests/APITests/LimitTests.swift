import HTTPTypes
import TestKit
import Testing
import Values
import Web

/// Who is counted together, and that counting has a limit too.
struct LimitTests {
    @Test
    func `one customer of a provider is one network, and this machine is none`() {
        for row in TextTable.rows("""
            203.0.113.7           | 203.0.113.7
            ::ffff:203.0.113.7    | 203.0.113.7
            2001:db8:1:2:3:4:5:6  | 20:1:d:b8:0:1:0:2
            2001:db8:1:2::9       | 20:1:d:b8:0:1:0:2
            2001:db8:1:3::9       | 20:1:d:b8:0:1:0:3
            fe80::1%eth0          | fe:80:0:0:0:0:0:0
            127.0.0.1             |
            127.8.9.1             |
            ::1                   |
            ::ffff:127.0.0.1      |
                                  |
            nonsense              |
            """) {
            #expect(Network.of(row[0]) == (row[1].isEmpty ? nil : row[1]), "\(row[0])")
        }
    }

    @Test
    func `as many clients as there are, the table keeps its size and newcomers have their burst`() {
        let limiter = RateLimiter()
        let rate = Rate("guest", burst: 2, perMinute: 60)
        for number in 0..<200_000 {
            #expect(limiter.take("client \(number)", rate, at: Instant(ms: Int64(number))).isAllowed)
        }
        #expect(limiter.count <= 1 << 16)
        let last = limiter.take("client 199999", rate, at: Instant(ms: 199_999))
        #expect(last.isAllowed && last.remaining == 0, "the newest are remembered")
        #expect(!limiter.take("client 199999", rate, at: Instant(ms: 199_999)).isAllowed)
    }

    @Test
    func `a clock that goes back gives nothing away, and a rate of zero is no limit`() {
        let limiter = RateLimiter()
        let rate = Rate("guest", burst: 1, perMinute: 60)
        #expect(limiter.take("a", rate, at: Instant(ms: 10_000)).isAllowed)
        #expect(!limiter.take("a", rate, at: Instant(ms: 5_000)).isAllowed)
        #expect(limiter.take("a", rate, at: Instant(ms: 6_000)).isAllowed)
        let free = Rate("guest", burst: 1, perMinute: 0)
        for _ in 0..<10 { #expect(limiter.take("a", free, at: Instant(ms: 0)).isAllowed) }
        #expect(limiter.take("a", free, at: Instant(ms: 0)).headers.isEmpty)
    }
}
