import Exchange
import Testing

struct MarkdownTests {
    private let sanitizer = HTMLSanitizer(ownHost: "hub.example", forStories: true)

    @Test(arguments: [
        (
            "# One\n\nTwo *three* **four** `five`\n",
            "<h2>One</h2>\n<p>Two <em>three</em> <strong>four</strong> <code>five</code></p>\n"
        ),
        ("- a\n- b\n\n1. c\n", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<ol>\n<li>c</li>\n</ol>\n"),
        ("> a\n\n---\n", "<blockquote>\n<p>a</p>\n</blockquote>\n<hr>\n"),
        ("```swift\na < b\n```\n", "<pre><code>a &lt; b\n</code></pre>\n"),
        ("\"It's\" -- so...\n", "<p>&quot;It's&quot; -- so...</p>\n"),
        (
            "[a](/b \"c\") [d](product:scarf) [e](javascript:x)\n",
            "<p><a href=\"/b\" title=\"c\">a</a> <a href=\"product:scarf\">d</a> e</p>\n"
        ),
        ("a <script>x</script> <b onclick=x>c</b>\n\n<div>d</div>\n", "<p>a  <b>c</b></p>\n<p>d</p>\n"),
        ("金メダル **羽生** 금\n", "<p>金メダル <strong>羽生</strong> 금</p>\n"),
        ("", ""),
    ])
    func `Markdown becomes sanitised HTML`(_ text: String, _ html: String) throws {
        #expect(try Markdown.html(text, through: sanitizer) == html)
    }

    @Test func `what nests too deep or is too large is refused`() {
        #expect(throws: UnreadableInput.self) {
            try Markdown.html(String(repeating: ">", count: 5_000) + "a", through: sanitizer)
        }
        #expect(throws: UnreadableInput.self) {
            try Markdown.html(String(repeating: "a", count: TextLimit.fileBytes + 1), through: sanitizer)
        }
    }

    @Test func `a file is read as UTF-8 or refused`() throws {
        let folder = try ScratchFolder()
        #expect(try TextFile.read(folder.file("a.md", "\u{FEFF}# 金\n")) == "# 金\n")
        #expect(try TextFile.read(folder.file("b.md", "")).isEmpty)
        let refusal = try #require(throws: UnreadableInput.self) {
            try TextFile.read(folder.file("c.md", Array("a\nb".utf8) + [0xE9]))
        }
        #expect(refusal.line == 2)
        #expect(refusal.kind == .wrongEncoding)
        #expect(throws: UnreadableInput.self) {
            try TextFile.read(folder.file("d.md", String(repeating: "a", count: TextLimit.fileBytes + 1)))
        }
    }
}
