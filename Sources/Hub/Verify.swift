import Audience
import Orders
import Storage
import Supply

extension Hub {
    /// Proves the hub's sums: ledger and cells, orders and payments, happenings and tallies, search index and content. One
    /// sentence for each thing that is wrong, none when all is right.
    package func verify() async throws -> [String] {
        let here = try await database.read { try SupplyAudit.problems(in: $0) + OrderAudit.problems(in: $0) }
        return here + (try await indexProblems()) + (try await audience.read { try AudienceAudit.problems(in: $0) })
    }
}
