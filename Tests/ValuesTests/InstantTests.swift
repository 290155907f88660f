import Foundation
import TestKit
import Testing
import Values

struct InstantTests {
    @Test func `instants are read with Z or an offset`() {
        for row in TextTable.rows("""
            2018-02-01T00:00Z             | 1517443200000 | 2018-02-01T00:00:00.000Z
            2018-02-01T00:00:00Z          | 1517443200000 | 2018-02-01T00:00:00.000Z
            2018-02-01t00:00:00z          |               |
            2018-02-01 00:00:00Z          | 1517443200000 | 2018-02-01T00:00:00.000Z
            2018-02-01T09:00:00+09:00     | 1517443200000 | 2018-02-01T00:00:00.000Z
            2018-02-01T09:00:00+0900      | 1517443200000 | 2018-02-01T00:00:00.000Z
            2018-01-31T19:00:00-05:00     | 1517443200000 | 2018-02-01T00:00:00.000Z
            2018-02-01T00:00:00.25Z       | 1517443200250 | 2018-02-01T00:00:00.250Z
            2018-02-01T00:00:00.2505Z     | 1517443200251 | 2018-02-01T00:00:00.251Z
            2018-02-01T00:00:00.123456+00:00 | 1517443200123 | 2018-02-01T00:00:00.123Z
            1969-12-31T23:59:59.999Z      | -1            | 1969-12-31T23:59:59.999Z
            """) {
            let instant = Instant(row[0])
            #expect(instant?.ms == Int64(row[1]))
            #expect(instant?.description == (row[2].isEmpty ? nil : row[2]))
        }
    }

    @Test(arguments: [
        "", "Z", "2018-02-01", "2018-02-01T00:00:00", "2018-02-01Z", "2018-02-01T00:00:00+15:00", "2018-02-01T00:00:00+09:60",
        "2018-02-01T00:00:00+09", "2018-02-01T00:00:00.Z", "2018-02-01T00:00:00.1e1Z", "2018-02-01T00:00:00.1 Z",
        "2018-02-01T00:00:00.-1Z", "2018-02-30T00:00:00Z", "2018-02-01T00:00:00+0:900", "2018-02-01T00:00.5Z",
    ])
    func `other text is no instant`(text: String) {
        #expect(Instant(text) == nil)
    }

    @Test func `any instant comes back from its own text and agrees with Foundation`() throws {
        var random = SeededRandom.printed()
        for _ in 0..<2_000 {
            let instant = Instant(ms: Int64.random(in: -62_135_596_800_000..<253_402_300_800_000, using: &random))
            #expect(Instant(instant.description) == instant, "seed \(random.seed)")
        }
        for _ in 0..<200 {
            let second = Int64.random(in: 0..<4_000_000_000, using: &random)
            let date = Date(timeIntervalSince1970: Double(second))
            #expect(date.ISO8601Format() == Instant(ms: second * 1000).description.replacing(".000Z", with: "Z"), "seed \(random.seed)")
        }
    }

    @Test func `seconds between instants round towards the past`() {
        let start = Instant(ms: 10_000)
        #expect(Instant(ms: 11_999).seconds(since: start) == 1)
        #expect(Instant(ms: 9_999).seconds(since: start) == -1)
        #expect(start.adding(seconds: -3) == Instant(ms: 7_000))
        #expect(start < .never)
    }

    @Test func `headers show the fixed form of HTTP`() {
        #expect(Instant(ms: 784_111_777_000).httpDate == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(Instant(ms: 1_517_443_200_999).httpDate == "Thu, 01 Feb 2018 00:00:00 GMT")
        #expect(Instant(ms: -1).httpDate == "Wed, 31 Dec 1969 23:59:59 GMT")
    }

    @Test func `JSON holds the milliseconds`() throws {
        #expect(String(decoding: try JSONEncoder().encode([Instant(ms: -5)]), as: UTF8.self) == "[-5]")
        #expect(try JSONDecoder().decode([Instant].self, from: Data("[1517443200000]".utf8)) == [Instant(ms: 1_517_443_200_000)])
    }
}
