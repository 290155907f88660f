import Exchange
import Pictures
import Releases
import Storage
import Values

/// What the files of one slug say: a film, or a campaign.
enum FilmFile: Sendable {
    case film(FilmPatch)
    case campaign(CampaignPatch)

    init(_ files: [MarkdownFile], _ fallback: Language) throws {
        let all = try files.map { try MarkdownValues($0) }
        guard let slug = try all.firstValue({ try $0.slug("slug") }) ?? Slug(files[0].stem) else {
            throw InvalidField("slug", "“\(files[0].stem.prefix(60))” is no slug. Name the file otherwise.")
        }
        let kind = try all.firstValue { try $0.text("kind") } ?? "film"
        switch kind {
        case "film": self = .film(try FilmPatch(slug, all, fallback))
        case "campaign": self = .campaign(try CampaignPatch(slug, all, fallback))
        default: throw InvalidField("kind", "“\(kind.prefix(40))” is nothing that this folder holds. Use film or campaign.")
        }
    }

    func save(at now: Instant, _ markets: [Market], in tx: Transaction) throws -> Picture.Change {
        switch self {
        case .film(let patch): try patch.save(at: now, markets, in: tx)
        case .campaign(let patch): try patch.save(at: now, in: tx)
        }
    }
}

/// What a folder says about one film.
struct FilmPatch: Sendable {
    /// Lines of credits.
    private static let creditsLimit = 500

    private let slug: Slug
    private let language: Language
    private let campaign: Slug?
    private let position: Int64?
    private let durationMs: Int64?
    private let picture: String?
    private let credits: [Film.Credit]?
    private let products: [Slug]?
    private let stories: [Slug]?
    private let release: String?
    private let opens: CivilTime?
    private var texts: [Language: FilmDraft.Text] = [:]

    init(_ slug: Slug, _ all: [MarkdownValues], _ fallback: Language) throws {
        self.slug = slug
        for values in all { texts[try values.language(or: fallback)] = try Self.text(values) }
        language = texts[fallback] == nil ? try all[0].language(or: fallback) : fallback
        campaign = try all.firstValue { try $0.slug("campaign") }
        position = try all.firstValue { try $0.text("position") }.map { try Self.number($0, "position") }
        durationMs = try all.firstValue { try $0.text("duration") }.map(Self.duration)
        picture = try all.firstValue { try $0.text("picture") }.map(Picture.name(from:))
        credits = try all.firstValue { try $0.list("credits", most: Self.creditsLimit) }.map { try $0.map(Self.credit) }
        products = try all.firstValue { try $0.slugs("products") }
        stories = try all.firstValue { try $0.slugs("stories") }
        release = try all.firstValue { try $0.text("release") }
        opens = try all.firstValue { try $0.text("opens") }.map { text in
            guard let time = CivilTime(text) else {
                let advice = "Write one such as 2018-02-01T00:00, without a zone."
                throw InvalidField("opens", "“\(text.prefix(40))” is no time of day. \(advice)")
            }
            return time
        }
        guard opens == nil || release != nil else {
            throw InvalidField("release", "What opens at a time needs a release. Name one.")
        }
    }

    private static func text(_ values: MarkdownValues) throws -> FilmDraft.Text {
        guard let title = try values.text("title"), !title.isEmpty else {
            throw InvalidField("title", "A film needs a title. Write one in \(values.file.name).")
        }
        var text = FilmDraft.Text(title: title)
        text.logline = try values.text("logline", most: MarkdownValues.summaryLength) ?? ""
        text.pictureAlt = try values.text("pictureAlt") ?? ""
        text.html = try Markdown.html(values.body, through: HTMLSanitizer())
        return text
    }

    private static func number(_ text: String, _ field: String) throws -> Int64 {
        guard let number = Int64(text) else { throw InvalidField(field, "“\(text.prefix(20))” is no number.") }
        return number
    }

    /// Minutes and seconds, such as `1:30`.
    private static func duration(_ text: String) throws -> Int64 {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let minutes = Int64(parts[0]), let seconds = Int64(parts[1]), parts[1].count == 2,
            (0...600).contains(minutes), (0..<60).contains(seconds), minutes + seconds > 0
        else { throw InvalidField("duration", "“\(text.prefix(20))” is no duration. Write minutes and seconds, such as 1:30.") }
        return (minutes * 60 + seconds) * 1000
    }

    private static func credit(_ line: String) throws -> Film.Credit {
        let parts = line.split(separator: "|", omittingEmptySubsequences: false).map { part in
            part.split(separator: " ").joined(separator: " ")
        }
        guard (2...3).contains(parts.count), !parts[0].isEmpty, parts.dropFirst().contains(where: { !$0.isEmpty }) else {
            throw InvalidField("credits", "“\(line.prefix(60))” is no line of credits. Write role | name | organisation.")
        }
        return Film.Credit(role: parts[0], name: parts[1], organisation: parts.count == 3 ? parts[2] : "")
    }

    func save(at now: Instant, _ markets: [Market], in tx: Transaction) throws -> Picture.Change {
        var draft = try FilmDraft.load(slug, in: tx) ?? FilmDraft(slug: slug, language: language)
        draft.texts.merge(texts) { $1 }
        draft.campaign = campaign?.text ?? draft.campaign
        draft.position = position ?? draft.position
        draft.durationMs = durationMs ?? draft.durationMs
        draft.picture = picture ?? draft.picture
        draft.credits = credits ?? draft.credits
        draft.products = products ?? draft.products
        draft.stories = stories ?? draft.stories
        let (key, change) = try draft.save(at: now, in: tx)
        try place(key.retyped(), isNew: change == .created, at: now, markets, in: tx)
        return change
    }

    /// A film that names a release is in that one; one that does not stands open where it is new.
    private func place(
        _ item: ItemKey, isNew: Bool, at now: Instant, _ markets: [Market], in tx: Transaction
    ) throws {
        let standing = try Standing.markets(of: [item], in: tx)[item] ?? []
        guard let release else {
            guard isNew else { return }
            try Standing.set(item, .film, from: standing, to: Set(markets.map(\.code)), among: markets, at: now, in: tx)
            return
        }
        try Standing.set(item, from: standing, to: [], among: markets, at: now, in: tx)
        let named = try Release.named(release, at: now, in: tx)
        try named.add(item, as: .film, in: tx)
        guard let opens else { return }
        let known = Set(try named.openings(in: tx).map(\.market))
        for market in markets where !known.contains(market.code) {
            try named.open(market.code, from: .civil(opens, zone: market.zoneName, occurrence: nil), in: tx)
        }
    }
}

/// What a folder says about one campaign.
struct CampaignPatch: Sendable {
    private let slug: Slug
    private let language: Language
    private let position: Int64?
    private let picture: String?
    private var texts: [Language: CampaignDraft.Text] = [:]

    init(_ slug: Slug, _ all: [MarkdownValues], _ fallback: Language) throws {
        self.slug = slug
        for values in all {
            guard let title = try values.text("title"), !title.isEmpty else {
                throw InvalidField("title", "A campaign needs a title. Write one in \(values.file.name).")
            }
            var text = CampaignDraft.Text(title: title)
            text.line = try values.text("line", most: MarkdownValues.summaryLength) ?? ""
            text.pictureAlt = try values.text("pictureAlt") ?? ""
            text.html = try Markdown.html(values.body, through: HTMLSanitizer())
            texts[try values.language(or: fallback)] = text
        }
        language = texts[fallback] == nil ? try all[0].language(or: fallback) : fallback
        position = try all.firstValue { try $0.text("position") }.map { text in
            guard let number = Int64(text) else { throw InvalidField("position", "“\(text.prefix(20))” is no number.") }
            return number
        }
        picture = try all.firstValue { try $0.text("picture") }.map(Picture.name(from:))
    }

    func save(at now: Instant, in tx: Transaction) throws -> Picture.Change {
        var draft = try CampaignDraft.load(slug, in: tx) ?? CampaignDraft(slug: slug, language: language)
        draft.texts.merge(texts) { $1 }
        draft.position = position ?? draft.position
        draft.picture = picture ?? draft.picture
        return try draft.save(at: now, in: tx)
    }
}
