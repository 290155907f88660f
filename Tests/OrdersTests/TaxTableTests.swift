import Orders
import Storage
import TestKit
import Testing
import Values

@Suite struct TaxTableTests {
    @Test(arguments: Engine.available)
    func `a region's own rate goes before the market's, and a class without one has the standard rate`(engine: Engine) async throws {
        try await Till.with(engine, .america, "") { till in
            for row in TextTable.rows("""
                # region | class    | ppm
                NY       | standard | 88750
                NY       | books    | 45000
                NY       | food     | 0
                NY       | shirts   | 88750
                CA       | standard | 0
                CA       | books    | 0
                         | standard | 0
                """) {
                let table = try await till.database.read {
                    try TaxTable.find(till.market.code, region: row[0], at: Till.now, in: $0)
                }
                #expect("\(table.rate(for: TaxClass(row[1])).ppm)" == row[2], "\(row)")
            }
            let elsewhere = try await till.database.read { tx in
                try TaxTable.find(try Place.kuwait.market.code, region: "", at: Till.now, in: tx)
            }
            #expect(elsewhere.rate(for: .standard).ppm == 0)
        }
    }

    /// Each row sets rates of the Korean market as `seconds:ppm` in this order, and then asks for them.
    @Test(arguments: Engine.available)
    func `rates hold from their start to the next one, however they were entered`(engine: Engine) async throws {
        for row in TextTable.rows("""
            # set                        | asked at : rate
            10:50000                     | 9:100000 10:50000 99:50000
            10:50000 20:60000            | 9:100000 10:50000 19:50000 20:60000
            20:60000 10:50000            | 9:100000 10:50000 19:50000 20:60000 99:60000
            10:50000 10:70000            | 9:100000 10:70000 99:70000
            10:50000 10:50000            | 9:100000 10:50000
            10:50000 20:60000 10:70000   | 9:100000 10:70000 19:70000 20:60000
            """) {
            try await Till.with(engine, .korea, "") { till in
                try await till.database.write { tx in
                    for word in row[0].split(separator: " ") {
                        let parts = word.split(separator: ":").compactMap { Int64($0) }
                        try TaxTable.set(
                            TaxRate(ppm: parts[1]), for: .standard, in: till.market.code, from: Instant(ms: parts[0] * 1000), in: tx)
                    }
                }
                let overlaps = try await till.database.read { tx in
                    try tx.count("""
                        SELECT count(*) FROM tax_rates a JOIN tax_rates b ON b.tax_class = a.tax_class AND b.key > a.key
                        AND b.valid_from < a.valid_to AND a.valid_from < b.valid_to
                        """)
                }
                #expect(overlaps == 0, "\(row)")
                for word in row[1].split(separator: " ") {
                    let parts = word.split(separator: ":").compactMap { Int64($0) }
                    let rate = try await till.database.read { tx in
                        try TaxTable.find(till.market.code, region: "", at: Instant(ms: parts[0] * 1000), in: tx).rate(for: .standard)
                    }
                    #expect(rate.ppm == parts[1], "\(row) at \(parts[0])")
                }
            }
        }
    }
}
