import Orders
import TestKit
import Testing
import Values

@Suite struct PricingTests {
    /// Amounts are `shown@rate`, lines `net+tax`, taxes `rate:base+tax`; the answers come from a program of its own in Python.
    @Test func `lines, taxes and totals come out as written down`() throws {
        for row in TextTable.rows("""
            # mode   | amounts | lines | taxes | total
            added    |  |  |  | 0
            added    | 4@100000 | 4+0 | 100000:4+0 | 4
            added    | 5@100000 | 5+1 | 100000:5+1 | 6
            added    | 15@100000 | 15+2 | 100000:15+2 | 17
            added    | 25@100000 | 25+3 | 100000:25+3 | 28
            added    | 50@100000 | 50+5 | 100000:50+5 | 55
            added    | 1999@88750 | 1999+177 | 88750:1999+177 | 2176
            added    | 1999@88750 1999@88750 1999@88750 | 1999+178 1999+177 1999+177 | 88750:5997+532 | 6529
            added    | 3300@88750 500@0 1250@45000 | 3300+293 500+0 1250+56 | 88750:3300+293 45000:1250+56 0:500+0 | 5399
            added    | 1@88750 1@88750 1@88750 1@88750 1@88750 1@88750 1@88750 | 1+1 1+0 1+0 1+0 1+0 1+0 1+0 | 88750:7+1 | 8
            added    | 100000000000@88750 | 100000000000+8875000000 | 88750:100000000000+8875000000 | 108875000000
            included | 1100@100000 | 1000+100 | 100000:1000+100 | 1100
            included | 2@200000 | 2+0 | 200000:2+0 | 2
            included | 3@200000 | 2+1 | 200000:2+1 | 3
            included | 9@200000 | 7+2 | 200000:7+2 | 9
            included | 35000@100000 9900@100000 3000@100000 | 31818+3182 9000+900 2727+273 | 100000:43545+4355 | 47900
            included | 1999@200000 899@50000 500@0 | 1666+333 856+43 500+0 | 200000:1666+333 50000:856+43 0:500+0 | 3398
            included | 10@100000 10@100000 10@100000 | 9+1 9+1 9+1 | 100000:27+3 | 30
            included | 0@100000 7@100000 | 0+0 6+1 | 100000:6+1 | 7
            included | 12345678901@200000 | 10288065751+2057613150 | 200000:10288065751+2057613150 | 12345678901
            """) {
            let amounts = try row[1].split(separator: " ").map { word in
                let parts = try word.split(separator: "@").map { try #require(Int64($0)) }
                return (minor: parts[0], rate: TaxRate(ppm: parts[1]))
            }
            let pricing = Pricing(amounts, try #require(Market.TaxMode(rawValue: row[0])))
            #expect(pricing.lines.map { "\($0.netMinor)+\($0.taxMinor)" }.joined(separator: " ") == row[2], "\(row)")
            #expect(pricing.taxes.map { "\($0.rate.ppm):\($0.baseMinor)+\($0.taxMinor)" }.joined(separator: " ") == row[3], "\(row)")
            #expect("\(pricing.totalMinor)" == row[4], "\(row)")
        }
    }

    @Test(arguments: [Market.TaxMode.included, .added])
    func `each rate is rounded half up once, and everything sums exactly`(mode: Market.TaxMode) {
        var random = SeededRandom.printed()
        for _ in 0..<3_000 {
            let rates = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                TaxRate(ppm: [0, 50_000, 88_750, 100_000, 200_000, 1_000_000, Int64.random(in: 0...300_000, using: &random)]
                    .randomElement(using: &random) ?? 0)
            }
            let most: Int64 = [20, 10_000, 1_000_000_000].randomElement(using: &random) ?? 20
            let amounts = (0..<Int.random(in: 1...10, using: &random)).map { _ in
                (minor: Int64.random(in: 0...most, using: &random), rate: rates.randomElement(using: &random) ?? rates[0])
            }
            let pricing = Pricing(amounts, mode)
            let comment: Comment = "seed \(random.seed)"
            #expect(pricing.lines.map(\.rate) == amounts.map(\.rate), comment)
            for (line, amount) in zip(pricing.lines, amounts) {
                #expect((mode == .included ? line.grossMinor : line.netMinor) == amount.minor, comment)
            }
            for tax in pricing.taxes {
                let lines = pricing.lines.filter { $0.rate == tax.rate }
                #expect(lines.reduce(0) { $0 + $1.taxMinor } == tax.taxMinor, comment)
                #expect(lines.reduce(0) { $0 + $1.netMinor } == tax.baseMinor, comment)
                let shown = amounts.reduce(0) { $1.rate == tax.rate ? $0 + $1.minor : $0 }
                #expect(Self.isHalfUp(tax.taxMinor, of: shown, tax.rate.ppm, mode), comment)
                for line in lines { #expect(line.taxMinor >= 0 && line.netMinor >= 0, comment) }
            }
            #expect(pricing.taxes.map(\.rate.ppm) == Set(amounts.map(\.rate.ppm)).sorted(by: >), comment)
            #expect(pricing.totalMinor == pricing.taxes.reduce(0) { $0 + $1.baseMinor + $1.taxMinor }, comment)
            #expect(pricing.taxMinor == pricing.lines.reduce(0) { $0 + $1.taxMinor }, comment)
        }
    }

    /// Exact: the tax is the whole number n with n - 1/2 <= shown × rate ÷ whole < n + 1/2.
    private static func isHalfUp(_ tax: Int64, of shown: Int64, _ ppm: Int64, _ mode: Market.TaxMode) -> Bool {
        let whole = Int128(mode == .added ? 1_000_000 : 1_000_000 + ppm)
        let product = 2 * Int128(shown) * Int128(ppm)
        return (2 * Int128(tax) - 1) * whole <= product && product < (2 * Int128(tax) + 1) * whole
    }

    @Test func `rates are written as people do`() {
        for row in TextTable.rows("""
            0       | 0%
            1       | 0.0001%
            45000   | 4.5%
            50000   | 5%
            88750   | 8.875%
            100000  | 10%
            200000  | 20%
            1000000 | 100%
            """) {
            #expect(Int64(row[0]).map { TaxRate(ppm: $0).text } == row[1])
        }
    }
}
