import Foundation
import Storage
import Supply
import Values

/// Measures the storage and the holds from inside, on the database that the first argument names: a file or a postgres:// address.
///
/// With a number of athletes and one of products after the place, it fills an index with them and measures searches and lists.
///
/// Prints one line a measurement: name, a tab, operations a second. Every count is checked against the database.
@main
struct Bench {
    private static let seconds = 3.0
    private static let crowd = 256

    static func main() async throws {
        let place = CommandLine.arguments.dropFirst().first ?? "bench.sqlite"
        let location = place.hasPrefix("postgres") ? Database.Location.server(place) : .file(place)
        let tables = Migration("bench-1", "CREATE TABLE bench_rows (key BIGINT PRIMARY KEY, at BIGINT NOT NULL)")
        let sizes = CommandLine.arguments.dropFirst(2).compactMap { Int($0) }
        if sizes.count == 2 {
            let (athletes, products) = (sizes[0], sizes[1])
            return try await Finding.run(location, athletes: athletes, products: products)
        }
        let database = try await Database.open(location, SupplySchema.migrations + [tables])
        try await report("write transactions, one at a time", rows(database, crowd: 1))
        try await report("write transactions, \(crowd) at once", rows(database, crowd: crowd))
        for width in [1, 4, 8] {
            try await report("holds over \(width) cells, \(crowd) at once", holds(database, width: width))
        }
        let problems = try await database.read { try SupplyAudit.problems(in: $0) }
        precondition(problems.isEmpty, problems.joined(separator: "\n"))
        await database.close()
    }

    private static func report(_ name: String, _ rate: Double) {
        FileHandle.standardOutput.write(Data("\(name)\t\(Int(rate))\n".utf8))
    }

    private static func rows(_ database: Database, crowd: Int) async throws -> Double {
        let before = try await database.read { try $0.count("SELECT count(*) FROM bench_rows") }
        let (done, elapsed) = try await repeating(crowd) { _ in
            _ = try await database.write { tx in
                try tx.run("INSERT INTO bench_rows (key, at) VALUES (\(try tx.newKey(Bench.self)), \(Instant.now))")
            }
        }
        let after = try await database.read { try $0.count("SELECT count(*) FROM bench_rows") }
        precondition(after - before == done, "an acknowledged write is missing")
        return Double(done) / elapsed
    }

    private static func holds(_ database: Database, width: Int) async throws -> Double {
        let cells = try await database.write { tx in
            try (0..<64).map { try Cell.create("bench/\(width)/\($0)/\(Token.random())", capacity: 1 << 40, at: .now, in: tx) }
        }
        let (done, elapsed) = try await repeating(crowd) { number in
            let demands = (0..<width).map { Demand(cells[(number * 7 + $0 * 5) % cells.count], 1) }
            _ = try await database.write { tx in
                try Hold.take(demands, until: Instant.now.adding(seconds: 900), at: .now, in: tx)
            }
        }
        let held = try await database.read { tx in
            try Cell.find(cells, at: .now, in: tx).values.reduce(0) { $0 + $1.held }
        }
        precondition(held == done * Int64(width), "held pieces are missing")
        return Double(done) / elapsed
    }

    /// Runs `work` from a crowd of tasks for a while; returns how often and how long.
    private static func repeating(
        _ crowd: Int, _ work: @escaping @Sendable (Int) async throws -> Void
    ) async throws -> (Int64, Double) {
        let start = ContinuousClock.now
        let end = start + .seconds(seconds)
        let done = try await withThrowingTaskGroup(of: Int64.self) { group in
            for member in 0..<crowd {
                group.addTask {
                    var count: Int64 = 0
                    while ContinuousClock.now < end {
                        try await work(member + Int(count) * crowd)
                        count += 1
                    }
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
        let elapsed = start.duration(to: .now).components
        return (done, Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18)
    }
}
