import Logging
import Orders
import Partners
import Storage
import Values

/// Work outside the database, by the names under which it waits.
enum JobKind: String {
    /// Mails the confirmation of a paid order.
    case confirmation = "mail.confirmation"
    /// Gives money back for goods that were gone.
    case refund = "payment.refund"
    /// Mails that a parcel has left.
    case shipped = "mail.shipped"
    /// Mails that the desk has cancelled an order.
    case cancelled = "mail.cancelled"
    /// Mails that money of an order has gone back.
    case refunded = "mail.refunded"
    /// Mails that a payment which came too late has gone back.
    case returned = "mail.returned"
    /// Asks about money that the desk gives back.
    case orderRefund = "order.refund"
}

extension Hub {
    /// Jobs that are leased at once by one node.
    static let jobsAtOnce = 64
    /// Jobs that run side by side.
    private static let jobsSideBySide = 8

    /// Does what is due, once; returns how many jobs there were. What came of them is written in one transaction.
    func work() async throws -> Int {
        let now = now()
        let jobs = try await database.write { try $0.leaseJobs(limit: Self.jobsAtOnce, at: now) }
        guard !jobs.isEmpty else { return 0 }
        let problems = await problems(of: jobs)
        try await database.write { tx in
            for job in jobs {
                if let problem = problems[job.key] {
                    try tx.postpone(job, because: problem, at: now)
                } else {
                    try tx.finish(job)
                }
            }
        }
        return jobs.count
    }

    /// Runs the jobs, a few at a time, and returns what went wrong with those that failed.
    private func problems(of jobs: [Job]) async -> [Key<Job>: String] {
        await withTaskGroup(of: (Key<Job>, String?).self) { group in
            var waiting = jobs.makeIterator()
            var problems: [Key<Job>: String] = [:]
            for _ in 0..<Self.jobsSideBySide {
                if let job = waiting.next() { group.addTask { (job.key, await self.problem(of: job)) } }
            }
            for await (key, problem) in group {
                problems[key] = problem
                if let job = waiting.next() { group.addTask { (job.key, await self.problem(of: job)) } }
            }
            return problems
        }
    }

    /// Runs one job; returns what went wrong, nil when it is done.
    private func problem(of job: Job) async -> String? {
        do {
            switch JobKind(rawValue: job.kind) {
            case .confirmation: try await mailConfirmation(Key(raw: job.subject))
            case .refund: try await refund(Key(raw: job.subject))
            case .shipped: try await mailShipped(Key(raw: job.subject))
            case .cancelled: try await mailCancelled(Key(raw: job.subject))
            case .refunded: try await mailRefunded(Key(raw: job.subject))
            case .returned: try await mailReturned(Key(raw: job.subject))
            case .orderRefund: try await finishRefund(Key(raw: job.subject))
            case nil: throw Fault(.storageBroken, during: "running a job", cause: "nobody knows how to do \(job.kind)")
            }
            return nil
        } catch {
            logger.warning("A job failed and will be tried again", metadata: [
                "job": "\(job.kind)", "subject": "\(job.subject)", "attempt": "\(job.attempts)", "cause": "\(error)",
            ])
            return "\(error)"
        }
    }

    /// Fails, and so is tried again later, while the provider does not know.
    func finishRefund(_ key: Key<Refund>) async throws {
        guard try await carryOut(key).state == .pending else { return }
        throw Fault(.outside, during: "giving money back", cause: "the payment provider does not know yet")
    }

    private func refund(_ key: Key<Payment>) async throws {
        let payment = try await database.read { try Payment.find(key, in: $0) }
        if payment.state == .refundDue {
            try await within(seconds: Self.paymentDeadlineSeconds) { [payments] in try await payments.refund(payment) }
        }
        let now = now()
        try await database.write { try Payment.refunded(key, at: now, in: $0) }
    }
}
