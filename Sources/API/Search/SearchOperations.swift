import Hub
import Hummingbird
import Releases
import Search
import Storage
import Values
import Web

extension ApiRoutes {
    private static let query = Parameter<String?>.query(
        "q", "What is looked for, in any of the hub's languages.", .text(TextRule(1...Query.lengthLimit)), example: "scarf")
    private static let kind = Parameter<String?>.query(
        "kind", "Only things of this kind.", .choice(Kind.allCases.map(\.name)))
    private static let skip = Parameter<Int>.count("skip", "How many of each kind to leave out.", 0...200, otherwise: 0)

    var searchOperations: [Operation] {
        [
            Operation(
                id: "search", method: .get, path: "/markets/{market}/{language}/search", tag: .search,
                summary: "Find what is open in a market",
                about: """
                    The best of each kind. Words may be unfinished or mistyped; when nothing holds all of them, what holds some is \
                    given as `near`. Never kept: what is open is asked anew each time.
                    """,
                parameters: [
                    Shared.market.note, Shared.language.note, Self.query.note, Self.kind.note, Shared.limit.note, Self.skip.note,
                ],
                answers: [.json(.ok, "What was found.", SearchShapes.found, .etag)], refusals: [.market], handle: search)
        ]
    }

    private func search(_ call: ApiCall) async throws -> Response {
        let place = try Place.read(call.context, try await hub.markets())
        let (text, limit, skip) = (try call.value(Self.query) ?? "", try call.value(Shared.limit), try call.value(Self.skip))
        let query = try Query(text)
        let wanted = try call.value(Self.kind)
        let kinds = Kind.allCases.filter { wanted == nil || $0.name == wanted }
        let gate = Gate(place.market.code, at: hub.now())
        let found = try await hub.database.read { tx in
            try Hub.finder(in: place.language, through: gate).find(query, of: kinds, offset: skip, limit: limit, in: tx)
        }
        let base = hub.settings.publicURL + place.base
        return call.answer(SearchShapes.found.json(FoundSeen(found: found, kinds: kinds, base: base)))
    }
}

/// What was found, as it is answered.
struct FoundSeen: Sendable {
    let found: Found
    let kinds: [Kind]
    let base: String
}

enum SearchShapes {
    private static let hit = Shape<(hit: Hit, base: String)>("Hit", "One thing that was found.", [
        .text("title", "What it is called.", example: "Lane scarf") { $0.hit.title },
        .choice("language", "The language of the title.", Language.allCases.map(\.path)) { $0.hit.language.path },
        .rule("url", "Its page.", Rules.link) { seen in
            let path = seen.hit.path.split(separator: "/").map { String($0).pathEscaped }.joined(separator: "/")
            return "\(seen.base)/\(path)"
        },
    ])

    private static let section = Shape<(kind: Kind, seen: FoundSeen)>("FoundSection", "What was found of one kind.", [
        .choice("kind", "Which kind.", Kind.allCases.map(\.name)) { $0.kind.name },
        .integer("count", "How many there are; \(Finder.countLimit) stands for that many or more.", 0...Int64(Finder.countLimit)) {
            Int64(min($0.seen.found.counts[$0.kind] ?? 0, Finder.countLimit))
        },
        .list("items", "The best first.", hit, limit: Int(Cursor.pageLimit)) { part in
            (part.seen.found.hits[part.kind] ?? []).map { ($0, part.seen.base) }
        },
    ])

    static let found = Shape<FoundSeen>("Found", "What was found.", [
        .choice("fit", "Whether it is what was asked, what was meant, or only near it.", ["exact", "corrected", "near"]) { seen in
            switch seen.found.fit {
            case .exact: "exact"
            case .corrected: "corrected"
            case .near: "near"
            }
        },
        .list("sections", "One for each kind of which something was found.", section, limit: Kind.allCases.count) { seen in
            seen.kinds.filter { !(seen.found.hits[$0] ?? []).isEmpty }.map { ($0, seen) }
        },
    ])
}
