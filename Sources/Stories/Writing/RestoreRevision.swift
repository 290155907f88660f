package import Storage
package import Values

extension StoryWork {
    /// Makes an older revision, or one that was kept aside, the manuscript again; the present one stays in the history.
    ///
    /// Refuses when somebody saved after `base`. The address of a story that was public stays.
    package static func restore(
        _ number: Int64, of key: Key<Story>, base: Int64, by writer: Writer, at now: Instant, in tx: Transaction
    ) throws -> StoryWork {
        let work = try lock(key, in: tx)
        guard work.version == base else { throw StoryRefusal.moved }
        var wanted = try StoryRevision.find(number, of: key, in: tx).manuscript
        if work.wasPublished { wanted.head.slug = work.manuscript.head.slug }
        let changed = work.manuscript.parts(thatDifferFrom: wanted)
        guard !changed.isEmpty else { return work }
        let new = try addRevision(
            .restored, of: key, wanted, base: work.version, restored: number, by: writer, at: now, in: tx)
        return try work.take(wanted, changed, as: new, by: writer, at: now, in: tx)
    }
}
