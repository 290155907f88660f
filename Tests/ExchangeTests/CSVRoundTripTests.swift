@testable import Exchange
import Testing

struct CSVRoundTripTests {
    private static let pieces = [
        "", "a", ",", "\"", "\n", "\r\n", ";", "\t", " ", "=1+1", "赤", "é", "x y", "\"\"", "'", "\r",
    ]

    private func table(_ random: inout SeededRandom) -> [[String]] {
        let columns = Int.random(in: 1...6, using: &random)
        return (0..<Int.random(in: 0...8, using: &random)).map { _ in
            (0..<columns).map { _ in
                (0..<Int.random(in: 0...4, using: &random)).map { _ in
                    Self.pieces.randomElement(using: &random) ?? ""
                }.joined()
            }
        }
    }

    /// Feeds the bytes in pieces of random sizes.
    private func parsed(_ bytes: [UInt8], _ random: inout SeededRandom) throws -> [[String]] {
        var parser = CSVParser(separator: .comma)
        var rows: [[String]] = []
        var place = 0
        while place < bytes.count {
            let end = min(bytes.count, place + Int.random(in: 1...7, using: &random))
            try bytes[place..<end].withUnsafeBytes { try parser.feed($0) { rows.append($0.values) } }
            place = end
        }
        try parser.finish { rows.append($0.values) }
        return rows
    }

    @Test func `whatever is written is read back, however the bytes arrive`() throws {
        for seed in UInt64(1)...2_000 {
            var random = SeededRandom(seed)
            let table = table(&random)
            let header = (0..<(table.first?.count ?? 1)).map { "column \($0)" }
            var writer = CSVWriter(header: header)
            for row in table { writer.append(row) }
            #expect(try parsed(writer.take(), &random) == table, "seed \(seed)")
        }
    }

    @Test func `values are quoted only where they must be`() {
        var writer = CSVWriter(header: ["a", "b"])
        writer.append(["plain text", "-5; =x"])
        writer.append(["1,5", "say \"hi\""])
        writer.append(["two\nlines", ""])
        #expect(
            writer.text == "a,b\r\nplain text,-5; =x\r\n\"1,5\",\"say \"\"hi\"\"\"\r\n\"two\nlines\",\r\n")
    }

    @Test func `a single empty value is quoted, so that its row is no empty line`() {
        var writer = CSVWriter(header: ["a"])
        writer.append([""])
        #expect(writer.text == "a\r\n\"\"\r\n")
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+SUM(A1)", "'+SUM(A1)"), ("-2+3", "'-2+3"), ("@cmd", "'@cmd"), ("\tx", "'\tx"),
        ("-", "'-"),
        ("-12.50", "-12.50"), ("+49", "+49"), ("a=b", "a=b"), ("", ""), ("12", "12"),
        ("=\"x\"", "\"'=\"\"x\"\"\""),
    ])
    func `formulas are guarded only where asked for`(_ value: String, _ guarded: String) {
        var people = CSVWriter(header: ["a", "b"], guardsFormulas: true)
        people.append([value, "x"])
        #expect(people.text == "a,b\r\n\(guarded),x\r\n")
        var machines = CSVWriter(header: ["a", "b"])
        machines.append([value, "x"])
        #expect(!machines.text.contains("'"))
    }

    @Test func `what was taken is not written again`() {
        var writer = CSVWriter(header: ["a"])
        #expect(writer.take() == Array("a\r\n".utf8))
        writer.append(["1"])
        #expect(writer.count == 3)
        #expect(writer.take() == Array("1\r\n".utf8))
        #expect(writer.take().isEmpty)
    }
}
