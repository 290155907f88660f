package import Values

/// Work outside the database that must be done once: a mail, a question to a payment provider.
///
/// A job is leased while it runs, so no two nodes do it at the same time; when its worker dies, the lease runs out and another
/// worker takes it. Kind and subject name it: asking for the same job twice leaves one.
package struct Job: Sendable {
    /// How long a worker has before the job is given to somebody else.
    package static let leaseSeconds: Int64 = 120
    /// After this many failures a job stays for the operator to see and is not tried again.
    package static let attemptsLimit: Int64 = 12

    /// Which row.
    package let key: Key<Job>
    /// What to do, such as `mail.confirmation`.
    package let kind: String
    /// The key of what to do it for.
    package let subject: Int64
    /// How often it was started, this time included.
    package let attempts: Int64
}

extension Transaction {
    /// Asks for a job at `instant`; when one of the same kind for the same subject waits already, that one stays.
    package func enqueue<Of>(_ kind: String, for subject: Key<Of>, at instant: Instant) throws {
        scope.leftWork = true
        try run("""
            INSERT INTO jobs (key, kind, subject, run_at, leased_until, attempts)
            VALUES (\(try newKey(Job.self)), \(kind), \(subject), \(instant), 0, 0)
            ON CONFLICT (kind, subject) DO NOTHING
            """)
    }

    /// Leases up to `limit` jobs that are due.
    package func leaseJobs(limit: Int, at now: Instant) throws -> [Job] {
        try all("""
            UPDATE jobs SET leased_until = \(now.adding(seconds: Job.leaseSeconds)), attempts = attempts + 1
            WHERE key IN (
                SELECT key FROM jobs
                WHERE run_at <= \(now) AND leased_until <= \(now) AND attempts < \(Job.attemptsLimit)
                ORDER BY run_at LIMIT \(limit)\(Dialect.skipLocked(engine))
            ) RETURNING key, kind, subject, attempts
            """) { Job(key: $0.key(0), kind: $0.text(1), subject: $0.int(2), attempts: $0.int(3)) }
    }

    /// Removes a job that is done.
    package func finish(_ job: Job) throws { try run("DELETE FROM jobs WHERE key = \(job.key)") }

    /// Gives a failed job back with the problem, to be tried again after 2, 4, 8 … seconds, an hour at most. A worker that comes so
    /// late that somebody else has the job by now changes nothing.
    package func postpone(_ job: Job, because problem: String, at now: Instant) throws {
        let pause = min(Int64(1) << min(job.attempts, 12), 3600)
        try run("""
            UPDATE jobs SET leased_until = 0, run_at = \(now.adding(seconds: pause)), problem = \(problem)
            WHERE key = \(job.key) AND attempts = \(job.attempts)
            """)
    }

    /// How many jobs wait or run.
    package func waitingJobs() throws -> Int64 { try count("SELECT count(*) FROM jobs") }

    /// How many jobs failed too often and wait for a person.
    package func stuckJobs() throws -> Int64 {
        try count("SELECT count(*) FROM jobs WHERE attempts >= \(Job.attemptsLimit)")
    }

    /// When the next job is due, or nil when none waits.
    package func nextJob() throws -> Instant? {
        try first("SELECT min(run_at) FROM jobs WHERE attempts < \(Job.attemptsLimit)") { $0.optionalInstant(0) } ?? nil
    }
}
