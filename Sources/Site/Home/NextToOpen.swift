import Releases
import Values
import Web

/// What has been announced to open in a market next, with the time that is left in whole hours: as the page is kept only until an
/// hour has passed, the text is right on every page that anybody sees. The script of the site counts the seconds.
enum NextToOpen {
    static func fields(_ reading: PageReading) throws -> Fields? {
        let next = try Announcement.next(in: reading.place.language, through: reading.gate, limit: 1, in: reading.tx).first
        guard let next else { return nil }
        let hours = (next.opensAt.ms - reading.gate.at.ms) / 3_600_000
        reading.lasts(until: Instant(ms: next.opensAt.ms - hours * 3_600_000 + (hours == 0 ? 0 : 1)))
        return [
            "title": next.title, "lang": reading.otherLanguage(next.language), "iso": "\(next.opensAt)",
            "opens": reading.words("opensAt", DateText.moment(next.opensAt, reading.place, reading.words)),
            "left": left(hours, reading.words),
        ]
    }

    private static func left(_ hours: Int64, _ words: Words) -> String {
        let inDays = words(hours / 24 == 1 ? "dayOne" : "dayMany", "\(hours / 24)")
        let inHours = words(hours % 24 == 1 ? "hourOne" : "hourMany", "\(hours % 24)")
        return switch (hours / 24, hours % 24) {
        case (0, 0): words("leftSoon")
        case (0, _): words("leftOne", inHours)
        case (_, 0): words("leftOne", inDays)
        default: words("leftBoth", inDays, inHours)
        }
    }
}
