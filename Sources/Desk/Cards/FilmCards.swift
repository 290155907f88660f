import Exchange
import Films
import Hub
import Releases
import Staff
import Storage
import Stories
import Values
import Web

extension CardKind {
    static let films = CardKind(
        noun: "film", path: "films", see: .seeStories, edit: .publishStories, texts: ("film_texts", "film", "title"),
        spoken: [
            .init(name: "title"), .init(name: "logline", kind: .area), .init(name: "html", kind: .html),
            .init(name: "alt", kind: .area),
        ],
        own: [
            .init(name: "picture"), .init(name: "campaign"), .init(name: "position", kind: .number),
            .init(name: "seconds", kind: .number), .init(name: "credits", kind: .html), .init(name: "handles", kind: .area),
            .init(name: "stories", kind: .area),
        ], page: { "films/\($0)" },
        read: { slug, tx in
            guard let draft = try FilmDraft.load(slug, in: tx),
                let key = try tx.first("SELECT key FROM films WHERE slug = \(slug)", { $0.key(0, of: Film.self) })
            else { return nil }
            return Card(key.raw, draft.language, "title", facts(draft), try markets(of: key, in: tx))
        }, write: { slug, facts, now, book, tx in
            var draft = try FilmDraft.load(slug, in: tx) ?? FilmDraft(slug: slug, language: CardForm.language("title", facts))
            try take(facts, into: &draft)
            let (key, _) = try draft.save(at: now, in: tx)
            try Standing.set(
                key.retyped(), from: try markets(of: key, in: tx), to: try CardForm.markets(facts, among: book),
                among: book, at: now, in: tx)
            tx.touch(.films)
        })

    private static func markets(of key: Key<Film>, in tx: Transaction) throws -> Set<MarketCode> {
        let item: ItemKey = key.retyped()
        return try Standing.markets(of: [item], in: tx)[item] ?? []
    }

    private static func facts(_ draft: FilmDraft) -> [String: String] {
        var facts = [
            "picture": draft.picture, "campaign": draft.campaign, "position": "\(draft.position)",
            "seconds": draft.durationMs.map { "\($0 / 1000)" } ?? "",
            "credits": draft.credits.map { credit in
                ([credit.role, credit.name] + (credit.organisation.isEmpty ? [] : [credit.organisation])).joined(separator: " | ")
            }.joined(separator: "\n"),
            "handles": draft.products.map(\.text).joined(separator: "\n"),
            "stories": draft.stories.map(\.text).joined(separator: "\n"),
        ]
        for (language, text) in draft.texts {
            let ending = language.path
            (facts["title.\(ending)"], facts["logline.\(ending)"]) = (text.title, text.logline)
            (facts["html.\(ending)"], facts["alt.\(ending)"]) = (text.html, text.pictureAlt)
        }
        return facts
    }

    private static func take(_ facts: [String: String], into draft: inout FilmDraft) throws {
        let known = draft
        draft.picture = facts["picture", default: ""]
        draft.campaign = facts["campaign", default: ""]
        draft.position = try CardForm.number("position", facts) ?? 0
        // Whole seconds are what the form shows; a finer length stays as it is while nobody changes it.
        let seconds = try CardForm.number("seconds", facts)
        if seconds != known.durationMs.map({ $0 / 1000 }) { draft.durationMs = seconds.map { $0 * 1000 } }
        draft.credits = try CardForm.lines("credits", facts).map { line in
            let parts = line.split(separator: "|", omittingEmptySubsequences: false).map { part in
                part.split(separator: " ").joined(separator: " ")
            }
            guard (2...3).contains(parts.count), !parts[0].isEmpty else {
                throw InvalidField("credits", "“\(line.prefix(60))” is no line of credits. Write role | name | organisation.")
            }
            return Film.Credit(role: parts[0], name: parts[1], organisation: parts.count == 3 ? parts[2] : "")
        }
        draft.products = try CardForm.slugs("handles", facts)
        draft.stories = try CardForm.slugs("stories", facts)
        let sanitizer = HTMLSanitizer()
        draft.texts = try CardForm.texts("title", facts) { title, language in
            var text = known.texts[language] ?? FilmDraft.Text(title: title)
            text.title = title
            text.logline = try CardForm.text("logline.\(language.path)", facts, most: MarkdownValues.summaryLength)
            text.html = try sanitizer.clean(facts["html.\(language.path)", default: ""])
            text.pictureAlt = try CardForm.text("alt.\(language.path)", facts)
            return text
        }
    }
}
