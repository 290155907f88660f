import Storage
import Supply
import TestKit
import Testing
import Values

/// A database with cells named `a`, `b`, `c` and so on.
struct Shelf: Sendable {
    static let now = Instant(ms: 1_517_443_200_000)

    let database: Database
    let cells: [Key<Cell>]

    static func with(_ engine: Engine, _ capacities: [Int64], _ body: (Shelf) async throws -> Void) async throws {
        try await TestDatabase.with(engine, SupplySchema.migrations) { place in
            let cells = try await place.database.write { tx in
                try capacities.enumerated().map { try Cell.create(name($0), capacity: $1, at: now, in: tx) }
            }
            try await body(Shelf(database: place.database, cells: cells))
            let problems = try await place.database.read { try SupplyAudit.problems(in: $0) }
            guard problems.isEmpty else { throw Unsound(problems: problems) }
        }
    }

    /// `a` for the first cell, `b` for the second.
    static func name(_ index: Int) -> String { String(UnicodeScalar(UInt8(97 + index))) }

    struct Unsound: Error { let problems: [String] }

    /// Takes a hold; demands are written like `2a 1b`.
    @discardableResult
    func take(_ demands: String, after seconds: Int64 = 0, for length: Int64 = 900) async throws -> Key<Hold> {
        let demands = parse(demands)
        let now = Self.now.adding(seconds: seconds)
        return try await database.write { tx in
            try Hold.take(demands, until: now.adding(seconds: length), at: now, in: tx).key
        }
    }

    func confirm(_ hold: Key<Hold>, after seconds: Int64 = 0) async throws -> Bool {
        try await database.write { try Hold.confirm(hold, at: Self.now.adding(seconds: seconds), in: $0) }
    }

    func release(_ hold: Key<Hold>, after seconds: Int64 = 0) async throws {
        try await database.write { try Hold.release(hold, at: Self.now.adding(seconds: seconds), in: $0) }
    }

    func parse(_ demands: String) -> [Demand] {
        demands.split(separator: " ").map { word in
            Demand(cells[Int(word.utf8.last ?? 97) - 97], Int64(word.dropLast()) ?? 0)
        }
    }

    /// What is stored, as `capacity/held/sold` for each cell.
    func stored() async throws -> String {
        try await database.read { tx in
            try tx.all("SELECT capacity, held, sold FROM cells ORDER BY key") { "\($0.int(0))/\($0.int(1))/\($0.int(2))" }
        }.joined(separator: " ")
    }

    /// Compares what is stored.
    func expect(_ text: String, _ comment: Comment? = nil, at place: SourceLocation = #_sourceLocation) async throws {
        let found = try await stored()
        #expect(found == text, comment, sourceLocation: place)
    }

    /// What can be taken of each cell at a moment.
    func available(after seconds: Int64 = 0) async throws -> [Int64] {
        let found = try await database.read { try Cell.find(cells, at: Self.now.adding(seconds: seconds), in: $0) }
        return cells.map { found[$0]?.available ?? -1 }
    }
}
