import Foundation
import TestKit
import Testing
import Values

struct CivilTimeTests {
    @Test func `civil times are read in three forms`() {
        for row in TextTable.rows("""
            2018-02-01          | 2018-02-01T00:00:00 | 1517443200
            2018-02-01T09:30    | 2018-02-01T09:30:00 | 1517477400
            2018-02-01 09:30    | 2018-02-01T09:30:00 | 1517477400
            2018-02-01T23:59:59 | 2018-02-01T23:59:59 | 1517529599
            2000-02-29          | 2000-02-29T00:00:00 | 951782400
            1969-12-31T23:59:59 | 1969-12-31T23:59:59 | -1
            1600-03-01          | 1600-03-01T00:00:00 | -11670912000
            9999-12-31T23:59:59 | 9999-12-31T23:59:59 | 253402300799
            """) {
            let civil = CivilTime(row[0])
            #expect(civil?.text == row[1])
            #expect(civil?.epochSeconds == Int64(row[2]))
            #expect(Int64(row[2]).map(CivilTime.init(epochSeconds:)) == civil)
        }
    }

    @Test(arguments: [
        "", "2018", "2018-02", "2018-02-30", "2018-00-01", "2018-13-01", "2018-02-00", "1900-02-29", "2018-02-01T24:00",
        "2018-02-01T00:60", "2018-02-01T00:00:60", "2018-02-01T00", "2018-02-01x00:00", "2018/02/01", "2018-02-01T00:00Z",
        "2018-2-1", "+018-02-01", "２018-02-0", "2018-02-01T00:00:00 ",
    ])
    func `other text is no civil time`(text: String) {
        #expect(CivilTime(text) == nil)
    }

    @Test func `every day of four centuries follows the day before it`() {
        let calendar = Calendar(identifier: .gregorian, zone: .gmt)
        for day in stride(from: Int64(-100_000), through: 60_000, by: 1) {
            let civil = CivilTime(epochSeconds: day * 86_400 + 1)
            guard civil.epochSeconds == day * 86_400 + 1, CivilTime(civil.text) == civil else {
                Issue.record("day \(day) became \(civil)")
                continue
            }
            guard day % 97 == 0 else { continue }
            let parts = calendar.dateComponents([.year, .month, .day], from: Date(timeIntervalSince1970: Double(day) * 86_400))
            #expect(civil.date == "\(padded(parts.year ?? 0, 4))-\(padded(parts.month ?? 0, 2))-\(padded(parts.day ?? 0, 2))")
        }
    }

    @Test func `civil times sort by the wall`() throws {
        let early = try #require(CivilTime("2018-01-31T23:59:59"))
        let late = try #require(CivilTime("2018-02-01"))
        #expect(early < late)
    }
}

extension Calendar {
    init(identifier: Calendar.Identifier, zone: TimeZone) {
        self.init(identifier: identifier)
        timeZone = zone
    }
}
