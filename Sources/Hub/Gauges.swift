import Audience
import Orders
import Storage
import Values

extension Hub {
    /// What an operator watches, read just now.
    package func gauges() async throws -> [(name: String, help: String, value: Int64)] {
        let (facts, jobs, stuck, orders, holds) = try await database.read { tx in
            (try tx.waitingFacts(), try tx.waitingJobs(), try tx.stuckJobs(), try Order.count(in: tx),
             try tx.count("SELECT count(*) FROM holds"))
        }
        let views = try await audience.read { try Tally.total(.view, in: $0) }
        return [
            ("stadion_facts_waiting", "Facts in the outbox.", facts), ("stadion_jobs_waiting", "Jobs that wait or run.", jobs),
            ("stadion_jobs_stuck", "Jobs that failed too often and need a person.", stuck),
            ("stadion_orders", "Orders of all time.", orders), ("stadion_holds", "Holds on stock.", holds),
            ("stadion_views", "Views of stories of all time.", views),
        ]
    }
}
