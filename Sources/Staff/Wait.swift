import Storage
import Values

/// How long somebody has to wait after failed tries: per account, per network and per second step.
///
/// An attempt counts as failed before it is checked, by one conditional statement, so that a hundred at once get one answer;
/// success takes it back.
struct Wait: Sendable {
    /// After this much quiet everything is forgotten.
    static let forgottenAfterSeconds: Int64 = 86_400

    /// Under which name failures are counted; names of accounts are hashes, since they may be other people's passwords.
    let name: String
    /// Failures that cost nothing: people mistype.
    let free: Int64
    /// The longest wait. It slows and never locks: at 300 seconds, guessing gets 288 tries a day.
    let longestSeconds: Int64

    static func account(_ email: String) -> Wait {
        Wait(name: "account/\(SecretHash.of(Person.folded(email)))", free: 4, longestSeconds: 300)
    }

    /// An office shares one network, so it has more that are free.
    static func network(_ network: String) -> Wait { Wait(name: "network/\(network)", free: 20, longestSeconds: 900) }

    static func second(_ person: Key<Person>) -> Wait { Wait(name: "second/\(person)", free: 4, longestSeconds: 300) }

    static func setup(_ network: String) -> Wait { Wait(name: "setup/\(network)", free: 4, longestSeconds: 300) }

    /// Seconds after so many failures: none at first, then 1, 2, 4 and so on.
    func seconds(after failures: Int64) -> Int64 {
        failures <= free ? 0 : min(Int64(1) << min(failures - free - 1, 20), longestSeconds)
    }

    /// Counts an attempt as failed, or refuses it when it comes too soon.
    func claim(at now: Instant, in tx: Transaction) throws {
        let old = now.adding(seconds: -Self.forgottenAfterSeconds)
        let failures = try tx.first("""
            INSERT INTO waits (name, failures, next_at, changed_at) VALUES (\(name), 1, 0, \(now))
            ON CONFLICT (name) DO UPDATE SET changed_at = \(now),
                failures = CASE WHEN waits.changed_at < \(old) THEN 1 ELSE waits.failures + 1 END
            WHERE waits.next_at <= \(now) RETURNING failures
            """) { $0.int(0) }
        guard let failures else {
            let next = try tx.first("SELECT next_at FROM waits WHERE name = \(name)") { $0.instant(0) } ?? now
            throw StaffRefusal.tooSoon(seconds: max(1, (next.ms - now.ms + 999) / 1000))
        }
        let pause = seconds(after: failures)
        if pause > 0 { try tx.run("UPDATE waits SET next_at = \(now.adding(seconds: pause)) WHERE name = \(name)") }
    }

    /// Forgets all failures.
    func clear(in tx: Transaction) throws { try tx.run("DELETE FROM waits WHERE name = \(name)") }

    /// Takes one failure back: the attempt was good.
    func takeBack(in tx: Transaction) throws {
        try tx.run("UPDATE waits SET failures = failures - 1, next_at = 0 WHERE name = \(name) AND failures > 0")
    }

    static func prune(at now: Instant, in tx: Transaction) throws {
        try tx.run("DELETE FROM waits WHERE changed_at < \(now.adding(seconds: -forgottenAfterSeconds))")
    }
}
