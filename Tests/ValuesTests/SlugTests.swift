import Foundation
import TestKit
import Testing
import Values

struct SlugTests {
    @Test func `titles become slugs`() {
        for row in TextTable.rows("""
            The Gold & the Ice        | the-gold-the-ice
            Élan für Zürich           | elan-fur-zurich
            It’s on! It's on!         | its-on-its-on
            100% — #1                 | 100-1
            snake_case stays          | snake_case-stays
            金メダル                  | 金メダル
            ガンバレ、日本！          | ガンバレ-日本
            ﾊﾞﾚｰ                      | バレー
            평창 올림픽               | 평창-올림픽
            奥运 2018                 | 奥运-2018
            ＦＵＬＬ ｗｉｄｔｈ       | full-width
            İstanbul                  | istanbul
            ../../etc/passwd          | etc-passwd
            C:\\windows               | c-windows
            %2e%2e%2fsecret           | 2e-2e-2fsecret
            a\u{0}b                   | a-b
            file.html?x=1             | file-html-x-1
            --a--b--                  | a-b
            🏅🏅                      |
            ...                       |
                                      |
            """) {
            #expect(Slug(making: row[0])?.text ?? "" == row[1])
            if !row[1].isEmpty { #expect(Slug(row[1])?.text == row[1]) }
        }
    }

    @Test(arguments: [
        "", "-", "-a", "a-", ".", "..", "../a", "a/b", "a\\b", "a.b", "a b", "A", "Ä", "a%2fb", "a\u{0}", "a\n", "a\u{202e}b",
        "a\u{200b}b", "a?b", "a#b", "🏅",
    ])
    func `text that could leave its place is no slug`(text: String) {
        #expect(Slug(text) == nil)
    }

    @Test func `a slug is at most 120 characters and 240 bytes`() {
        #expect(Slug(String(repeating: "a", count: 120)) != nil)
        #expect(Slug(String(repeating: "a", count: 121)) == nil)
        #expect(Slug(String(repeating: "金", count: 80)) != nil)
        #expect(Slug(String(repeating: "金", count: 81)) == nil)
        #expect(Slug(making: String(repeating: "long ", count: 100))?.text.count == 119)
        #expect(Slug(making: String(repeating: "金", count: 500))?.text.utf8.count == 237)
    }

    @Test func `marks heaped on one letter do not make a slug long`() throws {
        let heap = "a" + String(repeating: "\u{20D0}", count: 10_000)
        #expect(Slug(heap) == nil)
        let slug = try #require(Slug(making: heap))
        #expect(slug.text.unicodeScalars.count <= 120)
        #expect(slug.text.utf8.count <= 240)
    }

    @Test func `whatever is made of random text is a slug`() {
        var random = SeededRandom.printed()
        for _ in 0..<2_000 {
            let scalars = (0..<Int.random(in: 0...200, using: &random)).compactMap { _ in
                Unicode.Scalar(UInt32.random(in: 0...0x2FFFF, using: &random) >> UInt32.random(in: 0...10, using: &random))
            }
            guard let slug = Slug(making: String(String.UnicodeScalarView(scalars))) else { continue }
            #expect(Slug(slug.text) == slug, "seed \(random.seed)")
            #expect(URL(fileURLWithPath: "/a/b").appendingPathComponent(slug.text).standardizedFileURL.deletingLastPathComponent().path == "/a/b")
        }
    }
}

struct TokenTests {
    @Test func `tokens have 32 characters and never repeat`() {
        let tokens = (0..<5_000).map { _ in Token.random() }
        #expect(Set(tokens).count == 5_000)
        #expect(tokens.allSatisfy { $0.text.utf8.count == 32 && Token($0.text) == $0 })
        #expect(Set(tokens.joined()) == Set("0123456789abcdefghjkmnpqrstvwxyz"))
    }

    @Test(arguments: ["", "a", String(repeating: "a", count: 31), String(repeating: "a", count: 33), String(repeating: "A", count: 32),
        String(repeating: "a", count: 31) + "/", String(repeating: "a", count: 30) + "é"])
    func `text of another shape is no token`(text: String) {
        #expect(Token(text) == nil)
    }
}

extension [Token] {
    func joined() -> String { map(\.text).joined() }
}
