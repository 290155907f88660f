import Audience
import Foundation
import Hub
import Storage
import Testing

extension Ground {
    /// Reads the hub's database beside its processes.
    func read<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        let location: Database.Location = database.map { .server($0) } ?? .file(data.appendingPathComponent("hub.sqlite").path)
        let migrations = database == nil ? Hub.migrations : Hub.migrations + AudienceSchema.migrations
        let database = try await Database.open(location, migrations)
        do {
            let value = try await database.read(body)
            await database.close()
            return value
        } catch {
            await database.close()
            throw error
        }
    }

    /// How many rows each of the till's and the stock's tables has, and what is held and sold of an article.
    func sums(of sku: String) async throws -> Sums {
        try await read { tx in
            func count(_ table: SQL) throws -> Int64 { try tx.count("SELECT count(*) FROM \(table)") }
            let cell: SQL = "FROM cells c JOIN stock s ON s.cell = c.key JOIN variants v ON v.key = s.variant WHERE v.sku = \(sku)"
            let pieces: SQL = """
                SELECT CAST(coalesce(sum(l.quantity), 0) AS BIGINT) FROM order_lines l JOIN orders o ON o.key = l.order_key
                WHERE l.sku = \(sku)
                """
            return Sums(
                orders: try count("orders"), paid: try count("orders WHERE payment_status = 'paid'"),
                payments: try count("payments"), holds: try count("holds"), keys: try count("repeats"),
                capacity: try tx.count("SELECT c.capacity \(cell)"), held: try tx.count("SELECT c.held \(cell)"),
                sold: try tx.count("SELECT c.sold \(cell)"),
                piecesPaid: try tx.count("\(pieces) AND o.payment_status = 'paid'"),
                piecesOpen: try tx.count("\(pieces) AND o.status = 'placed' AND o.payment_status <> 'paid'"))
        }
    }

    /// Proves the sums as an operator does.
    func verify(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let verify = try await run("verify")
        #expect(verify.code == 0, "\(verify.errors)", sourceLocation: sourceLocation)
        #expect(verify.output == "All sums are right.\n", sourceLocation: sourceLocation)
    }
}

/// What lies in the till and on the shelf.
struct Sums: Equatable, Sendable {
    var orders: Int64
    var paid: Int64
    var payments: Int64
    var holds: Int64
    var keys: Int64
    var capacity: Int64
    var held: Int64
    var sold: Int64
    var piecesPaid: Int64
    var piecesOpen: Int64
}
