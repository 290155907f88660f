@testable import Exchange
import Testing

/// Ways to smuggle a script into a page, gathered by what they abuse.
struct HTMLAttackTests {
    private static let schemes = [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "\u{1}javascript:alert(1)",
        "java\tscript:alert(1)", "java\nscript:alert(1)", "java\r\nscript:alert(1)", "java\0script:alert(1)",
        "&#106;avascript:alert(1)", "&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1)",
        "&#0000106&#0000097vascript:alert(1)", "javascript&colon;alert(1)", "javascript&#58;alert(1)",
        "javascript&NewLine;:alert(1)", "&Tab;javascript:alert(1)", "vbscript:msgbox(1)",
        "data:text/html,<script>alert(1)</script>", "data:text/html;base64,PHNjcmlwdD4=", "livescript:x",
        "mocha:x", "blob:x", "file:///etc/passwd", "//evil.example/x", "/\\evil.example/x",
        "/\t/evil.example/x", "\\\\evil.example", "https:evil", "http:/\\evil", "feed:javascript:alert(1)",
        "jar:https://x!/", "view-source:javascript:alert(1)", "ｊavascript:x", "javascript\u{A0}:alert(1)",
        "product:<script>", "tel:1", "x", "",
    ]

    private static let documents = [
        "<script>alert(1)</script>", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>", "<script>alert(1)",
        "<scr<script>ipt>alert(1)</scr</script>ipt>", "<<script>alert(1)//<</script>",
        "<script/x>alert(1)</script>", "<script\u{C}>alert(1)</script>", "<sc\0ript>alert(1)</sc\0ript>",
        "<img src=x onerror=alert(1)>", "<img src=/a.jpg onerror=\"alert(1)\">",
        "<img src=/a.jpg/onerror=alert(1)>", "<img src=/a.jpg alt=\"`><script>alert(1)</script>\">",
        "<img src='/a.jpg' title='\" onerror=\"alert(1)'>", "<img \"\"\"><script>alert(1)</script>\">",
        "<img src=/a.jpg onerror\n=alert(1)>", "<img/src=/a.jpg/onerror=alert(1)>",
        "<img src=`javascript:alert(1)`>", "<img srcset=\"javascript:x 1x\" src=/a.jpg>",
        "<img dynsrc=javascript:x lowsrc=javascript:x>", "<IMG SRC=\"jav&#x0A;ascript:alert(1);\">",
        "<img src=/a.jpg style=\"x:expression(alert(1))\">",
        "<p style=\"background:url(javascript:alert(1))\">x</p>", "<p style=x:exp/**/ression(alert(1))>x</p>",
        "<p onclick=alert(1) ONMOUSEOVER=alert(1)>x</p>", "<p/onclick=alert(1)>x",
        "<p \u{1}onclick=alert(1)>x", "<p on\0click=alert(1)>x",
        "<style>@import 'javascript:alert(1)';</style>", "<style>p{-moz-binding:url(x)}</style><p>x</p>",
        "<link rel=stylesheet href=javascript:x>",
        "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
        "<base href=javascript:alert(1)//>", "<iframe src=javascript:alert(1)></iframe>",
        "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
        "<object data=javascript:alert(1)></object>", "<embed src=javascript:alert(1)>",
        "<applet code=x></applet>", "<form action=javascript:alert(1)><input type=submit></form>",
        "<button formaction=javascript:alert(1)>x</button>", "<input autofocus onfocus=alert(1)>",
        "<textarea autofocus onfocus=alert(1)></textarea>", "<select onfocus=alert(1)></select>",
        "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>", "<svg/onload=alert(1)//",
        "<svg><a xlink:href=javascript:x><text>x</text></a></svg>",
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<svg><foreignObject><p onclick=x>y</p></foreignObject></svg>",
        "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<template><script>alert(1)</script></template>",
        "<title><p title=\"</title><img src=x onerror=alert(1)>\">",
        "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\">",
        "<noembed><img title=\"</noembed><img src onerror=alert(1)>\">",
        "<textarea></textarea><img src=x onerror=alert(1)>", "<!--><img src=x onerror=alert(1)>-->",
        "<!-- --!><img src=x onerror=alert(1)> -->", "<!--[if IE]><script>alert(1)</script><![endif]-->",
        "<![CDATA[<script>alert(1)</script>]]>", "<?xml version=\"1.0\"?><?php alert(1) ?>",
        "<!DOCTYPE x [<!ENTITY x \"<script>\">]>&x;",
        "<a href=\"javascript:alert(1)\" href=\"https://ok.example\">x</a>",
        "<a href=https://ok.example\"onclick=\"alert(1)>x</a>",
        "<a href='https://ok.example/\"><script>alert(1)</script>'>x</a>",
        "<a href=\"https://ok.example\" target=_blank ping=//evil>x</a>",
        "<a xlink:href=javascript:alert(1)>x</a>", "<a\nhref\n=\n\"javascript:alert(1)\">x</a>",
        "<a href=\"https://ok.example\" id=x name=x class=x>y</a>",
        "<time datetime='\"><script>x</script>'>x</time>",
        "<ol start=\"1;x\" reversed=\"javascript:x\"><li>x</ol>", "<td background=javascript:x colspan=1e9>x",
        "<blockquote cite=javascript:alert(1)>x</blockquote>", "<span lang='\"onclick=x'>x</span>",
        "<body onload=alert(1)>x</body>",
        "<html onclick=x><head><script>x</script><title>t</title></head><body background=javascript:x>y",
        "<frameset onload=alert(1)><frame src=javascript:x>", "<marquee onstart=alert(1)>x</marquee>",
        "<details open ontoggle=alert(1)>x</details>", "<video><source onerror=alert(1)></video>",
        "<audio src=x onerror=alert(1)>", "<isindex action=javascript:x>", "<x onclick=alert(1)>y</x>",
        "<custom-element is=script>x</custom-element>",
        "<p title=\"&lt;script&gt;\">&lt;script&gt;alert(1)&lt;/script&gt;</p>",
        "&#60;script&#62;alert(1)&#60;/script&#62;", "<plaintext><script>x</script>",
        "<table><tr><td><script>x</script></table>",
        "<p>" + String(repeating: "<b>", count: 150) + "<script>x</script>",
        "</p></div></body></html><script>x</script>",
        "<select><noembed></select><script x='a@b'a>y='a@b'//a@b%0a\\u0061lert(1)</script x>",
        "<p id=\"<script>\" alt=\"-->\">x", "<meta charset=utf-7>+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
        "<a href=\"https://ok.example/?a=1&b=<script>\">x</a>",
    ]

    @Test(arguments: [
        "<script>x</script>", "<p onclick=\"x\">a</p>", "<p>a", "a</p>", "a > b", "a & b", "a < b",
        "<a href=\"javascript:x\">a</a>",
        "<img src=\"mailto:x\">", "<img src=\"//x\">", "<p title='x'>a</p>", "<p title=\"&quot\">a</p>",
        "<td colspan=\"x\">a</td>", "<b><i>x</b></i>",
    ])
    func `the judge of these tests sees a fault`(_ html: String) {
        #expect(!PublishedHTML.faults(html).isEmpty)
    }

    private let sanitizer = HTMLSanitizer(ownHost: "hub.example", forStories: true)

    @Test(arguments: schemes)
    func `no address but a harmless one stays`(_ address: String) throws {
        let link = try sanitizer.clean("<a href=\"\(address)\">x</a>")
        let picture = try HTMLSanitizer(ownHost: "hub.example").clean("<img src=\"\(address)\" alt=\"y\">")
        let quote = try sanitizer.clean("<blockquote cite=\"\(address)\">z</blockquote>")
        #expect([link, picture, quote] == ["x", "", "<blockquote>z</blockquote>"])
    }

    @Test(arguments: schemes + ["https://evil.example/x.jpg", "HTTP://evil.example/x", "http://hub.example/x", "ftp://evil.example/x"])
    func `a picture reaches no host: it is a path of this site, or a name among the hub's pictures`(_ address: String) throws {
        let html = "<p><img src=\"\(address)\" alt=\"yy\"></p>"
        #expect(try HTMLSanitizer(ownHost: "hub.example").clean(html) == "")
        let named = try sanitizer.clean(html)
        let name = named.firstMatch(of: /src="([^"]*)"/)?.output.1 ?? ""
        #expect(!name.contains { "/\\:".contains($0) }, "\(named)")
    }

    @Test(arguments: schemes)
    func `an address without quotes around it is no way in`(_ address: String) throws {
        let html = try sanitizer.clean("<a href=\(address)>x</a><img src=\(address)>")
        #expect(PublishedHTML.faults(html) == [])
    }

    @Test(arguments: documents)
    func `nothing that could run stays`(_ document: String) throws {
        let html = try sanitizer.clean(document)
        #expect(PublishedHTML.faults(html) == [], "\(html)")
        #expect(try sanitizer.clean(html) == html)
        let again = PublishedHTML.names(try HTMLTree.read(html))
        #expect(
            again.allSatisfy { !$0.contains("@on") && !$0.contains("style") && !$0.contains("script") },
            "\(again)")
    }

    @Test(arguments: [
        ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
        ("<p>a<style>p{}</style><!-- c --><iframe>x</iframe>b</p>", "<p>ab</p>"),
        ("<p>a<x>b</x>c</p>", "<p>abc</p>"),
        ("a<embed src=x>b<input>c", "abc"),
        ("<img src=/a.jpg onerror=alert(1)>", "<img src=\"a.jpg\" alt=\"\">"),
        ("&lt;script&gt;", "&lt;script&gt;"),
        (
            "<a href='https://ok.example/\"><script>'>x</a>",
            "<a href=\"https://ok.example/&quot;&gt;&lt;script&gt;\" rel=\"nofollow noopener\">x</a>"
        ),
    ])
    func `what goes takes its content with it and what is unknown leaves it`(
        _ source: String, _ expected: String
    ) throws {
        #expect(try sanitizer.clean(source) == expected)
    }
}
