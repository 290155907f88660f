import Foundation
import Values

/// The links in running text, whose HTML our own sanitiser wrote.
enum StoryLinks {
    /// Where the links lead, in their order, entities resolved.
    static func read(_ html: String) -> [String] {
        var links: [String] = []
        var rest = html[...]
        while let start = rest.range(of: " href=\"")?.upperBound {
            rest = rest[start...]
            guard let end = rest.firstIndex(of: "\"") else { break }
            links.append(
                String(rest[..<end]).replacing("&quot;", with: "\"").replacing("&lt;", with: "<")
                    .replacing("&gt;", with: ">").replacing("&amp;", with: "&"))
            rest = rest[end...]
        }
        return links
    }

    /// The handle in `product:HANDLE`; nil for any other address.
    static func product(_ link: String) -> String? {
        let scheme = "product:"
        return link.lowercased().hasPrefix(scheme) ? Slug(link.dropFirst(scheme.count))?.text : nil
    }
}
