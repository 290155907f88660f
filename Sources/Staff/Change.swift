import Foundation
package import Storage
package import Values

/// Who changed something.
package struct Author: Hashable, Sendable {
    /// A person at the desk, or nil for a machine or the program itself.
    package let person: Key<Person>?
    /// As it was at that moment.
    package let name: String

    /// Somebody at the desk.
    package static func person(_ person: Person) -> Author { Author(person: person.key, name: person.name) }
    /// A machine, by the name of its key.
    package static func machine(_ name: String) -> Author { Author(person: nil, name: name) }
    /// The fan who placed an order.
    package static let buyer = Author(person: nil, name: "buyer")
    /// The hub's own program, at the terminal or in its clockwork.
    package static let program = Author(person: nil, name: "stadion")
}

/// How something looked: what the log keeps before and after a change, as JSON with sorted keys.
package struct Snapshot: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    /// More than this of one snapshot is not kept; the log says that it was cut.
    private static let sizeLimit = 64 << 10

    /// One JSON object.
    package let json: String

    /// Facts by name; those without a value are left out.
    package init(dictionaryLiteral facts: (String, String?)...) {
        self.init(Dictionary(facts.compactMap { name, value in value.map { (name, $0) } }, uniquingKeysWith: { $1 }))
    }

    /// Whatever encodes as one JSON object.
    package init(_ value: some Encodable) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
        json = text.utf8.count <= Self.sizeLimit ? text : #"{"cut":"\#(text.utf8.count) bytes"}"#
    }
}

/// One line of the audit log: who did what to what, when, and how it looked before and after. Lines are only ever added.
package struct Change: Sendable {
    /// Which line.
    package let key: Key<Change>
    /// When.
    package let at: Instant
    /// Who.
    package let author: Author
    /// The kind of thing, such as `story`.
    package let noun: String
    /// The key of the thing.
    package let subject: Int64
    /// What people call the thing, as it was then.
    package let title: String
    /// What was done, such as `published`: a past participle, lower case.
    package let action: String
    /// How it looked before, as JSON; nil when it came into being.
    package let before: String?
    /// How it looked afterwards, as JSON; nil when it went.
    package let after: String?

    /// Writes a line, in the transaction of what it tells.
    ///
    ///     try Change.record("shipped", "order", order.key, titled: order.number, by: author,
    ///         before: ["fulfilment": "unfulfilled"], after: ["fulfilment": "fulfilled"], at: now, in: tx)
    package static func record<Of>(
        _ action: String, _ noun: String, _ subject: Key<Of>, titled title: String, by author: Author,
        before: Snapshot? = nil, after: Snapshot? = nil, at now: Instant, in tx: Transaction
    ) throws {
        try tx.run("""
            INSERT INTO audit (key, at, author, author_name, noun, subject, title, action, before, after)
            VALUES (\(try tx.newKey(Change.self)), \(now), \(author.person), \(author.name), \(noun), \(subject), \(title),
                \(action), \(before?.json), \(after?.json))
            """)
    }

    /// What to show of the log.
    package struct Filter: Sendable {
        /// Only what this person did.
        package var author: Key<Person>?
        /// Only this kind of thing.
        package var noun: String?
        /// Only this thing.
        package var subject: Int64?
        /// Only from this moment on.
        package var from: Instant?
        /// Only before this moment.
        package var to: Instant?

        /// Everything.
        package init() {}
    }

    /// Lines older than `after`, the newest first.
    package static func list(
        _ filter: Filter, after: Key<Change>? = nil, limit: Int, in tx: Transaction
    ) throws -> [Change] {
        var conditions: [SQL] = ["key < \(after?.raw ?? Int64.max)"]
        if let author = filter.author { conditions.append("author = \(author)") }
        if let noun = filter.noun { conditions.append("noun = \(noun)") }
        if let subject = filter.subject { conditions.append("subject = \(subject)") }
        if let from = filter.from { conditions.append("at >= \(from)") }
        if let to = filter.to { conditions.append("at < \(to)") }
        return try tx.all("""
            SELECT key, at, author, author_name, noun, subject, title, action, before, after FROM audit
            WHERE \(SQL.joined(conditions, by: " AND ")) ORDER BY key DESC LIMIT \(limit)
            """) { Change($0) }
    }

    /// The kinds of things that the log knows, in alphabetical order.
    package static func nouns(in tx: Transaction) throws -> [String] {
        // One step through the index for each noun, however long the log is.
        try tx.all("""
            WITH RECURSIVE nouns (noun) AS (
                SELECT min(noun) FROM audit
                UNION ALL
                SELECT (SELECT min(a.noun) FROM audit a WHERE a.noun > n.noun) FROM nouns n WHERE n.noun IS NOT NULL
            )
            SELECT noun FROM nouns WHERE noun IS NOT NULL
            """) { $0.text(0) }
    }

    /// The line of a key; throws when there is none.
    package static func find(_ key: Key<Change>, in tx: Transaction) throws -> Change {
        guard let change = try tx.first("""
            SELECT key, at, author, author_name, noun, subject, title, action, before, after FROM audit WHERE key = \(key)
            """, { Change($0) }) else { throw NotFound("change") }
        return change
    }

    private init(_ row: Row) {
        key = row.key(0)
        at = row.instant(1)
        author = Author(person: row.optionalKey(2), name: row.text(3))
        noun = row.text(4)
        subject = row.int(5)
        title = row.text(6)
        action = row.text(7)
        before = row.optionalText(8)
        after = row.optionalText(9)
    }
}
