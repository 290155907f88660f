import Crypto
package import Foundation
package import Values

/// The picture with which a link to a page is shown elsewhere: 1200 × 630, a title with a word above it, the hub's name, five
/// lanes, and the page's own picture at the right where it has one.
package struct ShareCard: Hashable, Sendable {
    /// Pixels.
    package static let width = 1200
    /// Pixels.
    package static let height = 630
    /// The media type of every card.
    package static let mediaType = "image/jpeg"
    /// Changes whenever cards are drawn in another way, so that they get other addresses.
    private static let design = "3"
    /// More of a title would only be cut.
    private static let titleLimit = 160
    private static let kickerLimit = 60

    /// The page's title.
    package let title: String
    /// A short word above it; may be empty.
    package let kicker: String
    /// The hub's name.
    package let hubName: String
    /// The language of the title, whose glyphs and line breaks are used.
    package let language: Language
    /// The hash of the page's own picture, or nil.
    package let picture: String?

    /// A card from what it shows.
    package init(title: String, kicker: String, hubName: String, language: Language, picture: String?) {
        self.title = String(title.prefix(Self.titleLimit))
        self.kicker = String(kicker.prefix(Self.kickerLimit))
        self.hubName = String(hubName.prefix(Self.kickerLimit))
        self.language = language
        self.picture = picture
    }

    /// A hash of everything that it shows: the last part of its address.
    package var hash: String {
        let text = [Self.design, title, kicker, hubName, language.rawValue, picture ?? ""].joined(separator: "\u{1f}")
        return SHA256.hash(data: Data(text.utf8)).prefix(12).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Draws it, with the bytes of its picture; takes about a tenth of a second, so it must not be called where others wait.
    package func draw(_ picture: Data?) throws -> Data {
        let hasPicture = picture != nil
        let width = hasPicture ? 600 : 1072
        let texts: [CardText?] = [
            CardText(
                markup(title, colour: "#14171F", lineHeight: language == .english ? 0.85 : 0.9), font: font,
                largest: hasPicture ? 78 : 104, smallest: 30, x: 64, y: 112, width: width, height: 296),
            kicker.isEmpty ? nil : CardText(
                markup(kicker, colour: "#C8371A", lineHeight: 1), font: font, largest: 30, smallest: 20, x: 64, y: 56, width: width,
                height: 48),
            CardText(
                markup(hubName, colour: "#5B6270", lineHeight: 1), font: font, largest: 28, smallest: 18, x: 64, y: 556,
                width: width, height: 44),
        ]
        return try CardDrawing.jpeg(
            Self.lanes, picture: picture, pictureX: 720, pictureWidth: 480, texts.compactMap(\.self))
    }

    /// Debian's fonts-noto-cjk has one family for each language, with Latin letters that go with it.
    private var font: String {
        switch language {
        case .english, .japanese: "Noto Sans CJK JP Bold"
        case .korean: "Noto Sans CJK KR Bold"
        case .chinese: "Noto Sans CJK SC Bold"
        }
    }

    private func markup(_ text: String, colour: String, lineHeight: Double) -> String {
        let shown = language == .korean ? Self.keepingWords(text) : text
        let escaped = shown.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .filter { !$0.unicodeScalars.contains { $0.value < 32 } }
        return "<span foreground=\"\(colour)\" lang=\"\(language.rawValue)\" line_height=\"\(lineHeight)\">\(escaped)</span>"
    }

    /// Korean is broken between words only: a word joiner between the letters of each.
    static func keepingWords(_ text: String) -> String {
        var out = ""
        var before: Character = " "
        for character in text {
            if before != " ", character != " " { out += "\u{2060}" }
            out.append(character)
            before = character
        }
        return out
    }

    /// Paper with five lanes.
    private static let lanes: String = {
        let colours = ["#C8371A", "#1F5FBF", "#1E6B4A", "#B98A1E", "#14171F"]
        let paths = colours.enumerated().map { place, colour in
            let y = 395 + place * 20
            let curve = "M-20 \(y + 40) C180 \(y + 90) 420 \(y + 60) 620 \(y + 20) S1000 \(y - 60) 1220 \(y + 50)"
            return "<path d=\"\(curve)\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"8\"/>"
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)">\
            <rect width="\(width)" height="\(height)" fill="#FBF8F3"/>\(paths.joined())</svg>
            """
    }()
}
