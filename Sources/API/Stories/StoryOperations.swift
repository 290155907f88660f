import Catalogue
import Exchange
import Hummingbird
import Pictures
import Releases
import Storage
import Stories
import Values
import Web

extension ApiRoutes {
    private static let slug = Parameter<Slug>.path(
        "slug", "The last part of the story's address.", .text(Rules.slug), example: "small-steps", noun: "story"
    ) { Slug($0) }

    var storyOperations: [Operation] {
        [
            Operation(
                id: "listStories", method: .get, path: "/markets/{market}/{language}/stories", tag: .stories,
                summary: "The stories of a market", about: "Those that are open in the market, the newest first.",
                parameters: [
                    Shared.market.note, Shared.language.note, Shared.limit.note, Shared.cursor.note, Shared.ifNoneMatch.note,
                ],
                answers: [.json(.ok, "A page of stories.", StoryShapes.list, .etag, .link), .notModified],
                refusals: [.market], handle: stories),
            Operation(
                id: "getStory", method: .get, path: "/markets/{market}/{language}/stories/{slug}", tag: .stories,
                summary: "One story with its body", about: "One that is not open in the market answers like one that never was.",
                parameters: [Shared.market.note, Shared.language.note, Self.slug.note, Shared.ifNoneMatch.note],
                answers: [.json(.ok, "The story.", StoryShapes.one, .etag), .notModified],
                refusals: [.missing("market or story")], handle: story),
        ]
    }

    private func stories(_ call: ApiCall) async throws -> Response {
        let (limit, cursor) = (try call.value(Shared.limit), try call.value(Shared.cursor))
        return try await kept(call) { reading in
            reading.uses(.stories)
            let (list, language) = ("stories/\(reading.place.base)", reading.place.language)
            let before = try Cursor.unpack(cursor, of: list).map { text in
                guard let slug = Slug(text) else { throw Cursor.broken }
                return try Story.find(slug, in: language, through: reading.gate, in: reading.tx).story
            }
            let found = try Story.list(
                in: language, through: reading.gate, before: before, limit: limit + 1, in: reading.tx)
            let shown = Array(found.prefix(limit))
            let next = found.count > limit ? shown.last.map { Cursor.pack($0.slug.text, of: list) } : nil
            reading.next = next.map { Self.next(call, $0, root: reading.root) }
            let pictures = try Picture.find(shown.compactMap(\.picture), in: reading.tx)
            let items = shown.map { StorySeen($0, blocks: [], $0.picture.flatMap { pictures[$0] }, reading) }
            return StoryShapes.list.json(Listed(items: items, next: next))
        }
    }

    private func story(_ call: ApiCall) async throws -> Response {
        let slug = try call.value(Self.slug)
        return try await kept(call) { reading in
            reading.uses(.stories)
            reading.uses(.products)
            let (story, blocks) = try Story.find(slug, in: reading.place.language, through: reading.gate, in: reading.tx)
            let picture = try story.picture.flatMap { try Picture.find([$0], in: reading.tx)[$0] }
            let shown = try StoryBlocksSeen(blocks, reading).json
            return StoryShapes.one.json(StorySeen(story, blocks: shown, picture, reading))
        }
    }
}

/// A story as it is answered.
struct StorySeen: Sendable {
    let story: Story
    let blocks: [JSON]
    let picture: PictureSeen?
    let url: String

    init(_ story: Story, blocks: [JSON], _ picture: Picture?, _ reading: ApiReading) {
        self.story = story
        self.blocks = blocks
        self.picture = picture.map { PictureSeen($0, story.pictureAlt, reading) }
        url = reading.page("stories", story.slug)
        reading.uses(Topic(story.key))
    }
}

enum StoryShapes {
    private static let common: [Shape<StorySeen>.Member] = [
        .rule("slug", "The last part of its address, in every language.", Rules.slug) { $0.story.slug.text },
        .choice("language", "The language of the text: the asked one where it exists.", Language.allCases.map(\.path)) {
            $0.story.language.path
        },
        .text("title", "Its headline.", example: "Small steps") { $0.story.title },
        .text("summary", "What it is about, or empty.") { $0.story.summary },
        .text("kicker", "The sport, or another short word above the headline, or empty.") { $0.story.kicker },
        .text("author", "Who wrote it, or empty.") { $0.story.author },
        .time("published_at", "When it was first published.") { $0.story.publishedAt },
        .rule("url", "Its page.", Rules.link) { $0.url },
        .optionalNested("picture", "The picture that leads it.", ProductShapes.picture) { $0.picture },
    ]

    static let item = Shape<StorySeen>("StoryItem", "A story in a list.", common)
    static let one = Shape<StorySeen>("Story", "A story with its body.", common + [
        .other("blocks", "Its body, in order.", .list(StoryBlocksSeen.schema, limit: 10_000)) { .list($0.blocks) }
    ])

    static let list = Shape<Listed<StorySeen>>("StoryList", "A page of stories.", [
        .list("items", "The newest first.", item, limit: Int(Cursor.pageLimit)) { $0.items },
        .optionalRule("next_cursor", "Where the list goes on; null at its end.", Rules.cursor) { $0.next },
    ])
}
