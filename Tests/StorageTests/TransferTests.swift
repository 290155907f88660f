import Foundation
import Storage
import Synchronization
import TestKit
import Testing
import Values

/// Rows of any table from one engine to the other and back.
struct TransferTests {
    private static let migrations = [
        Migration(
            "transfer-1",
            "CREATE TABLE zebras (key BIGINT PRIMARY KEY, name TEXT NOT NULL, note TEXT, weight BIGINT, mane BYTES)",
            "CREATE TABLE foals (zebra BIGINT NOT NULL REFERENCES zebras (key), name TEXT NOT NULL, PRIMARY KEY (zebra, name))",
            "CREATE TABLE apples (foal_name TEXT PRIMARY KEY, zebra BIGINT NOT NULL, \"order\" BIGINT, "
                + "FOREIGN KEY (zebra, foal_name) REFERENCES foals (zebra, name))")
    ]

    private static let ways: [(Engine, Engine)] = Engine.available.flatMap { from in Engine.available.map { (from, $0) } }

    @Test(arguments: ways)
    func `all rows arrive as they were, whatever is in them`(_ from: Engine, _ to: Engine) async throws {
        try await TestDatabase.with(from, Self.migrations) { here in
            try await TestDatabase.with(to, Self.migrations) { there in
                try await Self.fill(here.database, zebras: 1203)
                let before = try await Self.rows(here.database)
                let heard = Trail<String>()
                try await there.database.take([.init(here.database, try await Self.shapes(here.database))]) { table, rows in
                    heard.add("\(table.name) \(rows.count)")
                }
                let after = try await Self.rows(there.database)
                #expect(after == before)
                #expect(before["zebras"]?.count == 1203)
                #expect(heard.all.first == "zebras 32" && heard.all.last?.hasPrefix("apples ") == true)
            }
        }
    }

    @Test(arguments: ways)
    func `a row that does not fit stops the copy, and a server keeps nothing of it`(_ from: Engine, _ to: Engine) async throws {
        try await TestDatabase.with(from, Self.migrations) { here in
            try await TestDatabase.with(to, Self.migrations) { there in
                try await Self.fill(here.database, zebras: 900)
                let last = try await here.database.read { try $0.first("SELECT max(key) FROM zebras") { $0.int(0) } ?? 0 }
                try await there.database.write { _ = try $0.run("INSERT INTO zebras (key, name) VALUES (\(last), 'in the way')") }
                let shapes = try await Self.shapes(here.database)
                await #expect(throws: (any Error).self) { try await there.database.take([.init(here.database, shapes)]) { _, _ in } }
                let left = try await there.database.read { try $0.count("SELECT count(*) FROM zebras") }
                #expect(to == .sqlite || left == 1)
                let foals = try await there.database.read { try $0.count("SELECT count(*) FROM foals") }
                #expect(foals == 0)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `tables are told with those that others point to first, and without the bookkeeping`(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, Self.migrations) { place in
            let names = try await Self.shapes(place.database).map(\.name)
            #expect(names == ["facts", "jobs", "repeats", "zebras", "foals", "apples"])
        }
    }

    private static func shapes(_ database: Database) async throws -> [TableShape] { try await database.read { try TableShape.all(in: $0) } }

    private static func rows(_ database: Database) async throws -> [String: [[SQLValue]]] {
        try await database.read { tx in
            var all: [String: [[SQLValue]]] = [:]
            for table in try TableShape.all(in: tx) { try table.pages(in: tx) { all[table.name, default: []] += $0 } }
            // Text keys have another order on each engine.
            return all.mapValues { $0.sorted { "\($0)" < "\($1)" } }
        }
    }

    private static func fill(_ database: Database, zebras: Int) async throws {
        var random = SeededRandom.printed()
        var statements: [SQL] = []
        let pieces = ["", "\\", "\\N", "\t", "\n", "\r\n", "\\.", "'", "\"", "줄무늬", "縞🦓", "é", "\u{1}", "$1", "%", "x"]
        func text() -> String { (0..<Int.random(in: 0...5, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined() }
        for number in 0..<zebras {
            let key = Int64.random(in: 0..<(1 << 50), using: &random) << 11 | Int64(number)
            let note: String? = Bool.random(using: &random) ? text() : nil
            let weight: Int64? = [nil, 0, -1, .max, .min, 7].randomElement(using: &random) ?? nil
            let mane: SQLValue = Bool.random(using: &random)
                ? .null : .bytes(Data((0..<Int.random(in: 0...40, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }))
            statements.append("INSERT INTO zebras (key, name, note, weight, mane) VALUES (\(key), \(text()), \(note), \(weight), \(mane))")
            guard number % 2 == 0 else { continue }
            let name = text() + "\(number)"
            statements.append("INSERT INTO foals (zebra, name) VALUES (\(key), \(name))")
            if number % 4 == 0 { statements.append("INSERT INTO apples (foal_name, zebra, \"order\") VALUES (\(name), \(key), \(weight))") }
        }
        let all = statements
        try await database.write { tx in for statement in all { try tx.run(statement) } }
    }
}
