package import Storage

/// Proves that the tallies are the sum of the happenings.
package enum AudienceAudit {
    /// One sentence for each tally that is wrong, none when all is right.
    package static func problems(in tx: Transaction) throws -> [String] {
        try tx.all("""
            SELECT coalesce(t.item, h.item), coalesce(t.market, h.market), coalesce(t.kind, h.kind),
                CAST(coalesce(t.count, 0) AS BIGINT), CAST(coalesce(h.count, 0) AS BIGINT),
                CAST(coalesce(t.amount, 0) AS BIGINT), CAST(coalesce(h.amount, 0) AS BIGINT)
            FROM (SELECT item, market, kind, sum(count) AS count, sum(amount_minor) AS amount FROM tallies
                  GROUP BY item, market, kind) t
            FULL OUTER JOIN (SELECT item, market, kind, sum(count) AS count, sum(amount_minor) AS amount FROM happenings
                  GROUP BY item, market, kind) h
            ON t.item = h.item AND t.market = h.market AND t.kind = h.kind
            WHERE coalesce(t.count, 0) <> coalesce(h.count, 0) OR coalesce(t.amount, 0) <> coalesce(h.amount, 0)
            ORDER BY 1, 2, 3
            """) { row in
                """
                \(row.text(2)) of item \(row.int(0)) in \(row.text(1)) is tallied as \(row.int(3)) for \(row.int(5)); \
                the happenings sum to \(row.int(4)) for \(row.int(6))
                """
            }
    }
}
