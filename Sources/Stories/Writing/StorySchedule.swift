package import Releases
package import Storage
package import Values

/// Where a story is open, was, or will be, whatever release says so.
package struct StorySchedule: Sendable {
    /// An opening with the name of its release.
    package struct Entry: Sendable {
        /// Where and when.
        package let opening: Opening
        /// The name of the release.
        package let release: String
        /// Whether it is the market's standing release: simply open.
        package let isStanding: Bool
        /// Whether it is the story's own release, which the publish dialogue writes.
        package let isOwn: Bool
    }

    /// Every opening on the hub's own pages, the earliest first.
    package let entries: [Entry]

    /// The schedule of a story.
    package static func of(_ key: Key<Story>, in tx: Transaction) throws -> StorySchedule {
        let own = StoryWork.releaseName(of: key)
        var entries: [Entry] = []
        for release in try Release.holding(key.retyped(), in: tx) {
            for opening in try release.openings(in: tx) where opening.channel == .digital {
                let isStanding = release.name == Standing.namePrefix + opening.market.text
                entries.append(
                    Entry(opening: opening, release: release.name, isStanding: isStanding, isOwn: release.name == own))
            }
        }
        entries.sort { $0.opening.opensAt < $1.opening.opensAt }
        return StorySchedule(entries: entries)
    }

    /// Whether a market shows it at a moment, if its state allows.
    package func isOpen(in market: MarketCode, at now: Instant) -> Bool {
        entries.contains { $0.opening.market == market && $0.opening.opensAt <= now && $0.opening.closesAt > now }
    }

    /// The next opening in a market after a moment.
    package func next(in market: MarketCode, after now: Instant) -> Opening? {
        entries.first { $0.opening.market == market && $0.opening.opensAt > now }?.opening
    }
}
