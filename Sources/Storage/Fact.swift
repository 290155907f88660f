package import Values

/// Something that happened and that others may have to follow up: written by the very commit that made it true.
///
/// Facts wait in the outbox until the hub's reactions have turned each into its effects, in one transaction with its removal: a
/// fact is followed up exactly once, whatever is killed meanwhile.
package struct Fact: Sendable {
    /// Which row of the outbox.
    package let key: Key<Fact>
    /// What happened, such as `order.paid`.
    package let kind: String
    /// The key of what it happened to.
    package let subject: Int64
    /// When it happened.
    package let at: Instant
}

extension Transaction {
    /// Leaves a fact in the outbox.
    package func record<Of>(_ kind: String, of subject: Key<Of>, at now: Instant) throws {
        scope.leftWork = true
        try run("""
            INSERT INTO facts (key, kind, subject, at)
            VALUES (\(try newKey(Fact.self)), \(kind), \(subject), \(now))
            """)
    }

    /// Up to `limit` facts of the outbox, oldest first, left where they are.
    package func peekFacts(limit: Int) throws -> [Fact] {
        try all("SELECT key, kind, subject, at FROM facts ORDER BY key LIMIT \(limit)", Fact.init)
    }

    /// Takes those of the facts out of the outbox that nobody took before, for the caller to follow up in this transaction.
    package func takeFacts(_ facts: [Fact]) throws -> [Fact] {
        guard !facts.isEmpty else { return [] }
        let keys = SQL.joined(facts.map { "\($0.key)" }, by: ", ")
        return try all("DELETE FROM facts WHERE key IN (\(keys)) RETURNING key, kind, subject, at", Fact.init)
            .sorted { $0.key < $1.key }
    }

    /// How many facts wait.
    package func waitingFacts() throws -> Int64 { try count("SELECT count(*) FROM facts") }
}

extension Fact {
    init(_ row: Row) { self.init(key: row.key(0), kind: row.text(1), subject: row.int(2), at: row.instant(3)) }
}
