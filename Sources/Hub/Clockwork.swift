import Logging
import Orders
import Search
import Storage
import Supply
import Values

/// Everything that happens without a request: facts, jobs, late payments, holds that ran out, the node's lease.
///
/// Each loop looks at the database and not at memory, so a node that slept or died changes nothing but the time.
extension Hub {
    private static let pollSeconds = 1.0
    private static let sweepSeconds = 5.0
    private static let leaseSeconds = 60.0
    private static let zonesSeconds = 3600.0
    /// A payment that nobody heard of for this long is asked for at the provider.
    private static let unsettledSeconds: Int64 = 4
    private static let sweepLimit = 200
    /// The pause after a full batch of jobs, so that in a rush orders go before mails: 640 jobs a second and node.
    private static let jobsPause = Duration.milliseconds(100)

    /// Runs until the task is cancelled.
    package func runClockwork() async {
        let facts = ClockworkWake()
        let jobs = ClockworkWake()
        database.onWork {
            facts.raise()
            jobs.raise()
        }
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await self.repeating("reacting to facts", Self.pollSeconds, facts) { try await $0.react() + $0.index() }
            }
            group.addTask { await self.repeating("running jobs", Self.pollSeconds, jobs) { try await $0.workCalmly() } }
            group.addTask { await self.repeating("telling edges", Self.pollSeconds, .init()) { try await $0.tellEdges() } }
            group.addTask { await self.repeating("judging releases", Self.leaseSeconds, .init()) { try await $0.judgeReleases() } }
            group.addTask {
                await self.repeating("reading zone rules", Self.zonesSeconds, .init()) { try await $0.rederiveOpenings() }
            }
            group.addTask { await self.repeating("sweeping", Self.sweepSeconds, .init()) { try await $0.sweep() } }
            group.addTask { await self.repeating("settling", Self.pollSeconds, .init()) { try await $0.settleLate() } }
            group.addTask { await self.repeating("renewing the lease", Self.leaseSeconds, .init()) { try await $0.renew() } }
            group.addTask { await self.database.followOthers { self.report("following other nodes", $0) } }
        }
    }

    /// Calls `step` again at once while it finds work, then after a pause or a wake. A failure is logged once, and when it ended.
    private func repeating(
        _ name: String, _ seconds: Double, _ wake: ClockworkWake, _ step: @escaping @Sendable (Hub) async throws -> Int
    ) async {
        var isFailing = false
        while !Task.isCancelled {
            do {
                let count = try await step(self)
                if isFailing { report(name, nil) }
                isFailing = false
                if count > 0 { continue }
            } catch {
                if !isFailing, !Task.isCancelled { report(name, error) }
                isFailing = true
            }
            await wake.wait(seconds: isFailing ? 1 : seconds)
        }
    }

    private func report(_ name: String, _ problem: (any Error)?) {
        if let problem {
            logger.error("The clockwork meets a problem", metadata: ["during": "\(name)", "cause": "\(problem)"])
        } else {
            logger.notice("The clockwork goes on", metadata: ["during": "\(name)"])
        }
    }

    private func workCalmly() async throws -> Int {
        let count = try await work()
        if count == Self.jobsAtOnce { try await Task.sleep(for: Self.jobsPause) }
        return count
    }

    private func sweep() async throws -> Int {
        let now = now()
        return try await database.write { tx in
            try Order.cancelUnpaid(limit: Self.sweepLimit, at: now, in: tx)
                + Hold.sweep(limit: Self.sweepLimit, at: now, in: tx)
        }
    }

    /// Asks providers about payments whose outcome nobody has told; returns 0, since asking again at once helps nobody.
    private func settleLate() async throws -> Int {
        try await tellUntold()
        let now = now()
        let book = try await markets()
        let late = try await database.read {
            try Payment.unsettled(for: Self.unsettledSeconds, limit: Self.sweepLimit, at: now, in: $0)
        }
        for payment in late {
            let outcome = try await within(seconds: Self.paymentDeadlineSeconds) { [payments] in
                try await payments.outcome(of: payment, at: now)
            }
            let order = try await database.read { try Order.find(payment.order, in: $0) }
            if let market = book[order.market] { try await finalise(payment.key, outcome, in: market) }
        }
        return 0
    }

    private func renew() async throws -> Int {
        try await database.renewLease()
        if audience !== database { try await audience.renewLease() }
        let now = now()
        try await database.pruneChanges(at: now)
        try await database.write { try IdempotencyName.prune(at: now, in: $0) }
        _ = try await database.write { try Index.sweep(in: $0) }
        return 0
    }
}
