import Foundation
import Hub
import Storage
import Stories
import Values
import Web

/// Looking ahead: the site's own page with the manuscript in it, for any market, language, width and moment.
enum StoryLook {
    private static let widths = ["390", "820", "1280"]

    static func page(_ call: DeskCall, scripts: [String]) async throws -> DeskPage {
        let key = try call.story()
        let query = try call.query()
        let revision = Int64(query["revision"])
        let work = try await call.hub.database.read { tx in
            if let revision { _ = try StoryRevision.find(revision, of: key, in: tx) }
            return try StoryWork.find(key, in: tx)
        }
        guard let first = call.markets.home else { throw NotFound("market") }
        let market = MarketCode(query["market"]).flatMap { call.markets[$0] } ?? first
        let wanted = Language(path: query["language"]) ?? work.manuscript.head.language
        let language = market.languages.contains(wanted) ? wanted : market.languages[0]
        let (at, problem) = try moment(query["at"], in: market, call)
        let width = widths.contains(query["width"]) ? query["width"] : "1280"
        func choices(_ values: [(String, String)], _ current: String) -> [Fields] {
            values.map { ["value": $0.0, "label": $0.1, "selected": ($0.0 == current).orNil] }
        }
        let address = address(work, market, language, at: at, revision: revision, call)
        let fields: Fields = [
            "frameURL": address, "path": "\(StoryScreens.url(key))/preview",
            "markets": choices(call.markets.markets.map { ($0.code.text, call.marketName($0)) }, market.code.text),
            "marketLanguages": choices(market.languages.map { ($0.path, $0.ownName) }, language.path),
            "widthChoices": choices(widths.map { ($0, call.words("width_\($0)")) }, width), "width": width,
            "at": query["at"], "zoneName": market.zoneName, "problem": problem, "revisionNumber": revision.map { "\($0)" },
            "share": call.hub.settings.publicURL + self.address(
                work, market, language, at: at, revision: revision, call, seconds: PreviewPass.sharedSeconds),
            "storyScripts": scripts,
        ]
        return DeskPage(
            template: "story-preview", title: work.manuscript.source.title.isEmpty ? work.slug.text : work.manuscript.source.title,
            section: "stories", crumbs: [.init(title: call.words("stories"), url: StoryScreens.home)],
            fields: fields.merging(StoryTabs.fields(work, "preview", call)))
    }

    /// The moment that was typed, in the market's own time; nil is now.
    private static func moment(_ text: String, in market: Market, _ call: DeskCall) throws -> (Instant?, String?) {
        guard !text.isEmpty else { return (nil, nil) }
        guard let instant = CivilTime(text)?.instants(in: market.zone).first else { return (nil, call.words("badTime")) }
        return (instant, nil)
    }

    /// The address of the previewed page, signed.
    static func address(
        _ work: StoryWork, _ market: Market, _ language: Language, at: Instant?, revision: Int64?, _ call: DeskCall,
        seconds: Int64 = PreviewPass.deskSeconds
    ) -> String {
        // The end moves once an hour, so that a reloaded pane keeps its address.
        let hour: Int64 = 3_600_000
        let end = Instant(ms: (call.now.ms / hour + 1) * hour).adding(seconds: seconds)
        var pass = PreviewPass(market: market.code, language: language, endsAt: end)
        pass.story = work.key
        pass.at = at
        pass.revision = revision
        let slug = work.slug.text.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(["-", "_"])) ?? work.slug.text
        return "/\(market.code.path)/\(language.path)/stories/\(slug)?preview=\(call.hub.sign(pass))"
    }
}
