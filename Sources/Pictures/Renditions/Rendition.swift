import Values

/// A picture scaled to one width and encoded in one format: made from its file when somebody first asks, and the same for ever.
package struct Rendition: Hashable, Sendable {
    /// What browsers and machines can be given.
    package enum Format: String, CaseIterable, Hashable, Sendable {
        case avif
        case webp
        case jpeg = "jpg"

        /// Such as `image/avif`.
        package var mediaType: String { self == .jpeg ? "image/jpeg" : "image/\(rawValue)" }
    }

    /// The only widths that are made, in pixels: a fan's screen finds one within a third of what it needs, and nobody can make the
    /// hub encode a picture in a thousand sizes.
    package static let widths: [Int64] = [160, 320, 480, 640, 960, 1280, 1600]

    /// SHA-256 of the file that it is made from, in hexadecimal.
    package let hash: String
    /// One of `widths`.
    package let width: Int64
    /// How it is encoded.
    package let format: Format

    /// Reads the last two parts of an address such as `/media/HASH/640.avif`; nil for a width that is never made, another format,
    /// and what is no hash.
    package init?(hash: String, name: String) {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let format = Format(rawValue: String(parts[1])),
            let width = Self.widths.first(where: { "\($0)" == parts[0] }), Self.isHash(hash)
        else { return nil }
        self.init(hash: hash, width: width, format: format)
    }

    init(hash: String, width: Int64, format: Format) {
        self.hash = hash
        self.width = width
        self.format = format
    }

    /// The address, below the hub's root; what it answers never changes.
    package var path: String { "/media/\(hash)/\(width).\(format.rawValue)" }

    /// Whether a name asks for a rendition, in whatever width: a picture of such a name has another address.
    package static func isAskedFor(by name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 2 && Format(rawValue: String(parts[1])) != nil && !parts[0].isEmpty
            && parts[0].utf8.allSatisfy { (48...57).contains($0) }
    }

    private static func isHash(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }
}

extension Picture {
    /// A drawing up to this size is smaller and sharper than any of its renditions, so pages show the drawing itself.
    package static let drawingLimit: Int64 = 32 << 10

    /// Whether it is drawn, so that it is sharp in any size.
    package var isDrawing: Bool { mediaType == PictureKind.svg.rawValue }

    /// Whether pages are better off with the file itself: a small drawing, or what may move.
    package var isShownAsItIs: Bool { isDrawing && byteCount <= Self.drawingLimit || mediaType == PictureKind.gif.rawValue }

    /// The widths in which it is made: none that is wider than the picture, unless it is a drawing.
    package var widths: [Int64] { Rendition.widths.filter { isDrawing || $0 <= width } }

    /// Its renditions in a format, the narrowest first; none for a picture that is narrower than all of them.
    package func renditions(_ format: Rendition.Format) -> [Rendition] {
        widths.map { Rendition(hash: hash, width: $0, format: format) }
    }

    /// The widest rendition that is not wider than `limit`, for feeds and previews, which take no drawings; nil where the
    /// picture is narrower than any.
    package func rendition(upTo limit: Int64, _ format: Rendition.Format = .jpeg) -> Rendition? {
        renditions(format).last { $0.width <= limit }
    }

    /// The widest rendition of a drawing that feeds and search engines are given.
    private static let plainLimit: Int64 = 1_280

    /// Its address for those who take no drawings, such as feed readers, merchants and search engines: a drawing as pixels, every
    /// other picture as it is.
    package var plainPath: String { isDrawing ? rendition(upTo: Self.plainLimit)?.path ?? path : path }

    /// Pixels of a rendition's height.
    package func height(at width: Int64) -> Int64 { max(1, (height * width + self.width / 2) / max(1, self.width)) }
}
