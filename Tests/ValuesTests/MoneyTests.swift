import Foundation
import TestKit
import Testing
import Values

struct MoneyTests {
    @Test func `amounts are written for machines and for fans`() throws {
        for row in TextTable.rows("""
            # minor             | currency | decimal              | text
            0                   | JPY      | 0                    | ¥0
            1200                | JPY      | 1200                 | ¥1,200
            999                 | KRW      | 999                  | ₩999
            35000               | KRW      | 35000                | ₩35,000
            5                   | USD      | 0.05                 | $0.05
            120050              | USD      | 1200.50              | $1,200.50
            100000000           | GBP      | 1000000.00           | £1,000,000.00
            19900               | CNY      | 199.00               | ¥199.00
            1234567             | KWD      | 1234.567             | KWD\u{a0}1,234.567
            7                   | BHD      | 0.007                | BHD\u{a0}0.007
            -120050             | EUR      | -1200.50             | −€1,200.50
            -9                  | JPY      | -9                   | −¥9
            9223372036854775807 | USD      | 92233720368547758.07 | $92,233,720,368,547,758.07
            """) {
            let money = Money(minor: try #require(Int64(row[0])), try #require(Currency(row[1])))
            #expect(money.decimal == row[2])
            #expect(money.text == row[3])
            if money.minor >= 0, money.minor < Int64.max / 2 { #expect(Money(decimal: row[2], money.currency) == money) }
        }
    }

    @Test func `decimals are read, or refused when the currency has fewer`() throws {
        for row in TextTable.rows("""
            1200       | JPY | 1200
            1,200      | JPY | 1200
            1200.0     | JPY | 1200
            1200.00    | JPY | 1200
            1200.5     | JPY |
            12.5       | USD | 1250
            12.50      | USD | 1250
            12.500     | USD | 1250
            12.505     | USD |
            12.        | USD | 1200
            1,200.00   | USD | 120000
            1,234,567.8 | USD | 123456780
            12.505     | KWD | 12505
            12.5050    | KWD | 12505
            12.5055    | KWD |
            007        | USD | 700
            12,50      | USD |
            1,2,3      | USD |
            1,200,00   | USD |
            ,200       | USD |
            1.200.00   | USD |
            -1         | USD |
            +1         | USD |
            .5         | USD |
            .          | USD |
                       | USD |
            1e3        | USD |
            $5         | USD |
            5 USD      | USD |
            ٣          | USD |
            １２       | USD |
            99999999999999999999 | USD |
            92233720368547758 | USD |
            """) {
            let currency = try #require(Currency(row[1]))
            #expect(Money(decimal: row[0], currency)?.minor == Int64(row[2]), "\(row)")
        }
    }

    @Test func `any amount comes back from its decimal`() throws {
        var random = SeededRandom.printed()
        for currency in ["JPY", "USD", "KWD"].compactMap({ Currency($0) }) {
            for _ in 0..<1_000 {
                let money = Money(minor: Int64.random(in: 0..<1 << 50, using: &random), currency)
                #expect(Money(decimal: money.decimal, currency) == money, "seed \(random.seed)")
            }
        }
    }

    @Test func `amounts of one currency add and multiply`() throws {
        let yen = try #require(Currency("jpy"))
        #expect(Money(minor: 5, yen) + Money(minor: 7, yen) * 3 == Money(minor: 26, yen))
        #expect(yen.code == "JPY" && yen.minorPerMajor == 1)
    }

    @Test func `adding two currencies stops the program`() async {
        await #expect(processExitsWith: .failure) {
            guard let yen = Currency("JPY"), let won = Currency("KRW") else { return }
            _ = Money(minor: 1, yen) + Money(minor: 1, won)
        }
    }

    @Test(arguments: ["", "U", "US", "USDX", "U5D", "ßa", "ﬀa", "U D", "ıSK", "ｕｓｄ"])
    func `other text is no currency`(text: String) {
        #expect(Currency(text) == nil)
    }

    @Test(arguments: ["", "U", "USA", "U1", "ß", "ﬁ", "ıs", "u-", "@A", "`a", "[b", "{c"])
    func `other text is no market`(text: String) {
        #expect(MarketCode(text) == nil)
    }

    @Test func `codes are read in either case`() {
        #expect(MarketCode("jp")?.text == "JP")
        #expect(MarketCode("JP")?.path == "jp")
        #expect(Currency("kwd")?.decimals == 3)
        #expect(Language(path: "ZH-hans") == .chinese)
        #expect(Language(path: "zh") == nil)
    }
}
