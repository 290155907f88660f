import Pictures
import Web

/// Where on a page a picture stands, which decides how wide it is shown: the `sizes` of its renditions.
enum PicturePlace: String {
    /// From edge to edge.
    case hero = "100vw"
    /// In the measure of a text.
    case text = "(min-width: 780px) 720px, 100vw"
    /// One of two or three beside each other.
    case card = "(min-width: 900px) 400px, 100vw"
    /// A product among others.
    case good = "(min-width: 900px) 300px, 50vw"
    /// A product by itself.
    case product = "(min-width: 900px) 640px, 100vw"
    /// A line in a basket.
    case line = "88px"
}

/// A picture as templates see it: the file itself when it is a small drawing, else its renditions with the best format first.
enum PictureShape {
    static func fields(_ picture: Picture, _ alt: String, _ place: PicturePlace) -> Fields {
        var fields: Fields = [
            "url": picture.path, "alt": alt, "width": picture.width, "height": picture.height, "focus": picture.focus.classes,
        ]
        guard !picture.isShownAsItIs, let fallback = picture.rendition(upTo: 960) else { return fields }
        fields["url"] = fallback.path
        fields["hasSources"] = true
        fields["sizes"] = place.rawValue
        fields["sources"] = [Rendition.Format.avif, .webp].map { format -> Fields in
            ["type": format.mediaType, "srcset": set(picture.renditions(format)), "sizes": place.rawValue]
        }
        fields["srcset"] = set(picture.renditions(.jpeg))
        return fields
    }

    private static func set(_ renditions: [Rendition]) -> String {
        renditions.map { "\($0.path) \($0.width)w" }.joined(separator: ", ")
    }
}
