@testable import Exchange
import Testing
import Values

/// Random input into every reader: it answers or refuses, and never crashes or hangs.
struct FuzzTests {
    private static let rounds = UInt64(1)...400

    private static let words = [
        "<ol>", "</ol>", "</a>", "<a href=/x>", "<dl>", "<dt>", "<dd>", "</dl>", "<em>", "</em>", "</td>",
        "</tr>", "<th>", "<thead>", "<tbody>", "<caption>", "<q>", "</q>", "<code>", "<hr>", "<br>",
        "<span lang=x>", "</span>", "</ul>", "</table>", "</li>", "</figure>", "<figcaption>", "<h1>",
        "</h1>", "<cite>", "<address>", "</div>", "</section>", "</blockquote>", "</pre>", "<font>",
        "<tfoot>", "<time>", "</h2>", "<object>", "<x>", "</x>", "<body>", "</body>", "<", ">", "</", "/>",
        "\"", "'", "=", "&", ";", "#", "<p>", "</p>", "<b>", "</b>", "<a href=", "javascript:", "https://",
        "/", "//", "<table>", "<tr>", "<td>", "<ul>", "<li>", "<div>", "<svg>", "<math>", "<style>",
        "</style>", "<script>", "</script>", "<!--", "-->", "<![CDATA[", "]]>", "<img src=/a", "<figure>",
        "<blockquote>", "<h2>", "<pre>", "<section>", "<select>", "<option>", "<form>", "<title>",
        "onclick=x", "\0", "\u{1}", "\u{FFFE}", "\u{202E}", "日本", "🥇", " ", "\n", "\r\n", "\t", "[", "]",
        "[/", "[caption]", "[gallery a=", "<!-- wp:p -->", "---", "- ", ": ", "*", "_", "`", "![", "](", "\\",
        "|", "%41", "<rss>", "<channel>", "<item>", "</item>", "<wp:post_id>", "1", "a", ",", "\u{FEFF}", "é",
        "e\u{301}",
    ]

    private func text(_ random: inout SeededRandom) -> String {
        (0..<Int.random(in: 0...80, using: &random)).map { _ in Self.words.randomElement(using: &random) ?? ""
        }.joined()
    }

    private func bytes(_ random: inout SeededRandom) -> [UInt8] {
        (0..<Int.random(in: 0...300, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
    }

    /// Runs a reader; a refusal is an answer, and anything else fails the test.
    private func answer(_ seed: UInt64, _ body: () throws -> Void) {
        do {
            try body()
        } catch is UnreadableInput {
            return
        } catch {
            Issue.record("seed \(seed): \(error)")
        }
    }

    @Test func `files of noise are read or refused`() throws {
        let folder = try ScratchFolder()
        for seed in Self.rounds {
            var random = SeededRandom(seed)
            let noise = Bool.random(using: &random) ? bytes(&random) : Array(text(&random).utf8)
            let path = try folder.file("noise", noise)
            answer(seed) { try CSVReader.read(path) { _ = $0.values } }
            answer(seed) { try WXRReader.read(path) { _ in } }
            answer(seed) { _ = try TextFile.read(path) }
        }
    }

    @Test func `an export with broken bytes is read or refused`() throws {
        let folder = try ScratchFolder()
        let whole = Array(
            """
            <?xml version="1.0"?><rss><channel><wp:wxr_version>1.2</wp:wxr_version><item>
            <title>a &amp; b</title>
            <wp:post_id>1</wp:post_id><content:encoded><![CDATA[<p>金</p>]]></content:encoded>
            <category domain="a" nicename="b">c</category></item></channel></rss>
            """.utf8)
        for seed in Self.rounds {
            var random = SeededRandom(seed)
            var broken = whole
            for _ in 0...Int.random(in: 0...3, using: &random) {
                broken[Int.random(in: broken.indices, using: &random)] = UInt8.random(
                    in: 0...255, using: &random)
            }
            let path = try folder.file("broken.xml", broken)
            answer(seed) { try WXRReader.read(path) { _ in } }
        }
    }

    @Test func `noise as HTML comes out safe, and safe HTML comes out as it is`() {
        let sanitizer = HTMLSanitizer(forStories: true)
        for seed in UInt64(1)...4_000 {
            var random = SeededRandom(seed)
            let noise = text(&random)
            answer(seed) {
                let html = try sanitizer.clean(noise)
                #expect(PublishedHTML.faults(html) == [], "seed \(seed)")
                #expect(try sanitizer.clean(html) == html, "seed \(seed)")
            }
        }
    }

    @Test func `noise as text is read or refused`() {
        let sanitizer = HTMLSanitizer(forStories: true)
        for seed in Self.rounds {
            var random = SeededRandom(seed)
            let noise = text(&random)
            answer(seed) {
                let html = try Markdown.html(noise, through: sanitizer)
                #expect(PublishedHTML.faults(html) == [], "seed \(seed)")
            }
            answer(seed) { _ = try FrontMatter("---\n" + noise + "\n---\n") }
            answer(seed) { _ = try StoryBlocks.read(WordPressText(noise).html, through: sanitizer) }
            answer(seed) { _ = try SafePath(noise) }
        }
    }
}
