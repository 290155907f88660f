import Foundation
import Values

extension WXRItem {
    /// Takes the text of one element of the item, by the name that WordPress gives it; passes over what nobody asks for.
    mutating func set(_ element: String, to text: String) {
        let word = text.trimmed
        switch element {
        case "title": title = text
        case "link": link = word
        case "content:encoded": content = text
        case "excerpt:encoded": excerpt = text
        case "wp:post_id": id = Int64(word)
        case "wp:post_date": localDate = CivilTime(word)
        case "wp:post_date_gmt": date = CivilTime(word).map { Instant(ms: $0.epochSeconds * 1000) }
        case "wp:post_name": slug = Self.decoded(word)
        case "wp:status": status = word
        case "wp:post_parent": parent = Int64(word).flatMap { $0 == 0 ? nil : $0 }
        case "wp:post_type": type = word
        case "wp:post_password": password = text.isEmpty ? nil : text
        case "wp:is_sticky": isSticky = word == "1"
        case "wp:attachment_url": attachmentURL = word.isEmpty ? nil : word
        case "wp:meta_key": meta.append(Meta(key: word, value: ""))
        case "wp:meta_value": if let last = meta.popLast() { meta.append(Meta(key: last.key, value: text)) }
        default: break
        }
    }

    /// WordPress writes slugs of other scripts percent-encoded.
    static func decoded(_ slug: String) -> String { slug.removingPercentEncoding ?? slug }
}
