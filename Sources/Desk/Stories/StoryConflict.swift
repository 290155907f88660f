import Hub
import Hummingbird
import Staff
import Storage
import Stories
import Values
import Web

/// Two texts of one story side by side: what stands there, and what came too late. Of each part one can be taken.
enum StoryConflict {
    /// One thing that the two say differently, under the name that its choice has in the form.
    private struct Part {
        let name: String
        let difference: ManuscriptDifference
    }

    static func page(_ call: DeskCall) async throws -> DeskPage {
        let key = try call.story()
        let (work, ours) = try await read(key, call)
        let words = call.words
        let rows: [Fields] = parts(work.manuscript, ours.manuscript).map { part in
            let difference = part.difference
            return [
                "name": part.name, "label": StoryHistory.partName(difference, words), "theirs": difference.before.orNil,
                "ours": difference.after.orNil, "lang": difference.language?.rawValue, "onlyTheirs": difference.after.isEmpty.orNil,
                "onlyOurs": difference.before.isEmpty.orNil,
            ]
        }
        let url = StoryScreens.url(key)
        let fields: Fields = [
            "rows": rows, "hasRows": (!rows.isEmpty).orNil, "action": "\(url)/conflict/\(ours.number)", "base": work.version,
            "storyURL": url, "theirsBy": work.changedBy, "theirsAt": call.clock(work.changedAt), "oursBy": ours.writer.name,
            "oursAt": call.clock(ours.at),
        ]
        return DeskPage(
            template: "story-conflict", title: words("conflictTitle"), section: "stories",
            crumbs: [.init(title: words("stories"), url: StoryScreens.home), .init(title: StoryHistory.title(work), url: url)],
            fields: fields)
    }

    private static func read(_ key: Key<Story>, _ call: DeskCall) async throws -> (StoryWork, StoryRevision) {
        guard let number = call.context.parameters.get("number").flatMap({ Int64($0) }) else { throw NotFound("revision") }
        return try await call.hub.database.read { tx in
            (try StoryWork.find(key, in: tx), try StoryRevision.find(number, of: key, in: tx))
        }
    }

    private static func parts(_ theirs: Manuscript, _ ours: Manuscript) -> [Part] {
        ManuscriptDifference.between(theirs, ours).map { difference in
            Part(name: "take.\(difference.language?.path ?? "all").\(difference.place)", difference: difference)
        }
    }

    /// Takes, of each part, the one that was chosen: theirs stays where nothing was.
    static func merge(_ call: DeskCall, _ form: Form) async throws -> DeskAnswer {
        let key = try call.story()
        let (work, ours) = try await read(key, call)
        let chosen = parts(work.manuscript, ours.manuscript).filter { form[$0.name] == "ours" }
        var submission = Submission(base: Int64(form["base"]) ?? 0)
        var merged = work.manuscript
        for part in chosen { take(part.difference, from: ours.manuscript, into: &merged) }
        if merged.head != work.manuscript.head { submission.head = merged.head }
        for language in Language.allCases where merged.texts[language] != work.manuscript.texts[language] {
            submission.texts[language] = merged.texts[language]
        }
        let (wanted, writer, author, now) = (submission, call.writer, call.author, call.now)
        let outcome = try await call.hub.database.write { tx in
            let outcome = try StoryWork.save(wanted, of: key, by: writer, at: now, in: tx)
            if case .saved(let after, _) = outcome {
                try after.record("merged", by: author, before: work.snapshot, at: now, in: tx)
            }
            return outcome
        }
        if case .conflict(_, let number, _) = outcome {
            return .see("\(StoryScreens.url(key))/conflict/\(number)", Flash("said_moved_again"))
        }
        return .see(StoryScreens.url(key), Flash("said_merged"))
    }

    private static func take(_ part: ManuscriptDifference, from ours: Manuscript, into merged: inout Manuscript) {
        guard let language = part.language else {
            switch part.place {
            case "slug": merged.head.slug = ours.head.slug
            case "author": merged.head.author = ours.head.author
            case "picture": merged.head.picture = ours.head.picture
            case "published": merged.head.publishedAt = ours.head.publishedAt
            default: merged.head.language = ours.head.language
            }
            return
        }
        var text = merged.texts[language] ?? Manuscript.Text()
        let own = ours.texts[language] ?? Manuscript.Text()
        if let field = Manuscript.Field(rawValue: part.place), part.block == nil {
            text[field] = own[field]
            text.from[field] = own.from[field]
        } else {
            takeBlock(part, from: own.pieces, into: &text.pieces)
        }
        merged.texts[language] = text
    }

    private static func takeBlock(
        _ part: ManuscriptDifference, from own: [Manuscript.Piece], into pieces: inout [Manuscript.Piece]
    ) {
        let at = pieces.firstIndex { $0.id == part.place }
        guard let source = own.firstIndex(where: { $0.id == part.place }) else {
            if let at { pieces.remove(at: at) }
            return
        }
        if let at, part.kind != .moved {
            pieces[at] = own[source]
            return
        }
        if let at { pieces.remove(at: at) }
        let before = own[..<source].last { piece in pieces.contains { $0.id == piece.id } }
        let place = before.flatMap { piece in pieces.firstIndex { $0.id == piece.id } }.map { $0 + 1 } ?? 0
        pieces.insert(own[source], at: place)
    }
}
