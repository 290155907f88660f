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
    private static let slug = Parameter<Slug>.slug(of: "story", example: "small-steps")

    var storyOperations: [Operation] {
        [
            .list(
                "listStories", "stories", .stories, "The stories of a market", "Those that are open in the market.",
                filters: [Shared.sport.note, Shared.athlete.note], answers: StoryShapes.list, one: "getStory", handle: stories),
            .one("getStory", "stories", Self.slug, .stories, "story", answers: StoryShapes.one, handle: story),
        ]
    }

    private func stories(_ call: ApiCall) async throws -> Response {
        let subjects: [Story.Subject] = [
            try call.value(Shared.sport).map { .sport($0) }, try call.value(Shared.athlete).map { .athlete($0) },
        ].compactMap(\.self)
        return try await listed(call, StoryShapes.list) { reading, window in
            reading.uses(.stories)
            if !subjects.isEmpty { reading.uses(.athletes) }
            let found = try Story.list(
                about: subjects, in: reading.place.language, through: reading.gate, before: try window.after { Story.Mark($0) },
                limit: window.reach, in: reading.tx)
            return try window.page(found, by: \.mark).showing { try StorySeen.list($0, reading) }
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

    /// Stories as lists show them, each with its picture.
    static func list(_ stories: [Story], _ reading: ApiReading) throws -> [StorySeen] {
        let pictures = try Picture.find(stories.compactMap(\.picture), in: reading.tx)
        return stories.map { StorySeen($0, blocks: [], $0.picture.flatMap { pictures[$0] }, reading) }
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

    static let list = Shape<Listed<StorySeen>>.page("StoryList", of: item, "The newest first.")
}
