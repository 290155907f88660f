import Storage
import Values

/// A small table for looking at the engines themselves.
enum Notes {
    static let migrations = [
        Migration(
            "notes-1",
            "CREATE TABLE notes (key BIGINT PRIMARY KEY, text TEXT, amount BIGINT, data BYTES, CHECK (amount >= 0))")
    ]

    static func add(_ text: String, amount: Int64 = 0, in tx: Transaction) throws {
        try tx.run("INSERT INTO notes (key, text, amount) VALUES (\(try tx.newKey(Notes.self)), \(text), \(amount))")
    }

    static func texts(in tx: Transaction) throws -> [String] { try tx.all("SELECT text FROM notes ORDER BY text") { $0.text(0) } }
    static func count(in tx: Transaction) throws -> Int64 { try tx.count("SELECT count(*) FROM notes") }
}
