import Foundation
import Releases
import Storage
import TestKit
import Testing
import Values

@testable import Search

/// The index follows the content, and a proof says when it does not.
struct IndexTests {
    private static func product(_ key: Int64, _ title: String, body: String = "") -> Document {
        Document(
            Key(raw: key), .product, path: "products/\(key)", freshAt: Corpus.now, texts: [.english: Document.Text(title: title, body: body)])
    }

    @Test(arguments: Engine.available)
    func `a changed document is found by its new words only, an equal one is not written`(_ engine: Engine) async throws {
        try await Corpus.with(engine) { corpus in
            try await corpus.put([Self.product(1, "Scarf"), Self.product(2, "Mug")])
            let news = try await corpus.database.write { try Index.put([Self.product(1, "Scarf"), Self.product(2, "Cup")], in: $0) }
            #expect(news == 1)
            #expect(try await corpus.find("mug") == [])
            #expect(try await corpus.find("cup") == ["products/2"])
            #expect(try await corpus.database.write { try Index.remove([Key(raw: 1), Key(raw: 9)], in: $0) } == 1)
            #expect(try await corpus.find("scarf") == [])
            #expect(try await corpus.problems(with: [Self.product(2, "Cup")]) == [])
        }
    }

    @Test(arguments: Engine.available)
    func `blocks whose documents are dead are swept, and sparse ones are written anew`(_ engine: Engine) async throws {
        try await Corpus.with(engine) { corpus in
            let first = (1...2100).map { Self.product(Int64($0), "Thing \($0)") }
            try await corpus.put(first)
            let second = (1...1000).map { Self.product(Int64($0), "Other \($0)") }
            try await corpus.database.write { _ = try Index.put(second, in: $0) }
            func blocks() async throws -> [String] {
                try await corpus.database.read { try $0.all("SELECT block, living FROM search_blocks ORDER BY block") { "\($0.int(0)):\($0.int(1))" } }
            }
            #expect(try await blocks() == ["0:24", "1:1024", "2:1024", "3:28"])
            #expect(try await corpus.database.write { try Index.sweep(in: $0) } == 0)
            let waiting = try await corpus.database.write { try Waiting.take(limit: 100, in: $0).map(\.item.raw) }
            #expect(waiting == Array(1001...1024))
            try await corpus.database.write { _ = try Index.put(first[1000..<1024].map { $0 }, in: $0) }
            #expect(try await corpus.database.write { try Index.sweep(in: $0) } == 1)
            #expect(try await blocks() == ["1:1024", "2:1024", "3:52"])
            #expect(try await corpus.database.write { try Index.sweep(in: $0) } == 0)
            #expect(try await corpus.find("thing 1010") == ["products/1010"])
            #expect(try await corpus.problems(with: second + first[1000...]) == [])
        }
    }

    @Test(arguments: Engine.available)
    func `the proof finds a lost posting, a foreign one, a missing document and an old one`(_ engine: Engine) async throws {
        try await Corpus.with(engine) { corpus in
            let documents = [Self.product(1, "Scarf"), Self.product(2, "Mug"), Self.product(3, "Cap")]
            try await corpus.put(documents)
            #expect(try await corpus.problems(with: documents) == [])
            let news = documents + [Self.product(4, "Pin")]
            #expect(try await corpus.problems(with: news) == ["products/4 is not in the search index."])
            let changed = [Self.product(1, "Shawl")] + documents.dropFirst()
            #expect(try await corpus.problems(with: changed).count == 1)
            let wrong = "The postings of products/2 are not those of its words; 'stadion reindex' writes them anew."
            try await corpus.database.write { _ = try $0.run("DELETE FROM search_postings WHERE term = 'mug'") }
            #expect(try await corpus.problems(with: documents) == [wrong])
            try await corpus.database.write { _ = try Index.distrust(in: $0) }
            try await corpus.database.write { _ = try Index.put(documents, in: $0) }
            #expect(try await corpus.problems(with: documents) == [])
            #expect(try await corpus.find("mug") == ["products/2"])
        }
    }

    @Test(arguments: Engine.available)
    func `who waits is taken once, and two at a time lose nothing`(_ engine: Engine) async throws {
        try await Corpus.with(engine) { corpus in
            let items = (1...60).map { ItemKey(raw: Int64($0)) }
            try await corpus.database.write { tx in
                try Waiting.add(items, .product, in: tx)
                try Waiting.add(Array(items.prefix(10)), .product, in: tx)
            }
            let taken = try await withThrowingTaskGroup(of: [ItemKey].self) { group in
                for _ in 0..<12 {
                    group.addTask { try await corpus.database.write { try Waiting.take(limit: 10, in: $0).map(\.item) } }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(Set(taken).count == taken.count)
            let rest = try await corpus.database.write { try Waiting.take(limit: 100, in: $0).map(\.item) }
            #expect((taken + rest).sorted() == items)
        }
    }

    @Test(arguments: Engine.available)
    func `nodes that write at the same time write no block twice`(_ engine: Engine) async throws {
        try await Corpus.with(engine) { corpus in
            let documents = (1...200).map { Self.product(Int64($0), "Shared word \($0)") }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for part in documents.parts(of: 20) {
                    group.addTask { try await corpus.database.write { _ = try Index.put(Array(part), in: $0) } }
                }
                try await group.waitForAll()
            }
            #expect(try await corpus.problems(with: documents) == [])
        }
    }

    @Test func `a search walks over no table`() async throws {
        try await Corpus.with(.sqlite) { corpus in
            try await corpus.put((1...3000).map { Self.product(Int64($0), "Lane scarf \($0)", body: "Knitted in number \($0)") })
            let gate = Gate(Corpus.us.code, at: Corpus.now)
            let steps = try await corpus.database.read { tx in
                let finder = Finder(in: .english, through: gate)
                for text in ["scarf", "lane scraf", "lane scarf 77", "nothing here", "l"] {
                    _ = try finder.find(Query(text), limit: 24, in: tx)
                    _ = try finder.suggest(Query(text), limit: 8, in: tx)
                }
                return tx.fullScanSteps
            }
            #expect(steps == 0)
        }
    }

    @Test func `pieces of a text are marked where they meet the query`() throws {
        let rows = TextTable.rows("""
            Lane scarf for the rink   | scarf         | Lane [scarf] for the rink
            Lane scarves for the rink | scar rink     | Lane [scarves] for the [rink]
            Größe über alles          | grosse uber   | [Größe] [über] alles
            A skateing rink           | skating       | A [skateing] rink
            羽生結弦の演技             | 羽生          | [羽生]結弦の演技
            スケートとｽｹｰﾄ             | スケート      | [スケート]と[ｽｹｰﾄ]
            雪の上                     | 雪            | [雪]の上
            500メートルのスケート       | スケート      | 500メートルの[スケート]
            <b>bold & scarf</b>       | scarf         | <b>bold & [scarf]</b>
            nothing here              | elsewhere     | nothing here
            """)
        for row in rows {
            let pieces = Marks.pieces(of: row[0], for: try Query(row[1]))
            #expect(pieces.map { $0.isMatch ? "[\($0.text)]" : $0.text }.joined() == row[2], "\(row[0])")
            #expect(pieces.map(\.text).joined() == row[0])
        }
        #expect(Marks.pieces(of: "", for: try Query("a")) == [])
    }
}
