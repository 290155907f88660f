import Releases
import Storage
import TestKit
import Testing
import Values

@Suite struct GateTests {
    @Test(arguments: Engine.available)
    func `an opening holds from its first millisecond to the one before its end`(engine: Engine) async throws {
        try await Programme.with(engine) { programme in
            try await programme.release("Film one", [1, 2], """
                JP | 2018-02-01T00:00 Asia/Tokyo       | 2018-03-01T00:00 Asia/Tokyo
                US | 2018-02-01T00:00 America/New_York | for good
                GB | 2018-02-01T09:30:00.250Z          | 2018-02-01T09:30:00.251Z
                CN | 2018-02-01T00:00 Asia/Shanghai    | for good | television
                """)
            for row in TextTable.rows("""
                # market | moment                   | open | next edge
                JP       | 2018-01-31T14:59:59.999Z | no   | 2018-01-31T15:00:00.000Z
                JP       | 2018-01-31T15:00:00.000Z | yes  | 2018-02-28T15:00:00.000Z
                JP       | 2018-02-28T14:59:59.999Z | yes  | 2018-02-28T15:00:00.000Z
                JP       | 2018-02-28T15:00:00.000Z | no   |
                US       | 2018-01-31T15:00:00.000Z | no   | 2018-02-01T05:00:00.000Z
                US       | 2018-02-01T04:59:59.999Z | no   | 2018-02-01T05:00:00.000Z
                US       | 2018-02-01T05:00:00.000Z | yes  |
                US       | 9999-12-31T23:59:59.999Z | yes  |
                GB       | 2018-02-01T09:30:00.249Z | no   | 2018-02-01T09:30:00.250Z
                GB       | 2018-02-01T09:30:00.250Z | yes  | 2018-02-01T09:30:00.251Z
                GB       | 2018-02-01T09:30:00.251Z | no   |
                KR       | 2018-02-01T09:30:00.250Z | no   |
                CN       | 2018-02-02T00:00:00.000Z | no   |
                """) {
                for item in [1, 2] as [Int64] {
                    let isOpen = try await programme.isOpen(item, row[0], row[1])
                    #expect(isOpen == (row[2] == "yes"), "\(row)")
                }
                let edge = try await programme.nextEdge(row[0], row[1])
                #expect(edge ?? "" == row[3], "\(row)")
                let stranger = try await programme.isOpen(3, row[0], row[1])
                #expect(!stranger, "an item in no release is closed")
            }
            let onTelevision = try await programme.isOpen(1, "CN", "2018-02-02T00:00:00Z", .television)
            #expect(onTelevision)
        }
    }

    @Test(arguments: Engine.available)
    func `an item is open while any of its releases is`(engine: Engine) async throws {
        try await Programme.with(engine) { programme in
            let first = try await programme.release("First", [1], "KR | 2018-02-01T00:00Z | 2018-02-10T00:00Z")
            try await programme.release("Second", [1, 2], "KR | 2018-02-05T00:00Z | 2018-02-20T00:00Z")
            try await programme.release("Again", [1], "KR | 2018-03-01T00:00Z | 2018-03-02T00:00Z")
            for row in TextTable.rows("""
                # moment             | 1   | 2
                2018-01-31T23:59:59Z | no  | no
                2018-02-01T00:00:00Z | yes | no
                2018-02-05T00:00:00Z | yes | yes
                2018-02-10T00:00:00Z | yes | yes
                2018-02-20T00:00:00Z | no  | no
                2018-03-01T12:00:00Z | yes | no
                2018-03-02T00:00:00Z | no  | no
                """) {
                let answers = [try await programme.isOpen(1, "KR", row[0]), try await programme.isOpen(2, "KR", row[0])]
                #expect(answers == [row[1] == "yes", row[2] == "yes"], "\(row)")
            }
            let wasIn = try await programme.database.write { tx in
                [try first.remove(Programme.item(1), in: tx), try first.remove(Programme.item(1), in: tx)]
            }
            #expect(wasIn == [true, false])
            let isOpen = try await programme.isOpen(1, "KR", "2018-02-01T00:00:00Z")
            #expect(!isOpen)
        }
    }

    @Test(arguments: Engine.available)
    func `random releases answer as the oracle does, and nothing changes before the next edge`(engine: Engine) async throws {
        let seed = SeededRandom.printed()
        try await Programme.with(engine) { programme in
            var random = seed
            var openings: [(items: Set<Int64>, market: String, from: Int64, to: Int64)] = []
            for number in 0..<25 {
                let items = (0..<Int.random(in: 0...4, using: &random)).map { _ in Int64.random(in: 1...8, using: &random) }
                let from = Int64.random(in: 0..<80, using: &random)
                let to = Bool.random(using: &random) ? from + Int64.random(in: 1...30, using: &random) : Int64.max
                let market = ["JP", "US"].randomElement(using: &random) ?? "JP"
                let end = to == .max ? "for good" : "\(Instant(ms: to))"
                try await programme.release("\(number)", items, "\(market) | \(Instant(ms: from)) | \(end)")
                openings.append((Set(items), market, from, to))
            }
            for market in ["JP", "US"] {
                for moment in stride(from: Int64(-1), through: 120, by: 7) {
                    let gate = Gate(try Programme.market(market), at: Instant(ms: moment))
                    let (open, edge) = try await programme.database.read { tx in
                        (try (1...8).filter { try gate.isOpen(Programme.item($0), in: tx) }, try gate.nextEdge(in: tx))
                    }
                    let here = openings.filter { $0.market == market }
                    #expect(open == (1...8).filter { item in
                        here.contains { $0.items.contains(item) && $0.from <= moment && moment < $0.to }
                    }, "seed \(seed.seed)")
                    let edges = here.flatMap { [$0.from, $0.to] }.filter { $0 > moment && $0 < .max }
                    #expect(edge?.ms == edges.min(), "seed \(seed.seed)")
                }
            }
        }
    }

    @Test func `the gate walks over no row without an index`() async throws {
        try await Programme.with(.sqlite) { programme in
            for number in 0..<60 {
                try await programme.release("\(number)", [Int64(number), 7], "JP | \(Instant(ms: Int64(number))) | for good")
            }
            let gate = Gate(try Programme.market("JP"), at: Instant(ms: 1))
            let steps = try await programme.database.read { tx in
                _ = try gate.isOpen(Programme.item(7), in: tx)
                _ = try gate.isOpen(Programme.item(99), in: tx)
                _ = try gate.nextEdge(in: tx)
                return tx.fullScanSteps
            }
            #expect(steps == 0)
        }
    }

    @Test func `the gate walks from the item to its openings, however many the market has`() async throws {
        try await Programme.with(.sqlite) { programme in
            let gate = Gate(try Programme.market("JP"), at: Instant(ms: 1))
            let plan = try await programme.database.read { tx in
                try tx.all("EXPLAIN QUERY PLAN SELECT 1 FROM releases r WHERE \(gate.opens("r.key"))") { $0.text(3) }
            }
            #expect(plan.filter { $0.hasPrefix("SEARCH") } == [
                "SEARCH gate_item USING COVERING INDEX release_items_item (item=?)",
                "SEARCH gate USING INDEX openings_release (release=? AND market=?)",
            ])
        }
    }
}
