import Foundation
import Hub
import Hummingbird
import Pictures
import Storage
import Stories
import Values
import Web

extension ApiRoutes {
    private static let jsonFeedLength = 30

    /// The newest stories of a market as JSON Feed 1.1.
    func jsonFeed(_ request: Request, _ context: WebContext) async throws -> Response {
        let name = hub.settings.name
        return try await keptFile(request, context, "application/feed+json") { reading in
            reading.uses(.stories)
            let stories = try Story.list(
                in: reading.place.language, through: reading.gate, limit: Self.jsonFeedLength, in: reading.tx)
            let pictures = try Picture.find(stories.compactMap(\.picture), in: reading.tx)
            let items = try stories.map { story in
                let blocks = try Story.find(
                    story.slug, in: reading.place.language, through: reading.gate, in: reading.tx).blocks
                let picture = story.picture.flatMap { pictures[$0] }
                return Self.item(story, html: try StoryBlocksSeen(blocks, reading).html, picture, reading)
            }
            let feed: JSON = [
                "version": "https://jsonfeed.org/version/1.1", "title": .text(name), "home_page_url": .text(reading.base),
                "feed_url": "\(reading.base)/feed.json", "language": .text(reading.place.language.rawValue), "items": .list(items),
            ]
            return feed.data
        }
    }

    private static func item(_ story: Story, html: String, _ picture: Picture?, _ reading: ApiReading) -> JSON {
        reading.uses(Topic(story.key))
        let address = reading.page("stories", story.slug)
        return [
            "id": .text(address), "url": .text(address), "title": .text(story.title), "content_html": .text(html),
            "summary": story.summary.isEmpty ? nil : .text(story.summary),
            "image": picture.map { .text(reading.root + $0.plainPath) },
            "date_published": "\(story.publishedAt)", "language": .text(story.language.rawValue),
            "authors": story.author.isEmpty ? nil : [["name": .text(story.author)]],
            "tags": story.kicker.isEmpty ? nil : [.text(story.kicker)],
        ]
    }
}

extension StoryBlocksSeen {
    /// The blocks as HTML that needs no stylesheet.
    var html: String {
        json.map { block in
            switch block["kind"]?.string {
            case "text": block["html"]?.string ?? ""
            case "quote":
                "<blockquote><p>\(XML.escaped(block["text"]?.string ?? ""))</p>"
                    + (block["by"]?.string.map { "<p>\(XML.escaped($0))</p>" } ?? "") + "</blockquote>"
            case "picture":
                "<figure><img src=\"\(XML.escaped(block["picture"]?["url"]?.string ?? ""))\" "
                    + "alt=\"\(XML.escaped(block["picture"]?["alt"]?.string ?? ""))\">"
                    + (block["caption"]?.string.map { "<figcaption>\(XML.escaped($0))</figcaption>" } ?? "") + "</figure>"
            default: ""
            }
        }.joined()
    }
}
