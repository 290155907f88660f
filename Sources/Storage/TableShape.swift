import Foundation
import Values

/// A table as the database itself describes it: for copying rows from one engine to the other without knowing what they mean.
package struct TableShape: Sendable, Hashable {
    /// What a column holds; the shared dialect has no other types.
    enum Kind: Sendable { case int, text, bytes }

    struct Column: Sendable, Hashable {
        let name: String
        let kind: Kind
    }

    /// The table's name.
    package let name: String
    /// Sorted by name, so that both engines tell them in one order.
    let columns: [Column]
    /// Names of the columns of the primary key, in its order.
    let key: [String]
    /// Tables that its rows point to.
    let parents: Set<String>

    /// Tables that belong to one database and are never copied: which steps made it, who is using it, what changed lately.
    package static let bookkeeping: Set<String> = ["migrations", "nodes", "changes"]

    /// Every table but the bookkeeping, those that others point to first.
    package static func all(in tx: Transaction) throws -> [TableShape] {
        let (columns, parents) = try tx.engine == .sqlite ? sqlite(tx) : postgres(tx)
        var waiting = try Dictionary(grouping: columns) { $0.table }.map { name, columns in
            guard columns.contains(where: { $0.place > 0 }) else { throw strange("the table \(name) has no primary key") }
            return TableShape(
                name: name,
                columns: try columns.map { Column(name: $0.name, kind: try kind($0.type, of: $0.name, in: name)) }
                    .sorted { $0.name < $1.name },
                key: columns.filter { $0.place > 0 }.sorted { $0.place < $1.place }.map(\.name),
                parents: Set(parents.filter { $0.child == name && $0.parent != name }.map(\.parent)))
        }.filter { !bookkeeping.contains($0.name) }.sorted { $0.name < $1.name }
        var sorted: [TableShape] = []
        while !waiting.isEmpty {
            let done = Set(sorted.map(\.name))
            guard let next = waiting.firstIndex(where: { $0.parents.isSubset(of: done) }) else {
                throw strange("the tables \(waiting.map(\.name)) point to each other in a circle")
            }
            sorted.append(waiting.remove(at: next))
        }
        return sorted
    }

    private typealias Found = (table: String, name: String, type: String, place: Int64)
    private typealias Link = (child: String, parent: String)

    private static func sqlite(_ tx: Transaction) throws -> ([Found], [Link]) {
        let columns = try tx.all("""
            SELECT m.name, c.name, c.type, c.pk FROM sqlite_master m JOIN pragma_table_info(m.name) c
            WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'
            """) { ($0.text(0), $0.text(1), $0.text(2), $0.int(3)) }
        let links = try tx.all("""
            SELECT m.name, f."table" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'
            """) { ($0.text(0), $0.text(1)) }
        return (columns, links)
    }

    private static func postgres(_ tx: Transaction) throws -> ([Found], [Link]) {
        let columns = try tx.all("""
            SELECT CAST(t.relname AS TEXT), CAST(a.attname AS TEXT), format_type(a.atttypid, a.atttypmod),
                CAST(COALESCE(array_position(CAST(i.indkey AS SMALLINT[]), a.attnum) + 1, 0) AS BIGINT)
            FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
            LEFT JOIN pg_index i ON i.indrelid = t.oid AND i.indisprimary
            WHERE t.relkind = 'r' AND t.relnamespace = current_schema()::regnamespace
            """) { ($0.text(0), $0.text(1), $0.text(2), $0.int(3)) }
        let links = try tx.all("""
            SELECT CAST(child.relname AS TEXT), CAST(parent.relname AS TEXT) FROM pg_constraint f
            JOIN pg_class child ON child.oid = f.conrelid JOIN pg_class parent ON parent.oid = f.confrelid
            WHERE f.contype = 'f' AND f.connamespace = current_schema()::regnamespace
            """) { ($0.text(0), $0.text(1)) }
        return (columns, links)
    }

    private static func kind(_ type: String, of column: String, in table: String) throws -> Kind {
        switch type {
        case "INTEGER", "bigint": .int
        case "TEXT", "text": .text
        case "BLOB", "bytea": .bytes
        default: throw strange("\(table).\(column) is of type \(type)")
        }
    }

    private static func strange(_ cause: String) -> Fault {
        Fault(.storageBroken, during: "reading the schema", cause: cause)
    }
}

extension TableShape {
    /// Rows at a time; fewer where they may be pictures.
    private var pageLength: Int { columns.contains { $0.kind == .bytes } ? 32 : 500 }

    /// Hands over all rows, a page at a time in the order of their keys; each row has its values in the order of the columns.
    package func pages(in tx: Transaction, _ body: ([[SQLValue]]) throws -> Void) throws {
        let places = key.compactMap { name in columns.firstIndex { $0.name == name } }
        let names = Self.list(columns.map(\.name))
        var last: [SQLValue]?
        while true {
            let after = last.map { _ in "WHERE (\(Self.list(key))) > (\(Self.marks(key.count)))" } ?? ""
            let text = "SELECT \(names) FROM \"\(name)\" \(after) ORDER BY \(Self.list(key)) LIMIT \(pageLength)"
            let rows = try tx.all(SQL(text, last ?? []), values)
            guard let end = rows.last else { return }
            try body(rows)
            guard rows.count == pageLength else { return }
            last = places.map { end[$0] }
        }
    }

    /// Whether there is no row.
    package func isEmpty(in tx: Transaction) throws -> Bool {
        try tx.first(SQL("SELECT 1 FROM \"\(name)\" LIMIT 1", [])) { _ in true } == nil
    }

    /// Adds rows as `pages` gives them; on PostgreSQL through COPY.
    func insert(_ rows: [[SQLValue]], in tx: Transaction) throws {
        switch tx.session {
        case .sqlite(let session):
            let text = "INSERT INTO \"\(name)\" (\(Self.list(columns.map(\.name)))) VALUES (\(Self.marks(columns.count)))"
            for row in rows { _ = try session.run(SQL(text, row)) }
        case .postgres(let session):
            let lines = rows.reduce(into: []) { CopyText.append($1, to: &$0) }
            try session.copy("COPY \"\(name)\" (\(Self.list(columns.map(\.name)))) FROM STDIN", lines)
        }
    }

    private func values(_ row: Row) -> [SQLValue] {
        columns.indices.map { column in
            guard !row.isNull(column) else { return .null }
            return switch columns[column].kind {
            case .int: .int(row.int(column))
            case .text: .text(row.text(column))
            case .bytes: .bytes(row.bytes(column))
            }
        }
    }

    private static func list(_ names: [String]) -> String { names.map { "\"\($0)\"" }.joined(separator: ", ") }
    private static func marks(_ count: Int) -> String { Array(repeating: "?", count: count).joined(separator: ", ") }
}

/// Rows in PostgreSQL's text format of COPY: tabs between values, a line a row, `\N` for NULL, and backslashes before what would be
/// taken for one of those (PostgreSQL manual, COPY, "Text Format").
enum CopyText {
    private static let digits = Array("0123456789abcdef".utf8)

    static func append(_ row: [SQLValue], to out: inout [UInt8]) {
        for (index, value) in row.enumerated() {
            if index > 0 { out.append(UInt8(ascii: "\t")) }
            switch value {
            case .null: out += Array("\\N".utf8)
            case .int(let int): out += Array(String(int).utf8)
            case .text(let text): for byte in text.utf8 { append(byte, to: &out) }
            case .bytes(let data):
                out += Array("\\\\x".utf8)
                for byte in data { out += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
            }
        }
        out.append(UInt8(ascii: "\n"))
    }

    private static func append(_ byte: UInt8, to out: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\\"): out += [byte, byte]
        case UInt8(ascii: "\t"): out += Array("\\t".utf8)
        case UInt8(ascii: "\n"): out += Array("\\n".utf8)
        case UInt8(ascii: "\r"): out += Array("\\r".utf8)
        default: out.append(byte)
        }
    }
}
