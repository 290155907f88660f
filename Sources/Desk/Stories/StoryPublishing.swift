import HTTPTypes
import Hub
import Hummingbird
import Releases
import Staff
import Storage
import Stories
import Values
import Web

/// The dialogue before a story goes public: where, when by each market's own clock, in which languages, and what is still wrong.
enum StoryPublishing {
    private struct Reading: Sendable {
        let work: StoryWork
        let schedule: StorySchedule
        let problems: [StoryProblem]
        let unsold: [MarketCode: [String]]
    }

    private static func read(_ key: Key<Story>, _ call: DeskCall) async throws -> Reading {
        let (markets, now) = (call.markets.markets, call.now)
        return try await call.hub.database.read { tx in
            let work = try StoryWork.find(key, in: tx)
            let schedule = try StorySchedule.of(key, in: tx)
            let products = work.manuscript.products
            let known = try StoryGoods.known(products, in: tx)
            var unsold: [MarketCode: [String]] = [:]
            for market in markets {
                let at = schedule.next(in: market.code, after: now)?.opensAt ?? now
                let gone = try StoryGoods.unsold(products, in: market, at: at, in: tx)
                if !gone.isEmpty { unsold[market.code] = gone }
            }
            return Reading(
                work: work, schedule: schedule,
                problems: try StoryCheck.problems(of: work.manuscript, story: key, knowing: Set(known.keys),
                    films: try StoryGoods.films(work.manuscript.films, in: tx), in: tx),
                unsold: unsold)
        }
    }

    /// The dialogue; `form` is what was typed when it was refused.
    static func page(_ call: DeskCall, _ form: Form?, _ refusal: (any Refusal)?) async throws -> DeskPage {
        let key = try call.story()
        let reading = try await read(key, call)
        let (work, words) = (reading.work, call.words)
        let spoken = Set(call.markets.markets.flatMap(\.languages))
        let languages: [Fields] = Language.allCases.filter { work.manuscript.texts[$0] != nil }.map { language in
            let isSource = language == work.manuscript.head.language
            let state = work.manuscript.completeness(in: language)
            let isOn = form.map { !$0["language.\(language.path)"].isEmpty } ?? state.missing.isEmpty
            return [
                "name": "language.\(language.path)", "label": language.ownName, "lang": language.rawValue,
                "isSource": isSource.orNil, "checked": (isOn || isSource).orNil, "percent": isSource ? nil : state.percent,
            ]
        }
        let silent: [String] = Language.allCases.filter { spoken.contains($0) && work.manuscript.texts[$0] == nil }.map(\.ownName)
        let isReady = !reading.problems.contains { $0.weight == .error }
        let wrong: [Fields] = refusal.map { [problem($0, call)] } ?? []
        let markets: [Fields] = call.markets.markets.map { row($0, reading, form, call) }
        let flags: [Fields] = StoryProblemText.rows(reading.problems, key, work, call)
        let fields: Fields = [
            "action": "\(StoryScreens.url(key))/publish", "base": work.version, "markets": markets,
            "publishLanguages": languages, "silent": silent.joined(separator: ", ").orNil,
            "problemList": flags, "hasProblemList": (!flags.isEmpty).orNil, "isReady": isReady.orNil,
            "problems": wrong, "hasProblems": (!wrong.isEmpty).orNil,
            "isUnchanged": (work.state == .published && !work.isChanged).orNil,
        ]
        return DeskPage(
            template: "story-publish", title: work.manuscript.source.title.isEmpty ? work.slug.text : work.manuscript.source.title,
            section: "stories", crumbs: [.init(title: words("stories"), url: StoryScreens.home)],
            status: refusal.map { .init(code: $0.status) } ?? .ok,
            fields: fields.merging(StoryTabs.fields(work, "publish", call)))
    }

    /// What was refused, with a link to its field where it has one on this page.
    private static func problem(_ refusal: any Refusal, _ call: DeskCall) -> Fields {
        let field = refusal.field ?? ""
        let market = field.split(separator: ".").last.flatMap { MarketCode($0) }.flatMap { call.markets[$0] }
        let label = market.map(call.marketName) ?? (field == "markets" ? call.words("whereAndWhen") : "")
        return ["text": call.refusalText(refusal), "label": label, "field": label.isEmpty ? nil : field]
    }

    private static func row(_ market: Market, _ reading: Reading, _ form: Form?, _ call: DeskCall) -> Fields {
        let words = call.words
        let code = market.code
        let isPublic = reading.work.state == .published
        let entries = reading.schedule.entries.filter { $0.opening.market == code && $0.opening.closesAt > call.now }
        let own = entries.first { $0.isOwn }?.opening
        let isStanding = entries.contains { $0.isStanding }
        let choice = form?["when.\(code)"] ?? (!isPublic ? "now" : isStanding ? "now" : own != nil ? "at" : "no")
        func time(_ edge: EdgeTime?) -> String {
            if case .civil(let civil, _, _)? = edge { String(civil.text.prefix(16)) } else { "" }
        }
        let options: [Fields] = [("now", "whenNow"), ("at", "whenAt"), ("no", "whenNo")].map { value, word in
            ["value": value, "label": words(word), "selected": (value == choice).orNil]
        }
        let others = entries.filter { !$0.isOwn && !$0.isStanding }.map(\.release)
        let isOpen = isPublic && reading.schedule.isOpen(in: code, at: call.now)
        let gone = reading.unsold[code] ?? []
        let clock = call.now.civil(in: market.zone)
        let from: String = form?["from.\(code)"] ?? time(own?.start)
        let until: String = form?["until.\(code)"] ?? time(own?.end)
        return [
            "code": code.text, "name": call.marketName(market), "options": options, "from": from, "until": until,
            "zone": market.zoneName,
            "clock": words("nowThere", "\(clock.date) \(clock.clock.prefix(5))"), "isOpen": isOpen.orNil,
            "others": others.isEmpty ? nil : words("alsoIn", others.joined(separator: ", ")),
            "unsold": gone.isEmpty ? nil : words("notSoldHere", gone.joined(separator: ", ")),
        ]
    }

    static func submit(_ call: DeskCall, _ form: Form) async throws -> DeskAnswer {
        let key = try call.story()
        do {
            let publication = try publication(form, call)
            let base = Int64(form["base"]) ?? 0
            let (markets, writer, author, now) = (call.markets.markets, call.writer, call.author, call.now)
            try await call.hub.database.write { tx in
                let before = try StoryWork.find(key, in: tx)
                let known = try StoryGoods.known(before.manuscript.products, in: tx)
                let work = try StoryWork.publish(
                    key, publication, base: base, knowing: Set(known.keys), among: markets, by: writer, at: now, in: tx)
                let openings = try StorySchedule.of(key, in: tx).entries.map {
                    "\($0.opening.market) \($0.opening.opensAt.ms == 0 ? "open" : "\($0.opening.opensAt)")"
                }
                try Change.record(
                    "published", "story", key, titled: work.manuscript.source.title, by: author, before: before.snapshot,
                    after: Snapshot([
                        "title": work.manuscript.source.title, "slug": work.slug.text, "state": work.state.rawValue,
                        "revision": "\(work.revision)", "openings": openings.joined(separator: ", "),
                        "languages": publication.languages.map(\.rawValue).sorted().joined(separator: " "),
                    ]), at: now, in: tx)
            }
            return .see("\(StoryScreens.url(key))/publish", Flash("said_published"))
        } catch let refusal as any Refusal where refusal.status != 404 {
            return .page(try await page(call, form, refusal))
        }
    }

    private static func publication(_ form: Form, _ call: DeskCall) throws -> Publication {
        var publication = Publication(languages: [], markets: [:])
        publication.languages = Set(Language.allCases.filter { !form["language.\($0.path)"].isEmpty })
        for market in call.markets.markets {
            let code = market.code
            switch form["when.\(code)"] {
            case "now": publication.markets[code] = .now
            case "at":
                guard let start = CivilTime(form["from.\(code)"]) else { throw InvalidField("from.\(code)", call.words("badTime")) }
                let end = form["until.\(code)"]
                guard end.isEmpty || CivilTime(end) != nil else { throw InvalidField("until.\(code)", call.words("badTime")) }
                publication.markets[code] = .at(start, until: CivilTime(end))
            default: continue
            }
        }
        return publication
    }
}
