@testable import Exchange
import Testing

struct WordPressTextTests {
    @Test(arguments: [
        ("one", "<p>one</p>\n"),
        ("one\n\ntwo\nthree\n", "<p>one</p>\n<p>two<br>\nthree</p>\n"),
        ("one\r\n\r\n \r\n\r\ntwo", "<p>one</p>\n<p>two</p>\n"),
        ("one<br />\ntwo<br>\nthree", "<p>one<br />\ntwo<br>\nthree</p>\n"),
        ("one <b>two\nthree</b>", "<p>one <b>two<br>\nthree</b></p>\n"),
        ("one\n<h2>Two</h2>\nthree", "<p>one</p>\n<h2>Two</h2><p>three</p>\n"),
        ("<p>one</p>\n\n<p>two\nthree</p>", "<p>one</p><p>two<br>\nthree</p>"),
        (
            "<ul>\n<li>a</li>\n\n<li>b\nc</li>\n</ul>\nd",
            "<ul>\n<li>a</li>\n\n<li>b<br>\nc</li>\n</ul><p>d</p>\n"
        ),
        ("<li>a\n\nb</li>", "<li><p>a</p>\n<p>b</p>\n</li>"),
        ("<blockquote>one\n\ntwo</blockquote>", "<blockquote><p>one</p>\n<p>two</p>\n</blockquote>"),
        ("<pre>a\n\nb\n</PRE>c", "<pre>a\n\nb\n</PRE><p>c</p>\n"),
        ("<pre>never\n\nclosed", "<pre>never\n\nclosed"),
        ("<a title=\"a>b\n\nc\">x</a>", "<p><a title=\"a>b  c\">x</a></p>\n"),
        ("a < b\n\nc <3", "<p>a < b</p>\n<p>c <3</p>\n"),
        ("one<hr>two", "<p>one</p>\n<hr><p>two</p>\n"),
        (
            "https://v.example/1?a=b\n\nsee https://x",
            "<p><a href=\"https://v.example/1?a=b\">https://v.example/1?a=b</a></p>\n<p>see https://x</p>\n"
        ),
        ("", ""),
        ("\n\n \n", ""),
    ])
    func `empty lines part paragraphs and line ends break lines`(_ content: String, _ html: String) {
        #expect(WordPressText(content).html == html)
    }

    @Test func `a body of the block editor only loses its comments`() {
        let text = WordPressText(
            """
            <!-- wp:paragraph {"align":"center"} -->
            <p>One
            two</p>
            <!-- /wp:paragraph -->

            <!-- wp:latest-posts {"postsToShow":3} /-->
            <!-- wp:latest-posts /-->
            """)
        #expect(text.html == "\n<p>One\ntwo</p>\n\n\n\n")
        #expect(text.dropped == ["wp:latest-posts"])
    }

    @Test func `comments of the classic editor go and one that is never closed loses its mark`() {
        #expect(WordPressText("one<!--more-->two").html == "<p>onetwo</p>\n")
        #expect(WordPressText("one<!-- two").html == "<p>one two</p>\n")
    }

    @Test(arguments: [
        (
            "[caption id=\"a\" width=\"3\"]<a href=\"/l\"><img src=\"/a\" /></a> My <b>words</b>[/caption]",
            "<figure><a href=\"/l\"><img src=\"/a\" /></a><figcaption> My <b>words</b></figcaption></figure>"
        ),
        (
            "[caption width='300' caption='Old words']<img src=\"/a.jpg\">[/caption]",
            "<figure><img src=\"/a.jpg\"><figcaption>Old words</figcaption></figure>"
        ),
        (
            "[embed width=\"1\"]https://v.example/?a=1&b=2[/embed]",
            "<p><a href=\"https://v.example/?a=1&amp;b=2\">https://v.example/?a=1&amp;b=2</a></p>\n"
        ),
        ("a [sic] [1] [...] [ x ] [a[b] c", "<p>a [sic] [1] [...] [ x ] [a[b] c</p>\n"),
        ("a [[gallery ids=\"1\"]] b", "<p>a [gallery ids=\"1\"] b</p>\n"),
        ("[caption]never closed", "<p>[caption]never closed</p>\n"),
    ])
    func `a shortcode that HTML can say becomes HTML and other brackets stay`(
        _ content: String, _ html: String
    ) {
        let text = WordPressText(content)
        #expect(text.html == html)
        #expect(text.dropped == [])
    }

    @Test func `other shortcodes go, keep their content and are named`() {
        let text = WordPressText(
            """
            a [gallery ids="1,2]3"] b [button url='x']Buy[/button] c [gallery]

            [box]inside[/box] [contact-form-7 id="5"]
            """)
        #expect(text.html == "<p>a  b Buy c </p>\n<p>inside </p>\n")
        #expect(text.dropped == ["gallery", "button", "box", "contact-form-7"])
    }

    @Test func `a hostile body takes no longer than its length`() throws {
        for unit in ["<a x ", "<a '", "[a \"", "[caption]", "<!--", "[/x", "<pre></", "\n\n<li>", "[[x", "<li></p>"] {
            let text = String(repeating: unit, count: 20_000)
            let took = ContinuousClock().measure { _ = WordPressText(text) }
            #expect(took < .seconds(5), "\(unit)")
        }
    }
}
