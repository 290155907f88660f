import Exchange
import Foundation
import Testing

struct StoryBlocksTests {
    private let sanitizer = HTMLSanitizer(ownHost: "hub.example", forStories: true)

    private func blocks(_ html: String) throws -> [StoryBlock] {
        try StoryBlocks.read(html, through: sanitizer)
    }

    @Test(
        arguments: [
            ("", []),
            (
                "<p>a</p>\n<h2>b</h2>\n<ul><li>c</li></ul>",
                [.text(html: "<p>a</p>\n<h2>b</h2>\n<ul><li>c</li></ul>")]
            ),
            ("loose <b>text</b>", [.text(html: "<p>loose <b>text</b></p>")]),
            (
                "<p>a</p><p><img src=/a.jpg alt=x></p><p>b</p>",
                [
                    .text(html: "<p>a</p>"), .picture(source: "a.jpg", alt: "x", caption: nil),
                    .text(html: "<p>b</p>"),
                ]
            ),
            ("<img src=/a.jpg>", [.picture(source: "a.jpg", alt: "", caption: nil)]),
            (
                "<p><a href=/big.jpg><img src=/a.jpg></a><br><img src=/b.jpg></p>",
                [
                    .picture(source: "a.jpg", alt: "", caption: nil),
                    .picture(source: "b.jpg", alt: "", caption: nil),
                ]
            ),
            (
                "<p><img src=/a.jpg> with words</p>",
                [.text(html: "<p> with words</p>"), .picture(source: "a.jpg", alt: "", caption: nil)]
            ),
            (
                "<figure><a href=/l><img src=/a alt=x></a><figcaption>My <b>words</b></figcaption></figure>",
                [.picture(source: "a", alt: "x", caption: "My words")]
            ),
            (
                """
                <figure><figure><img src=/a.jpg><figcaption>a</figcaption></figure>
                <figure><img src=/b.jpg></figure><figcaption>all</figcaption></figure>
                """,
                [
                    .picture(source: "a.jpg", alt: "", caption: "a"),
                    .picture(source: "b.jpg", alt: "", caption: "all"),
                ]
            ),
            (
                "<figure><table><tr><td>a</td></tr></table></figure>",
                [.text(html: "<figure><table><tr><td>a</td></tr></table></figure>")]
            ),
            (
                "<p>a <a href=product:scarf>b</a></p>",
                [.text(html: "<p>a <a href=\"product:scarf\">b</a></p>")]
            ),
            ("<p> <a href=product:scarf>b</a> </p>", [.product(handle: "scarf")]),
            (
                "<ul>\n<li><a href=product:scarf>a</a></li>\n<li><p><a href=product:cap>b</a></p></li></ul>",
                [.products(handles: ["scarf", "cap"])]
            ),
            (
                "<ul><li><a href=product:scarf>a</a></li><li>b</li></ul>",
                [.text(html: "<ul><li><a href=\"product:scarf\">a</a></li><li>b</li></ul>")]
            ),
        ] as [(String, [StoryBlock])])
    func `blocks are what stands alone and text is the rest`(_ html: String, _ expected: [StoryBlock]) throws
    {
        #expect(try blocks(html) == expected)
    }

    @Test(
        arguments: [
            (
                "<blockquote><p>To the <b>greatness</b><br>of small</p></blockquote>",
                "To the greatness\nof small", nil
            ),
            ("<blockquote><p>a</p><p>— Kim Yuna</p></blockquote>", "a", "Kim Yuna"),
            ("<blockquote><p>a<br>-- Kim</p></blockquote>", "a", "Kim"),
            ("<blockquote><p>a</p><cite>Kim</cite></blockquote>", "a", "Kim"),
            ("<blockquote><p>a <cite>– Kim</cite></p></blockquote>", "a", "Kim"),
            ("<blockquote><p>— all of it</p></blockquote>", "— all of it", nil),
            ("<blockquote><p>a</p><p>— </p></blockquote>", "a\n—", nil),
            ("<figure><blockquote>a<cite>Kim</cite></blockquote></figure>", "a", "Kim"),
            ("<blockquote>in <cite>a book</cite> it says</blockquote>", "in a book it says", nil),
        ] as [(String, String, String?)])
    func `a quotation becomes a quote with who said it`(_ html: String, _ text: String, _ by: String?) throws
    {
        #expect(try blocks(html) == [.quote(text: text, by: by)])
    }

    @Test(arguments: [
        "<blockquote><ul><li>a</li></ul></blockquote>",
        "<blockquote><p><s>a</s></p></blockquote>", "<ul><li><blockquote><p>a</p></blockquote></li></ul>",
    ])
    func `a quotation with more than words stays text, so that nothing is lost`(_ html: String) throws {
        #expect(try blocks(html) == [.text(html: html)])
    }

    @Test(
        arguments: [
            ("<p>see <a href=/l><img src=https://evil.example/up/A%20b.jpg?w=1#x alt=A></a> here</p>", "<p>see  here</p>", ["A b.jpg"]),
            ("<ul><li><img src=//evil.example/a.jpg>a</li><li><img src=b.png></li></ul>", "<ul><li>a</li></ul>", ["a.jpg", "b.png"]),
            ("<table><tr><td><img src=http://evil.example/c.gif></td><td>d</td></tr></table>", "<table><tr><td>d</td></tr></table>", ["c.gif"]),
            ("<blockquote><p>a <s>b</s> <img src=photo.jpg></p></blockquote>", "<blockquote><p>a <s>b</s> </p></blockquote>", ["photo.jpg"]),
            ("<p>a <img src=https://s.w.org/images/core/emoji/1f947.png alt=🥇> b</p>", "<p>a 🥇 b</p>", []),
            ("<p>a <img src=https://evil.example/ alt=x> <img src=data:image/png;base64,AA==> b</p>", "<p>a   b</p>", []),
            ("<p>a <img src=https://evil.example/..> b</p>", "<p>a  b</p>", []),
        ] as [(String, String, [String])])
    func `a picture in running text is lifted out by its name, and no host is left in the story`(
        _ html: String, _ text: String, _ names: [String]
    ) throws {
        let found = try blocks(html)
        #expect(found.first == .text(html: text))
        #expect(found.dropFirst().compactMap { if case .picture(let name, _, _) = $0 { name } else { nil } } == names)
        #expect(found.count == names.count + 1)
        #expect(!"\(found)".contains("evil.example"))
    }

    @Test func `blocks are sanitised and find no products unless asked to`() throws {
        let html = "<p>a<script>b</script></p><p><a href=product:scarf>c</a></p>"
        #expect(try StoryBlocks.read(html, through: HTMLSanitizer()) == [.text(html: "<p>a</p><p>c</p>")])
    }

    @Test func `Markdown gives the same blocks`() throws {
        let html = try Markdown.html(
            """
            Intro

            ![Kim on the ice](/kim.jpg)

            > To the greatness of small
            >
            > — Kim

            [Scarf](product:scarf)

            - [Scarf](product:scarf)
            - [Cap](product:cap)

            End
            """, through: sanitizer)
        #expect(
            try blocks(html) == [
                .text(html: "<p>Intro</p>"),
                .picture(source: "kim.jpg", alt: "Kim on the ice", caption: nil),
                .quote(text: "To the greatness of small", by: "Kim"), .product(handle: "scarf"),
                .products(handles: ["scarf", "cap"]), .text(html: "<p>End</p>"),
            ])
    }

    @Test(
        arguments: [
            (.text(html: "<p>a</p>"), #"{"html":"<p>a<\/p>","kind":"text"}"#),
            (.picture(source: "/a", alt: "", caption: nil), #"{"alt":"","kind":"picture","source":"\/a"}"#),
            (
                .picture(source: "/a", alt: "b", caption: "c"),
                #"{"alt":"b","caption":"c","kind":"picture","source":"\/a"}"#
            ),
            (.quote(text: "a", by: "b"), #"{"by":"b","kind":"quote","text":"a"}"#),
            (.product(handle: "a"), #"{"handle":"a","kind":"product"}"#),
            (.products(handles: ["a", "b"]), #"{"handles":["a","b"],"kind":"products"}"#),
        ] as [(StoryBlock, String)])
    func `a block is a flat object`(_ block: StoryBlock, _ json: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(String(decoding: try encoder.encode(block), as: UTF8.self) == json)
        #expect(try JSONDecoder().decode(StoryBlock.self, from: Data(json.utf8)) == block)
    }

    @Test func `a block of an unknown kind is no block`() {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(StoryBlock.self, from: Data(#"{"kind":"film"}"#.utf8))
        }
    }
}
