import Exchange
import Foundation
import TestKit
import Testing

@Suite struct StoryMarkdownTests {
    @Test(arguments: [
        ("<p>One &amp; two</p><p>Three</p>", "One & two\n\nThree"),
        ("<p>A <em>small</em> <strong>step</strong><br>and <code>x</code></p>", "A *small* **step**\\\nand `x`"),
        ("<h2>Ice</h2>\n<p><a href=\"product:scarf\">the scarf</a></p>", "## Ice\n\n[the scarf](product:scarf)"),
        ("<ul>\n<li>One</li>\n<li>Two\n<ol>\n<li>Three</li>\n</ol>\n</li>\n</ul>", "- One\n- Two\n  1. Three"),
        ("<ol start=\"3\"><li>Three</li><li>Four</li></ol>", "3. Three\n4. Four"),
        ("<ul>\n<li>\n<p>One</p>\n<p>More</p>\n</li>\n<li>\n<p>Two</p>\n</li>\n</ul>", "- One\n\n  More\n\n- Two"),
        ("<blockquote><p>One</p><p>Two</p></blockquote>", "> One\n> \n> Two"),
        ("<hr>", "***"), ("<pre><code>a\n\n  b\n</code></pre>", "```\na\n\n  b\n```"),
        ("<p># 1. *not* [markup] &lt;b&gt; a_b _c_ &amp;amp; \\</p>", "\\# 1. \\*not\\* \\[markup\\] \\<b> a_b \\_c\\_ \\&amp; \\\\"),
        ("<p>1. January</p>", "1\\. January"), ("<p>- no list</p>", "\\- no list"),
        ("<p><strong>「強」</strong>です</p>", "<strong>「強」</strong>です"),
        ("<p>H<sub>2</sub>O and <span lang=\"ja\">氷</span></p>", "H<sub>2</sub>O and <span lang=\"ja\">氷</span>"),
        ("<table><tbody><tr><td>1</td></tr></tbody></table>", "<table><tbody><tr><td>1</td></tr></tbody></table>"),
        ("<pre>a\n\n\nb</pre>", "<pre>a&#10;&#10;&#10;b</pre>"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "<ul><li>a</li></ul>\n\n<ul><li>b</li></ul>"), ("", ""),
    ])
    func `running text is edited as Markdown`(html: String, markdown: String) throws {
        #expect(StoryMarkdown.write(html) == markdown)
        #expect(StoryMarkdown.isSame(try StoryMarkdown.read(markdown), html))
    }

    @Test func `what shows something else is not the same`() {
        for (one, other) in [
            ("<p>a b</p>", "<p>ab</p>"), ("<p>a</p>", "<p>a</p><p></p>"), ("<pre>a  b</pre>", "<pre>a b</pre>"), ("<p>a</p>", "<h2>a</h2>"),
            ("<p><em>a</em> b</p>", "<p><em>a </em>b</p>"), ("<p><a href=\"/a\">x</a></p>", "<p><a href=\"/b\">x</a></p>"),
        ] { #expect(!StoryMarkdown.isSame(one, other), "\(one) \(other)") }
    }

    @Test func `no text of a thousand made of anything is changed by being open`() throws {
        var random = SeededRandom(20_180_225)
        let sanitizer = HTMLSanitizer(forStories: true)
        for _ in 0..<1_000 {
            let source = (0..<Int.random(in: 1...4, using: &random)).map { _ in Self.block(3, &random) }.joined(separator: Bool.random(using: &random) ? "\n" : "")
            let texts = try StoryBlocks.read(source, through: sanitizer).compactMap { if case .text(let html) = $0 { html } else { nil } }
            for html in texts {
                let markdown = StoryMarkdown.write(html)
                let again = try StoryBlocks.read(try StoryMarkdown.read(markdown), through: sanitizer)
                guard case .text(let back)? = again.first, again.count == 1 else {
                    Issue.record("\(html) became \(again)")
                    continue
                }
                #expect(StoryMarkdown.isSame(back, html), "\(html)\n\(markdown)\n\(back)")
            }
        }
    }

    private static func block(_ depth: Int, _ random: inout SeededRandom) -> String {
        let names = depth > 0 ? ["p", "p", "h2", "h4", "ul", "ol", "blockquote", "pre", "table", "dl"] : ["p", "h3"]
        let name = names.randomElement(using: &random) ?? "p"
        switch name {
        case "ul", "ol":
            let items = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                "<li>" + inline(2, &random) + (Int.random(in: 0..<4, using: &random) == 0 ? block(depth - 1, &random) : "") + "</li>"
            }
            return "<\(name)>" + items.joined(separator: "\n") + "</\(name)>"
        case "blockquote": return "<blockquote>x" + block(depth - 1, &random) + block(depth - 1, &random) + "<table><tr><td>y</td></tr></table></blockquote>"
        case "table": return "<table><tr><td>" + inline(1, &random) + "</td><td>\n\n</td></tr></table>"
        case "dl": return "<dl><dt>" + inline(1, &random) + "</dt><dd>" + inline(1, &random) + "</dd></dl>"
        default: return "<\(name)>" + inline(3, &random) + "</\(name)>"
        }
    }

    private static let words = [
        "ice ", " snow", "氷", "。", "「雪」", "*", "_", "**", "#", "- ", "1. ", "&lt;b&gt;", "&amp;amp;", "\\", "`", "[x](y)", "!", "<br>", "\n", "a_b", "  ", "&nbsp;", "~~~", "+", ">",
    ]

    private static func inline(_ depth: Int, _ random: inout SeededRandom) -> String {
        (0..<Int.random(in: 0...5, using: &random)).map { _ -> String in
            guard depth > 0, Int.random(in: 0..<3, using: &random) == 0 else { return words.randomElement(using: &random) ?? "" }
            let inner = inline(depth - 1, &random)
            return switch Int.random(in: 0..<7, using: &random) {
            case 0: "<em>\(inner)</em>"
            case 1: "<strong>\(inner)</strong>"
            case 2: "<a href=\"/us/en/a_b(c)?x=1&amp;y=*\">\(inner)</a>"
            case 3: "<code>\(inner)</code>"
            case 4: "<a href=\"https://example.org/\" title=\"t\">\(inner)</a>"
            case 5: "<u>\(inner)</u>"
            default: "<span lang=\"ko\">\(inner)</span>"
            }
        }.joined()
    }
}
