import Foundation
import Hub
import Hummingbird
import Storage
import Stories
import Values
import Web

extension ApiRoutes {
    private static let feedLength = 30

    /// The newest stories of a market as RSS 2.0.
    func feed(_ request: Request, _ context: WebContext) async throws -> Response {
        let name = hub.settings.name
        return try await keptFile(request, context, "application/rss+xml; charset=utf-8") { reading in
            reading.uses(.stories)
            let stories = try Story.list(
                in: reading.place.language, through: reading.gate, limit: Self.feedLength, in: reading.tx)
            return Data(Self.rss(stories, name: name, base: reading.base, reading.place).utf8)
        }
    }

    private static func rss(_ stories: [Story], name: String, base: String, _ place: Place) -> String {
        let items = stories.map { story in
            let address = "\(base)/stories/\(story.slug.text.pathEscaped)"
            return """
                <item><title>\(XML.escaped(story.title))</title><link>\(XML.escaped(address))</link>\
                <guid isPermaLink="true">\(XML.escaped(address))</guid><pubDate>\(story.publishedAt.httpDate)</pubDate>\
                <description>\(XML.escaped(story.summary))</description></item>
                """
        }
        return """
            <?xml version="1.0" encoding="utf-8"?>
            <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>\(XML.escaped(name))</title>\
            <link>\(XML.escaped(base))</link><description>\(XML.escaped(name))</description>\
            <language>\(place.language.rawValue)</language>\
            <atom:link href="\(XML.escaped(base))/feed.xml" rel="self" type="application/rss+xml"/>
            \(items.joined(separator: "\n"))
            </channel></rss>

            """
    }
}
