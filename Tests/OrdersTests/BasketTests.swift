import Orders
import Storage
import TestKit
import Testing
import Values

@Suite struct BasketTests {
    private static let goods = """
        scarf | 29900 | standard | 100
        book  | 12000 | books    | 100
        """

    private static func lines(_ token: Token, _ till: Till) async throws -> [String] {
        try await till.database.read { tx in
            try Basket.find(token, in: till.market.code, in: tx)?.lines.map { line in
                "\(line.quantity) \(till.items.first { $0.value == line.item }?.key ?? "?")"
            } ?? ["no basket"]
        }
    }

    @Test(arguments: Engine.available)
    func `things stand in the order in which they were put in, each once`(engine: Engine) async throws {
        try await Till.with(engine, .korea, Self.goods) { till in
            let token = try await till.basket("2 scarf, 1 book, 3 scarf")
            #expect(try await Self.lines(token, till) == ["5 scarf", "1 book"])
            try await till.database.write { tx in
                let basket = try #require(try Basket.find(token, in: till.market.code, in: tx))
                try basket.set(try #require(till.items["scarf"]), quantity: 1, in: tx)
                try basket.set(try #require(till.items["book"]), quantity: 0, in: tx)
            }
            #expect(try await Self.lines(token, till) == ["1 scarf"])
        }
    }

    @Test(arguments: Engine.available)
    func `a basket refuses what it cannot hold and stays as it was`(engine: Engine) async throws {
        let many = (0..<51).map { "thing\($0) | 100 | standard | 9" }.joined(separator: "\n")
        try await Till.with(engine, .korea, Self.goods + "\n" + many) { till in
            let token = try await till.basket("18 scarf")
            for row in TextTable.rows("""
                # adds   | answer
                3 scarf  | too_many
                0 scarf  | invalid_field
                -1 scarf | invalid_field
                21 book  | invalid_field
                1 nothing | not_sold_here
                2 scarf  | done
                1 scarf  | too_many
                """) {
                let words = row[0].split(separator: " ")
                let outcome = await Outcome.of {
                    try await till.database.write { _ = try till.add(String(words[1]), Int64(words[0]) ?? 0, to: token, in: $0) }
                }
                #expect((outcome.refusal ?? "done") == row[1], "\(row)")
            }
            #expect(try await Self.lines(token, till) == ["20 scarf"])
            try await till.database.write { tx in for number in 0..<49 { try till.add("thing\(number)", 1, to: token, in: tx) } }
            let full = await Outcome.of { try await till.database.write { _ = try till.add("thing50", 1, to: token, in: $0) } }
            #expect(full.refusal == "basket_full")
            try await till.database.write { _ = try till.add("thing7", 2, to: token, in: $0) }
            #expect(try await Self.lines(token, till).count == 50)
        }
    }

    @Test(arguments: Engine.available)
    func `quantities that are set stay within the limit`(engine: Engine) async throws {
        try await Till.with(engine, .korea, Self.goods) { till in
            let token = try await till.basket("2 scarf")
            for quantity in [-1, 21] as [Int64] {
                let outcome = await Outcome.of {
                    try await till.database.write { tx in
                        try Basket.find(token, in: till.market.code, in: tx)?.set(till.items["scarf"] ?? Key(raw: 1), quantity: quantity, in: tx)
                    }
                }
                #expect(outcome.refusal == "invalid_field")
            }
            #expect(try await Self.lines(token, till) == ["2 scarf"])
        }
    }

    @Test(arguments: Engine.available)
    func `many adds of one thing at once are all counted, or refused above the limit`(engine: Engine) async throws {
        try await Till.with(engine, .korea, Self.goods) { till in
            let token = try await till.basket("1 book")
            let outcomes = await Outcome.all(12) { _ in try await till.database.write { _ = try till.add("scarf", 2, to: token, in: $0) } }
            #expect(outcomes.compactMap(\.failure).map { "\($0)" } == [])
            #expect(outcomes.compactMap(\.refusal) == ["too_many", "too_many"])
            #expect(try await Self.lines(token, till) == ["1 book", "20 scarf"])
        }
    }

    @Test(arguments: Engine.available)
    func `a basket is found by its token in its own market until it is ordered`(engine: Engine) async throws {
        try await Till.with(engine, .korea, Self.goods) { till in
            let token = try await till.basket("1 scarf")
            let elsewhere = try await till.database.read { try Basket.find(token, in: try Place.america.market.code, in: $0) == nil }
            #expect(elsewhere)
            #expect(try await till.database.read { try Basket.find(.random(), in: till.market.code, in: $0) == nil })
            _ = try await till.place(try await till.request(token))
            #expect(try await Self.lines(token, till) == ["no basket"])
        }
    }
}
