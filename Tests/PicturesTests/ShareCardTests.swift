import Foundation
import TestKit
import Testing
import Values

@testable import Pictures

/// Pictures for links.
struct ShareCardTests {
    private static func card(_ title: String, _ language: Language = .english, kicker: String = "Rowing", picture: String? = nil) -> ShareCard {
        ShareCard(title: title, kicker: kicker, hubName: "Stadion", language: language, picture: picture)
    }

    @Test
    func `every script is set, whatever the text is`() throws {
        let titles: [(String, Language)] = [
            ("To the greatness of small", .english), ("小さな偉大さへ", .japanese), ("작은 위대함에게", .korean), ("致敬渺小的伟大", .chinese), ("<b>&amp;</b> & \"quotes\" \u{1}\n", .english),
            (String(repeating: "unbreakable", count: 30), .english), (String(repeating: "長い題名", count: 60), .japanese), ("x", .korean), ("👟🏅", .english),
        ]
        var seen: Set<Data> = []
        for (title, language) in titles {
            let file = try PictureFile(try Self.card(title, language).draw(nil))
            #expect(file.width == ShareCard.width && file.height == ShareCard.height && file.bytes.count < 200_000, "\(title)")
            seen.insert(file.bytes)
        }
        #expect(seen.count == titles.count, "no two are the same picture")
        _ = try Self.card("No word above", kicker: "").draw(nil)
    }

    @Test
    func `the address changes with everything that is shown`() {
        let one = Self.card("A")
        let others = [
            Self.card("B"), Self.card("A", .korean), Self.card("A", kicker: ""), Self.card("A", picture: "00"),
            ShareCard(title: "A", kicker: "Rowing", hubName: "Other", language: .english, picture: nil),
        ]
        #expect(Set(others.map(\.hash) + [one.hash]).count == 6)
        #expect(one.hash == Self.card("A").hash && one.hash.count == 24)
    }

    @Test
    func `a picture stands at the right, and a broken one is a fault`() throws {
        let red = Data("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"80\"><rect width=\"40\" height=\"80\" fill=\"red\"/></svg>".utf8)
        let card = Self.card("A", picture: "00")
        #expect(try card.draw(red) != card.draw(nil))
        #expect(throws: Fault.self) { try card.draw(Data("no picture".utf8)) }
    }

    @Test
    func `Korean words are kept whole`() {
        #expect(ShareCard.keepingWords("작은 위대함") == "작\u{2060}은 위\u{2060}대\u{2060}함")
    }

    @Test
    func `many who ask for one card have it drawn once`() async throws {
        let cards = ShareCards()
        let card = Self.card("Once")
        let all = await Outcome.all(20) { _ in try await cards.jpeg(card, picture: nil) }.compactMap(\.value)
        #expect(all.count == 20 && Set(all).count == 1)
        #expect(cards.kept(card.hash) == all.first)
        #expect(cards.kept("other") == nil)
    }
}
