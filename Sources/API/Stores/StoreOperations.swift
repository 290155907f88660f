import Catalogue
import Exchange
import Hummingbird
import Pictures
import Storage
import Stories
import Values
import Web

extension ApiRoutes {
    private static let slug = Parameter<Slug>.slug(of: "store", example: "flagship")

    var storeOperations: [Operation] {
        [
            .list(
                "listStores", "stores", .stores, "The stores of a market",
                "Those that serve the market. What `listProducts` answers there is what its store carries.",
                answers: StoreShapes.list, one: "getStore", handle: stores),
            .one("getStore", "stores", Self.slug, .stores, "store", answers: StoreShapes.one) { call in
                let slug = try call.value(Self.slug)
                return try await kept(call) { reading in
                    guard let found = try StoreSeen.serving(reading), found.store.slug == slug else { throw NotFound("store") }
                    return StoreShapes.one.json(found)
                }
            },
        ]
    }

    /// A market is served by one store, so that its list never goes on.
    private func stores(_ call: ApiCall) async throws -> Response {
        try await listed(call, StoreShapes.list) { reading, window in
            let after = try window.after { Slug($0) }
            let found = try StoreSeen.serving(reading).map { [$0] } ?? []
            return window.page(found.filter { store in after.map { store.store.slug.text > $0.text } ?? true }, by: \.store.slug)
        }
    }
}

/// A store as it is answered.
struct StoreSeen: Sendable {
    let store: Store
    let markets: [String]
    let picture: PictureSeen?
    /// The story that leads into it, where that is open here.
    let story: String?
    let blocks: [JSON]
    let url: String

    /// The store that serves the market of a reading, or nil.
    static func serving(_ reading: ApiReading) throws -> StoreSeen? {
        let (language, tx) = (reading.place.language, reading.tx)
        guard let (store, front) = try Store.serving(reading.market.code, in: language, in: tx) else { return nil }
        for topic in [Topic(store.key), .products, .stories] { reading.uses(topic) }
        let picture = try store.picture.flatMap { try Picture.find([$0], in: tx)[$0] }
        let stories = try Story.open([store.story].compactMap { Slug($0) }, in: language, through: reading.gate, in: tx)
        return StoreSeen(
            store: store, markets: try store.markets(in: tx).map(\.path),
            picture: picture.map { PictureSeen($0, store.pictureAlt, reading) }, story: stories.first?.slug.text,
            blocks: try StoryBlocksSeen(front, reading).json, url: "\(reading.base)/store")
    }
}

enum StoreShapes {
    private static let common: [Shape<StoreSeen>.Member] = [
        .rule("slug", "Its name for machines.", Rules.slug) { $0.store.slug.text },
        .choice("language", "The language of the text: the asked one where it exists.", Language.allCases.map(\.path)) {
            $0.store.language.path
        },
        .text("name", "Its name.", example: "Flagship") { $0.store.name },
        .text("line", "What it is in a sentence, or empty.") { $0.store.line },
        .texts("markets", "The markets that it serves.", limit: 300) { $0.markets },
        .rule("url", "Its front in this market.", Rules.link) { $0.url },
        .optionalNested("picture", "The picture that leads its front.", ProductShapes.picture) { $0.picture },
        .optionalText("story", "The slug of the story that leads into it, where that is open in this market.") { $0.story },
    ]

    static let item = Shape<StoreSeen>("StoreItem", "A store in a list.", common)
    static let one = Shape<StoreSeen>("Store", "A store with its front.", common + [
        .other("blocks", "Its front, in order: words, pictures and shelves of what is open here.",
            .list(StoryBlocksSeen.schema, limit: 10_000)) { .list($0.blocks) }
    ])
    static let list = Shape<Listed<StoreSeen>>.page("StoreList", of: item, "In the order of their names for machines.")
}
