import Catalogue
import Exchange
import Films
import Hub
import Staff
import Storage
import Stories
import Values
import Web

/// Something that the desk lists and edits as named texts: an athlete, a sport, a film, a store.
struct Card: Sendable {
    /// The key in its own table; nil while there is none.
    let key: Int64?
    /// What it is called in its first language; empty while there is none.
    let title: String
    /// Where it falls back to.
    let language: Language
    /// Everything that is not empty, by name; texts end in their language, such as `name.ja`, and `markets` holds codes.
    let facts: [String: String]

    subscript(name: String) -> String { facts[name] ?? "" }
}

/// One kind of such things: where they are stored, and how a form becomes one of them.
struct CardKind: Sendable {
    /// One field that all languages share.
    struct Own: Sendable {
        let name: String
        var kind = FactInput.Kind.line
    }

    /// What the log calls one.
    let noun: String
    /// Their address below the desk's root, and the word for them.
    let path: String
    let see: Permission
    let edit: Permission
    /// The table of texts, the column in it that names the thing, and the one that holds the title.
    let texts: (table: StaticString, owner: StaticString, title: StaticString)
    /// Fields in each language, the title first.
    let spoken: [Own]
    /// Fields that all languages share.
    let own: [Own]
    /// The page on the site below a market and a language; nil for kinds without pages of their own.
    let page: (@Sendable (String) -> String)?
    /// Reads one by its slug.
    let read: @Sendable (Slug, Transaction) throws -> Card?
    /// Makes one of this slug say these facts.
    let write: @Sendable (Slug, [String: String], Instant, [Market], Transaction) throws -> Void

    var home: String { "\(DeskRouter.root)/\(path)" }
    func url(_ slug: String) -> String { "\(home)/\(slug)" }

    static let all = [athletes, sports, films, stores]

    /// Lines of the log about one of them are taken back at its own screens.
    var undo: DeskUndo {
        DeskUndo(
            noun: noun, needs: edit, url: { [home] in "\(home)/undo/\($0.key)" },
            facts: { ["changed", "undid"].contains($0.action) ? DeskUndo.before($0) : nil })
    }
}

extension CardKind {
    static let athletes = CardKind(
        noun: "athlete", path: "athletes", see: .seeStories, edit: .publishStories,
        texts: ("athlete_texts", "athlete", "name"), spoken: [.init(name: "name"), .init(name: "bio", kind: .area)],
        own: [.init(name: "country"), .init(name: "sport"), .init(name: "born", kind: .number)], page: { "athletes/\($0)" },
        read: { slug, tx in
            guard let (key, draft) = try AthleteDraft.load(slug, in: tx) else { return nil }
            var facts = ["country": draft.country, "sport": draft.sport, "born": draft.born.map { "\($0)" } ?? ""]
            for (language, text) in draft.texts {
                (facts["name.\(language.path)"], facts["bio.\(language.path)"]) = (text.name, text.bio)
            }
            return Card(key.raw, draft.language ?? .english, "name", facts, draft.markets)
        }, write: { slug, facts, now, markets, tx in
            var draft = try AthleteDraft.load(slug, in: tx)?.draft ?? AthleteDraft(slug: slug)
            draft.country = facts["country", default: ""].uppercased()
            draft.sport = facts["sport", default: ""]
            draft.born = try CardForm.number("born", facts)
            draft.texts = try CardForm.texts("name", facts) { name, language in
                var text = AthleteDraft.Text(name: name)
                text.bio = try CardForm.text("bio.\(language.path)", facts, most: MarkdownValues.summaryLength)
                return text
            }
            draft.markets = try CardForm.markets(facts, among: markets)
            _ = try draft.save(at: now, markets: markets, in: tx)
        })

    static let sports = CardKind(
        noun: "sport", path: "sports", see: .seeStories, edit: .publishStories, texts: ("sport_names", "sport", "name"),
        spoken: [.init(name: "name")], own: [], page: { "sports/\($0)" },
        read: { slug, tx in
            guard let (key, draft) = try SportDraft.load(slug, in: tx) else { return nil }
            let names = draft.names.map { ("name.\($0.key.path)", $0.value) }
            return Card(key.raw, draft.language ?? .english, "name", Dictionary(names) { $1 }, draft.markets)
        }, write: { slug, facts, now, markets, tx in
            var draft = try SportDraft.load(slug, in: tx)?.draft ?? SportDraft(slug: slug)
            draft.names = try CardForm.texts("name", facts) { name, _ in name }
            draft.markets = try CardForm.markets(facts, among: markets)
            _ = try draft.save(at: now, markets: markets, in: tx)
        })

    static let stores = CardKind(
        noun: "store", path: "stores", see: .seeProducts, edit: .editProducts, texts: ("store_texts", "store", "name"),
        spoken: [.init(name: "name"), .init(name: "line", kind: .area), .init(name: "alt", kind: .area)],
        own: [
            .init(name: "look", kind: .choice(Store.Look.allCases.map { ($0.rawValue, $0.rawValue) })), .init(name: "picture"),
            .init(name: "story"), .init(name: "position", kind: .number),
        ], page: nil,
        read: { slug, tx in
            guard let draft = try StoreDraft.load(slug, in: tx),
                let key = try tx.first("SELECT key FROM stores WHERE slug = \(slug)", { $0.int(0) })
            else { return nil }
            var facts = [
                "look": draft.look.rawValue, "picture": draft.picture, "story": draft.story, "position": "\(draft.position)",
            ]
            for (language, text) in draft.texts {
                facts["name.\(language.path)"] = text.name
                (facts["line.\(language.path)"], facts["alt.\(language.path)"]) = (text.line, text.pictureAlt)
            }
            return Card(key, draft.language, "name", facts, draft.markets)
        }, write: { slug, facts, now, markets, tx in
            var draft = try StoreDraft.load(slug, in: tx) ?? StoreDraft(slug: slug, language: CardForm.language("name", facts))
            let known = draft.texts
            draft.look = Store.Look(rawValue: facts["look", default: ""]) ?? draft.look
            draft.picture = facts["picture", default: ""]
            draft.story = facts["story", default: ""]
            draft.position = try CardForm.number("position", facts) ?? 0
            draft.texts = try CardForm.texts("name", facts) { name, language in
                var text = known[language] ?? StoreDraft.Text(name: name)
                text.name = name
                text.line = try CardForm.text("line.\(language.path)", facts, most: MarkdownValues.summaryLength)
                text.pictureAlt = try CardForm.text("alt.\(language.path)", facts)
                return text
            }
            draft.markets = try CardForm.markets(facts, among: markets)
            _ = try draft.save(at: now, markets: markets, in: tx)
        })
}
