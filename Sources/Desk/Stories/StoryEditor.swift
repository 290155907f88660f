import Exchange
import Foundation
import Hub
import Pictures
import Releases
import Staff
import Storage
import Stories
import Values
import Web

/// The screen on which a story is written: the source's text, block by block, and what all languages share.
enum StoryEditor {
    static func page(_ call: DeskCall, scripts: [String]) async throws -> DeskPage {
        let key = try call.story()
        let (work, names, problems, handles) = try await call.hub.database.read { tx in
            let work = try StoryWork.find(key, in: tx)
            let named = work.manuscript
            let products = try StoryGoods.known(named.products, in: tx)
            return (
                work, try StoryPicker.thumbnails(named.pictures, in: tx),
                try StoryCheck.problems(of: named, story: key, knowing: Set(products.keys),
                    films: try StoryGoods.films(named.films, in: tx), in: tx), products)
        }
        let mayEdit = call.may(.editStories) && work.state != .archived
        let (head, text) = (work.manuscript.head, work.manuscript.source)
        let blocks: [Fields] = text.pieces.map { block($0, names, handles, problems, call) }
        let order = text.pieces.map { "\($0.id):\($0.block.kindName)" }.joined(separator: " ")
        let flags: [Fields] = StoryProblemText.rows(problems, key, work, call)
        let form: Fields = [
            "action": StoryScreens.url(key), "autosave": "\(StoryScreens.url(key))/autosave", "base": work.version,
            "key": "\(key)", "language": head.language.path, "textLang": head.language.rawValue, "order": order,
            "blocks": blocks, "isEmpty": blocks.isEmpty.orNil, "readOnly": (!mayEdit).orNil, "mayEdit": mayEdit.orNil,
            "kinds": kinds(after: "-", call.words), "models": models(call), "pickURL": "\(StoryScreens.home)/pick",
        ]
        let shown: Fields = [
            "titleText": text.title, "summary": text.summary, "kicker": text.kicker, "pictureAlt": text.pictureAlt,
            "slug": head.slug, "slugIsFixed": work.wasPublished.orNil, "author": head.author, "pictureName": head.picture,
            "thumbnail": names[head.picture], "published": head.publishedAt.map { $0.civil(in: call.zone).date },
            "savedAt": call.clock(work.changedAt), "storyScripts": scripts, "previewURL": try previewURL(work, call),
            "problemList": flags, "hasProblemList": (!flags.isEmpty).orNil,
        ]
        return DeskPage(
            template: "story-edit", title: text.title.isEmpty ? head.slug : text.title, section: "stories",
            crumbs: [.init(title: call.words("stories"), url: StoryScreens.home)],
            fields: form.merging(shown).merging(StoryTabs.fields(work, "edit", call)))
    }

    /// The page itself, with the manuscript in it, in the first market that speaks its language.
    private static func previewURL(_ work: StoryWork, _ call: DeskCall) throws -> String? {
        let language = work.manuscript.head.language
        guard let market = call.markets.markets.first(where: { $0.languages.contains(language) }) else { return nil }
        return StoryLook.address(work, market, language, at: nil, revision: nil, call)
    }

    static func block(
        _ piece: Manuscript.Piece, _ thumbnails: [String: String], _ products: [String: String], _ problems: [StoryProblem],
        _ call: DeskCall
    ) -> Fields {
        let words = call.words
        let wrong = problems.filter { $0.place == piece.id }.map { StoryProblemText.sentence($0, words) }
        var fields: Fields = [
            "id": piece.id, "kind": piece.block.kindName, "kindWord": words("block_\(piece.block.kindName)"),
            "wrong": wrong, "hasWrong": (!wrong.isEmpty).orNil, "kinds": kinds(after: piece.id, words),
        ]
        switch piece.block {
        case .text(let html): fields["text"] = ["md": StoryMarkdown.write(html)] as Fields
        case .picture(let source, let alt, let caption):
            fields["picture"] = ["source": source, "alt": alt, "caption": caption ?? "", "thumbnail": thumbnails[source]] as Fields
        case .quote(let text, let by): fields["quote"] = ["said": text, "by": by ?? ""] as Fields
        case .product(let handle): fields["product"] = ["handle": handle, "title": products[handle]] as Fields
        case .products(let handles):
            let titles = handles.map { products[$0] ?? $0 }.joined(separator: ", ")
            fields["products"] = ["handles": handles.joined(separator: "\n"), "titles": titles.orNil] as Fields
        case .film(let slug): fields["named"] = ["slug": slug, "picks": "films", "label": words("block_film")] as Fields
        case .athlete(let slug): fields["named"] = ["slug": slug, "picks": "athletes", "label": words("block_athlete")] as Fields
        }
        return fields
    }

    private static func kinds(after id: String, _ words: Words) -> [Fields] {
        StoryForm.kinds.map { ["kind": $0, "word": words("block_\($0)"), "after": id] }
    }

    /// An empty block of each kind, for the script to copy.
    private static func models(_ call: DeskCall) -> [Fields] {
        StoryForm.kinds.compactMap { kind in
            StoryForm.empty(kind).map { block(Manuscript.Piece(id: "new-\(kind)", block: $0), [:], [:], [], call) }
        }
    }
}

/// The head that all screens of one story share: its languages, its state, and where to go.
enum StoryTabs {
    static func fields(_ work: StoryWork, _ current: String, _ call: DeskCall) -> Fields {
        let words = call.words
        let url = StoryScreens.url(work.key)
        let spoken = Set(call.markets.markets.flatMap(\.languages)).union(work.manuscript.texts.keys)
        let languages: [Fields] = Language.allCases.filter(spoken.contains).map { language in
            let isSource = language == work.manuscript.head.language
            let state = work.manuscript.completeness(in: language)
            let isCurrent = isSource ? current == "edit" : current == "translate \(language.path)"
            let address = isSource ? url : "\(url)/translate?language=\(language.path)"
            let percent: Int? = isSource ? nil : state.percent
            return [
                "name": language.ownName, "lang": language.rawValue, "isSource": isSource.orNil, "url": address,
                "percent": percent, "current": isCurrent.orNil, "progress": percent.map { "is-\($0 / 10)" },
            ]
        }
        var tabs = [tab("preview", current, url, words), tab("history", current, url, words)]
        if call.may(.publishStories), work.state != .archived {
            let publish: Fields = ["isPublish": true]
            tabs.append(tab("publish", current, url, words).merging(publish))
        }
        let isPublic = work.state == .published
        let state = work.state == .archived ? "archived" : !isPublic ? "draft" : work.isChanged ? "changed" : "public"
        let tone = ["archived": "quiet", "draft": "quiet", "changed": "waiting", "public": "good"][state]
        return [
            "tabs": tabs, "languages": languages, "stateWord": words("storyIs_\(state)"), "stateTone": tone, "storyURL": url,
            "mayPublish": call.may(.publishStories).orNil, "isPublic": isPublic.orNil,
            "isArchived": (work.state == .archived).orNil,
            "mayDelete": (!work.wasPublished && call.may(.editStories)).orNil, "mayEditStory": call.may(.editStories).orNil,
            "changesURL": call.may(.seeChanges) ? ChangeScreens.history("story", work.key) : nil,
        ]
    }

    private static func tab(_ id: String, _ current: String, _ url: String, _ words: Words) -> Fields {
        ["title": words(id), "url": "\(url)/\(id)", "current": (id == current).orNil]
    }
}
