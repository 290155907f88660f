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
}

extension Hub {
    /// Jobs that are leased at once by one node.
    static let jobsAtOnce = 50

    /// Does what is due, once; returns how many jobs there were.
    func work() async throws -> Int {
        let now = now()
        let jobs = try await database.write { try $0.leaseJobs(limit: Self.jobsAtOnce, at: now) }
        for job in jobs { await run(job) }
        return jobs.count
    }

    private func run(_ job: Job) async {
        do {
            switch JobKind(rawValue: job.kind) {
            case .confirmation: try await mailConfirmation(Key(raw: job.subject))
            case .refund: try await refund(Key(raw: job.subject))
            case nil: throw Fault(.storageBroken, during: "running a job", cause: "nobody knows how to do \(job.kind)")
            }
            try await database.write { try $0.finish(job) }
        } catch {
            logger.warning("A job failed and will be tried again", metadata: [
                "job": "\(job.kind)", "subject": "\(job.subject)", "attempt": "\(job.attempts)", "cause": "\(error)",
            ])
            let now = now()
            try? await database.write { try $0.postpone(job, because: "\(error)", at: now) }
        }
    }

    private func mailConfirmation(_ key: Key<Order>) async throws {
        let (order, lines) = try await database.read { tx in
            (try Order.find(key, in: tx), try OrderLine.of(key, in: tx))
        }
        let mail = ConfirmationMail.write(order, lines, for: settings)
        try await within(seconds: 60) { [mailer] in try await mailer.send(mail) }
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
