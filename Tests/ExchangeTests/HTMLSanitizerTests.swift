@testable import Exchange
import Testing

struct HTMLSanitizerTests {
    private let sanitizer = HTMLSanitizer(ownHost: "Hub.example")

    @Test(arguments: [
        "<p>One <em>two</em> <strong>three</strong> <b>b</b><i>i</i><u>u</u></p>",
        "<p><s>s</s><sub>1</sub><sup>2</sup><code>c</code></p>",
        "<h2>Two</h2><h3>Three</h3><h4>Four</h4><hr><p>a<br>b</p>",
        "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul><ol start=\"3\" reversed=\"\"><li>x</li></ol>",
        "<dl><dt>a</dt><dd>b</dd></dl>",
        "<blockquote cite=\"https://x.example/\"><p>a</p><cite>b</cite></blockquote>",
        "<p><q cite=\"/a\">c</q></p>",
        "<pre>a\n  b &lt;c&gt;</pre>",
        "<figure><img src=\"/a.jpg\" alt=\"x\" width=\"6\" height=\"4\"><figcaption>c</figcaption></figure>",
        "<table><caption>c</caption><thead><tr><th colspan=\"2\">h</th></tr></thead></table>",
        "<table><tbody><tr><td rowspan=\"2\">d</td></tr></tbody></table>",
        "<p><abbr title=\"a &quot;b&quot;\">c</abbr> <time datetime=\"2018-02-01\">d</time></p>",
        "<p><span lang=\"ja\">日本</span></p>",
        "<p lang=\"ar\" dir=\"rtl\" title=\"t\">x</p>",
        "<p><a href=\"/a?b=1&amp;c=2#d\">a</a> <a href=\"#x\">b</a> <a href=\"mailto:a@b.example\">c</a></p>",
        "<p>金メダル 금메달 金牌 🥇 &amp; “quotes” — 日本語</p>",
        "plain text &amp; nothing else",
        "",
    ])
    func `what is allowed stays as it is`(_ html: String) throws {
        #expect(try sanitizer.clean(html) == html)
    }

    @Test(arguments: [
        ("<h1>a</h1><h5>b</h5><h6>c</h6>", "<h2>a</h2><h4>b</h4><h4>c</h4>"),
        (
            "<del>a</del><ins>b</ins><kbd>c</kbd><acronym title=x>d</acronym>",
            "<s>a</s><u>b</u><code>c</code><abbr title=\"x\">d</abbr>"
        ),
        ("<P CLASS=x ID=y>A</P>", "<p>A</p>"),
        ("<p>a<p>b", "<p>a</p><p>b</p>"),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        (
            "<span>a</span><span lang=en title=x>b</span><font color=red>c</font>",
            "a<span lang=\"en\">b</span>c"
        ),
        ("a < b && c > d <3", "a &lt; b &amp;&amp; c &gt; d &lt;3"),
        ("&copy; &nbsp; &#x1F947; &unknown;", "© \u{A0} 🥇 &amp;unknown;"),
        ("<img src=/a.jpg width=100% height=50 alt='x'>", "<img src=\"/a.jpg\" height=\"50\" alt=\"x\">"),
        ("<img alt='no source'>a", "a"),
        ("<a>a</a><a name=x>b</a><a href='ftp://x'>c</a>", "abc"),
        ("<p></p><p> </p><p><strong></strong></p><td></td>", ""),
        ("<p>&nbsp;</p>", "<p>\u{A0}</p>"),
        (
            "<tfoot>x</tfoot><table><tfoot><tr><td>y</td></tr></tfoot></table>",
            "<p>x</p><table><tbody><tr><td>y</td></tr></tbody></table>"
        ),
        ("<html><head><title>t</title></head><body><p>a</p></body></html>", "<p>a</p>"),
        ("<meta charset=shift_jis><p>日本</p>", "<p>日本</p>"),
        ("<a href=' /a b '>x</a>", "<a href=\"/a b\">x</a>"),
        ("<p dir=up lang='a b'>x</p>", "<p>x</p>"),
    ])
    func `what is not goes or gets its right form`(_ source: String, _ expected: String) throws {
        #expect(try sanitizer.clean(source) == expected)
    }

    @Test(arguments: [
        ("<div>a</div><div>b</div>", "<p>a</p><p>b</p>"),
        ("<div><div>a</div>b<p>c</p></div>", "<p>a</p><p>b</p><p>c</p>"),
        ("<section><h2>a</h2><article>b</article></section>", "<h2>a</h2><p>b</p>"),
        ("<ul><li><div>a</div><div>b</div></li></ul>", "<ul><li>\na\n\nb\n</li></ul>"),
        (
            "<p>a<figure><img src=/a.jpg></figure>b</p>",
            "<p>a</p><figure><img src=\"/a.jpg\" alt=\"\"></figure><p>b</p>"
        ),
        ("<h2>a<div>b</div></h2>", "<h2>a\nb\n</h2>"),
        ("<b><figure><img src=/a.jpg></figure></b>", "<figure><img src=\"/a.jpg\" alt=\"\"></figure>"),
        (
            "<a href=/x><figure><img src=/a.jpg></figure></a>",
            "<a href=\"/x\"><figure><img src=\"/a.jpg\" alt=\"\"></figure></a>"
        ),
        (
            "<p>a<a href=/x><figure><img src=/a.jpg></figure></a></p>",
            "<p>a</p><a href=\"/x\"><figure><img src=\"/a.jpg\" alt=\"\"></figure></a>"
        ),
        ("<a href=/x>a<x><a href=/y>b</a></x></a>", "<a href=\"/x\">ab</a>"),
        ("<li>a</li><dt>b</dt><figcaption>c</figcaption><td>d</td>", "<p>a</p><p>b</p><p>c</p><p>d</p>"),
        ("<table><div><tr><td>a</td></tr></div></table>", "<table><tr><td>a</td></tr></table>"),
        ("<ul>a<li>b</li>c<p>d</p></ul>", "<ul><li>a</li><li>bc<p>d</p></li></ul>"),
        ("<ul>\n<li>a</li>\n<ul><li>b</li></ul></ul>", "<ul>\n<li>a<ul><li>b</li></ul></li>\n</ul>"),
        ("<dl>a<dt>b</dt>c</dl>", "<dl><dd>a</dd><dt>b</dt><dd>c</dd></dl>"),
        (
            "<table>a<tr>b<td>c</td></tr></table>",
            "<table><tr><td>a</td></tr><tr><td>b</td><td>c</td></tr></table>"
        ),
        (
            "<a href=/x><section><table><tr><td>a</td></tr></table></section></a>",
            "<table><tr><td>a</td></tr></table>"
        ),
        ("<blockquote><div>a</div></blockquote>", "<blockquote><p>a</p></blockquote>"),
    ])
    func `everything stands where it may and words keep their distance`(_ source: String, _ expected: String)
        throws
    {
        #expect(try sanitizer.clean(source) == expected)
    }

    @Test(arguments: [
        ("https://hub.example/a", false), ("HTTP://HUB.EXAMPLE", false), ("https://hub.example:8080/", true),
        ("https://hub.example@evil.example/", true), ("https://hub.example.evil.example", true),
        ("https://evil.example/hub.example", true),
        ("https://evil.example\\@hub.example", true), ("https://me@hub.example/", false), ("/a", false),
        ("#a", false),
        ("mailto:a@b.example", false),
    ])
    func `a link to another host says nofollow and noopener`(_ address: String, _ isForeign: Bool) throws {
        let rel = isForeign ? " rel=\"nofollow noopener\"" : ""
        #expect(try sanitizer.clean("<a href=\"\(address)\">x</a>") == "<a href=\"\(address)\"\(rel)>x</a>")
    }

    @Test func `links to products stay only where asked for`() throws {
        let link = "<a href=\"product:red-scarf\">x</a>"
        #expect(try HTMLSanitizer(forStories: true).clean(link) == link)
        #expect(try sanitizer.clean(link) == "x")
        #expect(try HTMLSanitizer(forStories: true).clean("<a href='product:a/../b'>x</a>") == "x")
    }

    @Test func `too much is refused and never cut`() throws {
        let deep = String(repeating: "<q>", count: HTMLLimit.depth) + "x"
        #expect(try sanitizer.clean(deep).hasSuffix("x" + String(repeating: "</q>", count: HTMLLimit.depth)))
        for depth in [HTMLLimit.depth + 1, 260, 100_000] {
            let refusal = try #require(throws: UnreadableInput.self) {
                try sanitizer.clean(String(repeating: "<q>", count: depth) + "x")
            }
            #expect(refusal.kind == .tooLarge)
        }
        #expect(throws: UnreadableInput.self) {
            try sanitizer.clean(String(repeating: "x", count: HTMLLimit.bytes + 1))
        }
        #expect(try sanitizer.clean(String(repeating: "x", count: HTMLLimit.bytes)).count == HTMLLimit.bytes)
    }

    @Test(arguments: [
        ("<p>One <b>two</b></p><p>three<br>four</p>", "One two\nthree\nfour"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("  a \n\t b\u{A0}c ", "a b\u{A0}c"), ("<script>x</script>a &amp; b", "a & b"), ("", ""),
    ])
    func `plain text keeps words and lines`(_ html: String, _ text: String) throws {
        #expect(try HTMLPlainText.read(html) == text)
    }
}
