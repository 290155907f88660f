import Catalogue
import HTTPTypes
import Hub
import Hummingbird
import Staff
import Storage
import Values
import Web

/// The screen on which one athlete, sport, film or store is edited.
struct CardEditor: Sendable {
    private let kind: CardKind
    private let slug: Slug?
    private let call: DeskCall
    private let isNew: Bool

    /// Of the thing with this slug; without one, of something new.
    init(_ kind: CardKind, _ slug: Slug?, _ call: DeskCall, isNew: Bool = false) {
        self.kind = kind
        self.slug = slug
        self.call = call
        self.isNew = isNew || slug == nil
    }

    /// What was read, what happened to it, and what its fields may be chosen from.
    private struct Reading: Sendable {
        var card: Card
        var changes: [Change] = []
        /// Releases beside the standing ones that open it.
        var releases: [String] = []
        /// Addresses of sports with their names.
        var sports: [(String, String)] = []
    }

    private static let sportsOffered = 500

    private func read() async throws -> Reading {
        let open = call.markets.markets.map(\.code.text).joined(separator: " ")
        let nothing = Card(key: nil, title: "", language: call.language, facts: kind.noun == "store" ? [:] : ["markets": open])
        let (kind, slug, isNew) = (kind, slug, isNew)
        return try await call.hub.database.read { tx in
            var reading = Reading(card: nothing)
            if kind.own.contains(where: { $0.name == "sport" }) {
                let rows = try CardRow.list(.sports, text: "", lacking: nil, after: nil, limit: Self.sportsOffered, in: tx)
                reading.sports = rows.map { ($0.slug, $0.title) }
            }
            guard let slug, !isNew else { return reading }
            guard let card = try kind.read(slug, tx), let key = card.key else { throw NotFound(kind.noun) }
            reading.card = card
            reading.changes = try DeskHistory.read(kind.noun, Key<Card>(raw: key), in: tx)
            reading.releases = try CardRow.releases(of: key, in: tx)
            return reading
        }
    }

    /// The form, as it is stored or as it was typed; `theirs` are facts that somebody else has changed meanwhile.
    func page(_ form: Form? = nil, refused: (any Refusal)? = nil, theirs: [String: String] = [:]) async throws -> DeskAnswer {
        let reading = try await read()
        let (card, changes) = (reading.card, reading.changes)
        let words = call.words
        let typed = form.map(Self.facts)
        let problem = refused.map(call.refusalText)
        func input(_ own: CardKind.Own, _ name: String, _ note: String? = nil) -> Fields {
            var input = FactInput(name: name, label: words("card_\(own.name)"), value: card[name], kind: own.kind, note: note)
            if let typed { input.value = typed.facts[name] ?? "" }
            if own.name == "sport" { input.kind = .choice([("", words("chooseSport"))] + reading.sports) }
            input.mark = typed == nil || theirs[name] != nil ? ProductFacts.mark(of: card[name]) : typed?.marks[name]
            if let other = theirs[name] { input.error = words("nowItSays", other.isEmpty ? words("nothingInIt") : other) }
            if refused?.field?.lowercased() == name { input.error = problem }
            return input.fields
        }
        let spoken = Set(call.markets.markets.flatMap(\.languages))
        let languages = [card.language] + Language.allCases.filter { language in
            language != card.language && (spoken.contains(language) || hasText(card, language))
        }
        let columns: [Fields] = languages.map { language in
            let title = "\(kind.spoken[0].name).\(language.path)"
            let isMissing = card[title].isEmpty && !isNew
            let inputs: [Fields] = kind.spoken.map { own in input(own, "\(own.name).\(language.path)") }
            let badge: Fields? = isNew ? nil : [
                "text": words(isMissing ? "missing" : "translated"), "tone": isMissing ? "waiting" : "good",
            ]
            return ["language": language.ownName, "lang": language.rawValue, "inputs": inputs, "badge": badge]
        }
        let history = DeskHistory.fields(changes, call) { label($0) }
        let own: [Fields] = kind.own.map { input($0, $0.name) }
        let fields: Fields = [
            "action": slug.map { isNew ? "\(kind.home)/new" : kind.url($0.text) } ?? "\(kind.home)/new", "columns": columns,
            "own": own, "hasOwn": (!kind.own.isEmpty).orNil, "markets": markets(card, typed), "isNew": isNew.orNil,
            "slug": form?["slug"] ?? "",
            "marketsMark": theirs["markets"] == nil ? typed?.marks["markets"] ?? ProductFacts.mark(of: card["markets"])
                : ProductFacts.mark(of: card["markets"]),
            "others": reading.releases.isEmpty ? nil : words("alsoIn", reading.releases.joined(separator: ", ")),
            "marketsTitle": words(kind.noun == "store" ? "servedMarkets" : "openIn"), "canEdit": call.may(kind.edit).orNil,
            "problem": theirs.isEmpty ? problem : words("conflictHead"), "conflict": theirs.isEmpty ? nil : words("cardConflict"),
            "onSite": isNew ? nil : onSite(card), "handle": slug?.text,
        ]
        let status = theirs.isEmpty ? refused?.status ?? 200 : 409
        return .page(DeskPage(
            template: "card", title: isNew ? words("new_\(kind.noun)") : card.title, section: kind.path,
            crumbs: [.init(title: words(kind.path), url: kind.home)], status: .init(code: status), fields: fields.merging(history)))
    }

    private func hasText(_ card: Card, _ language: Language) -> Bool {
        card.facts.keys.contains { $0.hasSuffix(".\(language.path)") }
    }

    private func markets(_ card: Card, _ typed: (facts: [String: String], marks: [String: String])?) -> [Fields] {
        let open = Set((typed?.facts["markets"] ?? card["markets"]).split(separator: " ").map(String.init))
        return call.markets.markets.map { market in
            ["name": "market_\(market.code)", "label": call.marketName(market), "checked": open.contains(market.code.text).orNil]
        }
    }

    /// Its page in the first market where it is open for good.
    private func onSite(_ card: Card) -> String? {
        let open = Set(card["markets"].split(separator: " ").map(String.init))
        guard let slug, let page = kind.page, let market = call.markets.markets.first(where: { open.contains($0.code.text) }) else {
            return nil
        }
        return "/\(market.code.path)/\(market.languages[0].path)/\(page(slug.text))"
    }

    /// A fact's name as people read it.
    private func label(_ name: String) -> String {
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        let first = call.words.optional("card_\(parts[0])") ?? parts[0]
        return parts.count == 2 ? "\(first), \(Language(path: parts[1])?.ownName ?? parts[1])" : first
    }

    /// What a form says, with the marks of what it was given. Boxes of markets become one fact.
    private static func facts(_ form: Form) -> (facts: [String: String], marks: [String: String]) {
        let sent = FactForm(form)
        var facts = sent.facts.filter { !$0.key.hasPrefix("market_") && $0.key != "slug" && $0.key != "has_markets" }
        if form.has("has_markets") {
            let codes = sent.facts.keys.filter { $0.hasPrefix("market_") }.map { $0.dropFirst("market_".count) }
            facts["markets"] = codes.sorted().joined(separator: " ")
        }
        return (facts, sent.marks)
    }

    /// Saves what the form changes; where somebody else has changed the same, the form is shown with both.
    func submit(_ form: Form) async throws -> DeskAnswer {
        guard let slug else { throw NotFound(kind.noun) }
        let (kind, isNew, sent) = (kind, isNew, Self.facts(form))
        let (author, now, markets) = (call.author, call.now, call.markets.markets)
        do {
            let theirs = try await call.hub.database.write { tx -> [String: String]? in
                let known = try kind.read(slug, tx)
                guard known == nil || !isNew else {
                    throw InvalidField("slug", "There is one of this address already. Choose another.")
                }
                guard known != nil || isNew else { throw NotFound(kind.noun) }
                let merge = FactMerge(sent.facts, marks: isNew ? [:] : sent.marks) { known?[$0] ?? "" }
                guard merge.conflicts.isEmpty else {
                    return Dictionary(merge.conflicts.map { ($0.name, $0.theirs) }, uniquingKeysWith: { first, _ in first })
                }
                let isChanged = try Self.put(merge.changes, kind, slug, as: "changed", by: author, at: now, markets, tx)
                return isChanged || known != nil ? nil : [:]
            }
            if let theirs, !theirs.isEmpty { return try await page(form, theirs: theirs) }
            return .see(kind.url(slug.text), Flash("saidSavedProduct"))
        } catch let refusal as any Refusal where refusal.status != 404 {
            return try await page(form, refused: refusal)
        }
    }

    /// Makes one say these facts, all else as it is, with a line in the log; false when it said them already.
    private static func put(
        _ changes: [String: String], _ kind: CardKind, _ slug: Slug, as action: String, by author: Author, at now: Instant,
        _ markets: [Market], _ tx: Transaction
    ) throws -> Bool {
        let before = try kind.read(slug, tx)
        try kind.write(slug, (before?.facts ?? [:]).merging(changes) { $1 }, now, markets, tx)
        guard let after = try kind.read(slug, tx), let key = after.key else { throw NotFound(kind.noun) }
        let names = Set(after.facts.keys).union(before?.facts.keys ?? [:].keys).filter { after[$0] != before?[$0] ?? "" }
        guard !names.isEmpty else { return false }
        func snapshot(_ card: Card) -> Snapshot {
            let facts = Dictionary(names.map { ($0, card[$0]) }, uniquingKeysWith: { first, _ in first })
            return Snapshot(facts.merging(["slug": slug.text]) { $1 })
        }
        try Change.record(
            before == nil ? "created" : action, kind.noun, Key<Card>(raw: key), titled: after.title, by: author,
            before: before.map(snapshot), after: snapshot(after), at: now, in: tx)
        return true
    }

    /// Takes back a line of the log.
    static func takeBack(_ kind: CardKind, _ call: DeskCall) async throws -> DeskAnswer {
        let line = try call.key("change", of: Change.self)
        let (author, now, markets) = (call.author, call.now, call.markets.markets)
        let (slug, isChanged) = try await call.hub.database.write { tx in
            let change = try Change.find(line, in: tx)
            guard change.noun == kind.noun, let facts = kind.undo.facts(change),
                let slug = DeskUndo.facts(change.after)?["slug"].flatMap({ Slug($0) })
            else { throw NotFound("change") }
            return (slug, try put(facts, kind, slug, as: "undid", by: author, at: now, markets, tx))
        }
        return .see(kind.url(slug.text), DeskUndo.flash(isChanged))
    }
}
