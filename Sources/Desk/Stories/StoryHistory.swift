import Hub
import Hummingbird
import Staff
import Stories
import Storage
import Values
import Web

/// The history of a story: every revision, what it changed, and bringing it back.
enum StoryHistory {
    private static let shownAtOnce = 50

    static func list(_ call: DeskCall) async throws -> DeskPage {
        let key = try call.story()
        let before = Int64(try call.query()["before"])
        let (work, revisions) = try await call.hub.database.read { tx in
            (try StoryWork.find(key, in: tx), try StoryRevision.list(of: key, before: before, limit: shownAtOnce + 1, in: tx))
        }
        let shown = revisions.prefix(shownAtOnce)
        let rows: [Fields] = shown.enumerated().map { place, revision in
            let older = revisions.dropFirst(place + 1).first { $0.kind != .aside }
            return row(revision, older, work, call)
        }
        let url = StoryScreens.url(key)
        let fields: Fields = [
            "revisions": rows,
            "next": revisions.count > shown.count ? shown.last.map { "\(url)/history?before=\($0.number)" } : nil,
        ]
        return DeskPage(
            template: "story-history", title: title(work), section: "stories",
            crumbs: [.init(title: call.words("stories"), url: StoryScreens.home)],
            fields: fields.merging(StoryTabs.fields(work, "history", call)))
    }

    static func title(_ work: StoryWork) -> String {
        work.manuscript.source.title.isEmpty ? work.slug.text : work.manuscript.source.title
    }

    private static func row(_ revision: StoryRevision, _ older: StoryRevision?, _ work: StoryWork, _ call: DeskCall) -> Fields {
        let words = call.words
        let parts = older.map { ManuscriptDifference.between($0.manuscript, revision.manuscript) } ?? []
        let names = parts.map { partName($0, words) }.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        let what = switch revision.kind {
        case .restored: words("revision_restored", "\(revision.restored ?? 0)")
        default: words("revision_\(revision.kind)")
        }
        return [
            "number": revision.number, "url": "\(StoryScreens.url(work.key))/history/\(revision.number)",
            "who": revision.writer.name, "when": DeskTime.fields(revision.at, in: call.zone), "what": what,
            "isAside": (revision.kind == .aside).orNil, "isCurrent": (revision.number == work.revision).orNil,
            "parts": (names.prefix(6).joined(separator: ", ") + (names.count > 6 ? " …" : "")).orNil,
            "published": revision.publishedAt.map {
                words("publishedBy", revision.publishedBy ?? "", DeskTime.text($0, in: call.zone))
            },
            "isPublic": (revision.number == work.published && work.state == .published).orNil,
            "conflictURL": revision.kind == .aside ? "\(StoryScreens.url(work.key))/conflict/\(revision.number)" : nil,
        ]
    }

    /// `Text (EN)`.
    static func partName(_ part: ManuscriptDifference, _ words: Words) -> String {
        let name: String = if let block = part.block {
            words("block_\(block)")
        } else {
            words.optional("part_\(part.place)") ?? part.place
        }
        return part.language.map { "\(name) (\($0.shortTag))" } ?? name
    }

    static func revision(_ call: DeskCall) async throws -> DeskPage {
        let key = try call.story()
        guard let number = call.context.parameters.get("number").flatMap({ Int64($0) }) else { throw NotFound("revision") }
        let againstPresent = try call.query()["with"] == "present"
        let (work, revision, other) = try await call.hub.database.read { tx in
            let work = try StoryWork.find(key, in: tx)
            let revision = try StoryRevision.find(number, of: key, in: tx)
            return (work, revision, againstPresent ? nil : try StoryRevision.before(number, of: key, in: tx))
        }
        let words = call.words
        let nothing = Manuscript(language: revision.manuscript.head.language)
        let old = againstPresent ? revision.manuscript : other?.manuscript ?? nothing
        let new = againstPresent ? work.manuscript : revision.manuscript
        let rows = ManuscriptDifference.between(old, new).map { difference($0, words) }
        let url = "\(StoryScreens.url(key))/history/\(number)"
        let isPresent = revision.manuscript == work.manuscript
        let fields: Fields = [
            "rows": rows, "hasRows": (!rows.isEmpty).orNil, "number": number, "who": revision.writer.name,
            "when": DeskTime.fields(revision.at, in: call.zone), "action": url, "base": work.version,
            "mayRestore": (call.may(.editStories) && !isPresent).orNil, "isPresent": isPresent.orNil,
            "lead": words(againstPresent ? "sincThen" : "whatItChanged", "\(number)"),
            "otherURL": againstPresent ? url : "\(url)?with=present",
            "otherWord": words(againstPresent ? "showWhatItChanged" : "showSinceThen"),
            "lookURL": "\(StoryScreens.url(key))/preview?revision=\(number)",
        ]
        return DeskPage(
            template: "story-revision", title: words("revisionOf", "\(number)", title(work)), section: "stories",
            crumbs: [.init(title: words("stories"), url: StoryScreens.home), .init(title: title(work), url: StoryScreens.url(key)),
                     .init(title: words("history"), url: "\(StoryScreens.url(key))/history")],
            fields: fields)
    }

    private static func difference(_ part: ManuscriptDifference, _ words: Words) -> Fields {
        let runs: [Fields] = WordDifference.runs(from: part.before, to: part.kind == .moved ? part.before : part.after).map { run in
            switch run {
            case .same(let text): ["same": text]
            case .removed(let text): ["removed": text]
            case .added(let text): ["added": text]
            }
        }
        return [
            "name": partName(part, words), "kind": words("difference_\(part.kind)"), "kindID": part.kind.rawValue,
            "runs": runs, "lang": part.language?.rawValue,
        ]
    }
}
