import Pictures
import Releases
package import Storage
package import Values

extension StoryWork {
    private static let releaseName = "Preview"

    /// Makes a manuscript public in one market, whatever is wrong with it: only for a transaction that is taken back, so that a
    /// preview is the page itself. `revision` names an older state of the manuscript, nil the present one.
    package static func rehearse(
        _ key: Key<Story>, revision: Int64?, in market: MarketCode, at now: Instant, in tx: Transaction
    ) throws {
        let work = try find(key, in: tx)
        var manuscript = try revision.map { try StoryRevision.find($0, of: key, in: tx).manuscript } ?? work.manuscript
        let source = manuscript.head.language
        manuscript.texts[source] = manuscript.source
        if manuscript.source.title.isEmpty { manuscript.texts[source]?.title = "…" }
        if try Picture.keys(of: [manuscript.head.picture], in: tx).isEmpty { manuscript.head.picture = "" }
        let known = try StoredStory.find(work.slug, in: tx)
        var story = manuscript.story(work.slug, over: known?.draft, publishing: Set(Language.allCases), at: now)
        story.state = .published
        if !work.wasPublished, manuscript.head.publishedAt == nil { story.publishedAt = now }
        _ = try story.write(over: known, at: now, [], in: tx)
        let release = try Release.named(releaseName, at: now, in: tx)
        try release.open(market, from: .instant(Instant(ms: 0)), in: tx)
        try release.add(key.retyped(), as: .story, in: tx)
    }
}
