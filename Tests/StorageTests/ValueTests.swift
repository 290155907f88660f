import Foundation
import Storage
import TestKit
import Testing
import Values

@Suite struct ValueTests {
    private static let texts = [
        "", "a", "it's \"quoted\" ? $1 \\ %s; --", "平昌 평창 ピョンチャン", "🏅👩🏽‍🚀", "e\u{301}", "é", "\u{1}\u{7f}\u{202e}", "line\r\n\ttab",
        String(repeating: "長", count: 300_000),
    ]
    private static let numbers: [Int64] = [0, 1, -1, 127, -128, 255, 65_536, -2_147_483_649, 4_294_967_296, .max, .min]
    private static let blobs = [
        Data(), Data([0]), Data([0, 0, 0]), Data(0...255), Data("text".utf8), Data(repeating: 0xFF, count: 1_000_000),
    ]

    @Test(arguments: Engine.available)
    func `values come back as they were`(engine: Engine) async throws {
        try await TestDatabase.with(engine, []) { place in
            try await place.database.write { tx in
                try tx.run(SQL(stringLiteral: engine == .sqlite
                    ? "CREATE TABLE things (key INTEGER PRIMARY KEY, text TEXT, number INTEGER, data BLOB) STRICT"
                    : "CREATE TABLE things (key BIGINT PRIMARY KEY, text TEXT, number BIGINT, data BYTEA)"))
                for (key, text) in Self.texts.enumerated() { try tx.run("INSERT INTO things (key, text) VALUES (\(key), \(text))") }
                for (key, number) in Self.numbers.enumerated() {
                    try tx.run("INSERT INTO things (key, number) VALUES (\(100 + key), \(number))")
                }
                for (key, data) in Self.blobs.enumerated() { try tx.run("INSERT INTO things (key, data) VALUES (\(200 + key), \(data))") }
                try tx.run("""
                    INSERT INTO things (key, text, number, data)
                    VALUES (300, \(nil as String?), \(nil as Int64?), \(SQLValue.null))
                    """)
            }
            try await place.database.read { tx in
                #expect(try tx.all("SELECT text FROM things WHERE key < 100 ORDER BY key") { $0.text(0) } == Self.texts)
                #expect(try tx.all("SELECT number FROM things WHERE key BETWEEN 100 AND 199 ORDER BY key") { $0.int(0) } == Self.numbers)
                #expect(try tx.all("SELECT data FROM things WHERE key BETWEEN 200 AND 299 ORDER BY key") { $0.bytes(0) } == Self.blobs)
                try tx.each("SELECT text, number, data FROM things WHERE key = 300") { row in
                    #expect((0..<3).allSatisfy(row.isNull))
                    #expect(row.text(0).isEmpty && row.int(1) == 0 && row.bytes(2).isEmpty)
                    #expect(row.optionalText(0) == nil && row.optionalInt(1) == nil && row.optionalInstant(1) == nil)
                }
                for text in Self.texts { #expect(try tx.count("SELECT count(*) FROM things WHERE text = \(text)") == 1) }
                #expect(try tx.all("SELECT 1 WHERE \(true) = \(1) AND \(false) = \(0)") { $0.int(0) } == [1])
            }
        }
    }

    @Test(arguments: Engine.available)
    func `text with the character NUL is refused and never cut`(engine: Engine) async throws {
        try await TestDatabase.with(engine, Notes.migrations) { place in
            await #expect(throws: InvalidField.self) {
                try await place.database.write { tx in
                    try Notes.add("kept whole or not at all", in: tx)
                    try Notes.add("a\u{0}b", in: tx)
                }
            }
            await #expect(throws: InvalidField.self) {
                try await place.database.read { tx in try tx.count("SELECT count(*) FROM notes WHERE text = \("a\u{0}")") }
            }
            let kept = try await place.database.read(Notes.count)
            #expect(kept == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `a write that swallowed a failed statement is never acknowledged half`(engine: Engine) async throws {
        try await TestDatabase.with(engine, Notes.migrations) { place in
            let outcome = await Outcome.of {
                try await place.database.write { tx in
                    try Notes.add("one", in: tx)
                    try? Notes.add("two", amount: -1, in: tx)
                }
            }
            let kept = try await place.database.read(Notes.texts)
            switch engine {
            case .sqlite: #expect(outcome.failure == nil && kept == ["one"])
            case .postgres: #expect((outcome.failure as? Fault)?.kind == .storageBroken && kept.isEmpty)
            }
        }
    }

    @Test func `a fragment keeps its values in place`() {
        let list = SQL.joined([1, 2, 3].map { "\($0)" }, by: ", ")
        let statement: SQL = "SELECT \("a") WHERE key IN (\(list)) AND x = \(nil as String?)"
        #expect(statement.text == "SELECT ? WHERE key IN (?, ?, ?) AND x = ?")
        #expect(statement.values == [.text("a"), .int(1), .int(2), .int(3), .null])
    }

    @Test func `a server's address is shown without its password`() {
        #expect("\(Database.Location.server("postgres://hub:secret@db:5432/hub"))" == "postgres://hub:…@db:5432/hub")
        #expect("\(Database.Location.server("postgres://hub@db/hub"))" == "postgres://hub@db/hub")
    }
}
