@testable import Exchange
import Foundation
import Testing
import Values

struct WXRReaderTests {
    private static let head = """
        <?xml version="1.0" encoding="UTF-8" ?>
        <!-- made by hand -->
        <rss version="2.0"
            xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
            xmlns:content="http://purl.org/rss/1.0/modules/content/"
            xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
        <channel>
        <title>A club</title>
        <wp:wxr_version>1.2</wp:wxr_version>
        <wp:author><wp:author_login>kim</wp:author_login>
        <wp:author_display_name><![CDATA[Kim 유나]]></wp:author_display_name></wp:author>

        """

    private static let post = """
        <item>
            <title>The gold &amp; the <![CDATA[ice]]></title>
            <link>https://old.example.com/2018/02/gold/</link>
            <dc:creator><![CDATA[kim]]></dc:creator>
            <content:encoded><![CDATA[One.

        Two & <b>three</b> 金メダル]]></content:encoded>
            <excerpt:encoded><![CDATA[Short.]]></excerpt:encoded>
            <wp:post_id>42</wp:post_id>
            <wp:post_date><![CDATA[2018-02-10 09:30:00]]></wp:post_date>
            <wp:post_date_gmt><![CDATA[2018-02-10 00:30:00]]></wp:post_date_gmt>
            <wp:post_name><![CDATA[%e9%87%91-gold]]></wp:post_name>
            <wp:status>publish</wp:status>
            <wp:post_parent>7</wp:post_parent>
            <wp:post_type>post</wp:post_type>
            <wp:post_password></wp:post_password>
            <wp:is_sticky>1</wp:is_sticky>
            <category domain="category" nicename="ice"><![CDATA[Ice sports]]></category>
            <category domain="post_tag" nicename="%e9%87%91"><![CDATA[金]]></category>
            <wp:postmeta><wp:meta_key>_edit_last</wp:meta_key><wp:meta_value>99</wp:meta_value></wp:postmeta>
            <wp:postmeta><wp:meta_key>price</wp:meta_key><wp:meta_value></wp:meta_value></wp:postmeta>
            <wp:comment><wp:comment_content><![CDATA[<item>no</item>]]></wp:comment_content><wp:commentmeta>
                <wp:meta_key>no</wp:meta_key><wp:meta_value>no</wp:meta_value></wp:commentmeta></wp:comment>
        </item>

        """

    private static let attachment = """
        <item><title/><dc:creator>nobody</dc:creator><wp:post_id>43</wp:post_id>
        <wp:post_type>attachment</wp:post_type><wp:post_date>2018-02-10 09:30:00</wp:post_date>
        <wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt><wp:post_password>gold</wp:post_password>
        <wp:status>inherit</wp:status><wp:post_parent>0</wp:post_parent>
        <wp:attachment_url> https://old.example.com/a.jpg </wp:attachment_url></item>

        """

    private static let tail = "</channel></rss>\n"

    private func items(_ bytes: some Sequence<UInt8>) throws -> [WXRItem] {
        let folder = try ScratchFolder()
        var items: [WXRItem] = []
        try WXRReader.read(folder.file("a.xml", bytes)) { items.append($0) }
        return items
    }

    private func refusal(_ text: String) throws -> UnreadableInput {
        try #require(throws: UnreadableInput.self) { try items(text.utf8) }
    }

    @Test func `a post is read with all that WordPress says of it`() throws {
        let items = try items((Self.head + Self.post + Self.attachment + Self.tail).utf8)
        try #require(items.count == 2)
        let post = items[0]
        #expect(post.line == 12)
        #expect(post.id == 42)
        #expect(post.type == "post")
        #expect(post.status == "publish")
        #expect(post.title == "The gold & the ice")
        #expect(post.slug == "金-gold")
        #expect(post.link == "https://old.example.com/2018/02/gold/")
        #expect(post.date == Instant("2018-02-10T00:30:00Z"))
        #expect(post.localDate == CivilTime("2018-02-10T09:30:00"))
        #expect(post.creator == "kim")
        #expect(post.creatorName == "Kim 유나")
        #expect(post.content == "One.\n\nTwo & <b>three</b> 金メダル")
        #expect(post.excerpt == "Short.")
        #expect(
            post.categories == [
                .init(domain: "category", nicename: "ice", name: "Ice sports"),
                .init(domain: "post_tag", nicename: "金", name: "金"),
            ])
        #expect(post.meta.map(\.key) == ["_edit_last", "price"])
        #expect(post.meta("_edit_last") == "99")
        #expect(post.meta("price")?.isEmpty == true)
        #expect(post.parent == 7)
        #expect(post.isSticky)
        #expect(post.password == nil)
        #expect(post.attachmentURL == nil)
    }

    @Test func `an attachment that was never published has no date`() throws {
        let item = try items((Self.head + Self.post + Self.attachment + Self.tail).utf8)[1]
        #expect(item.line == 36)
        #expect(item.title.isEmpty)
        #expect(item.date == nil)
        #expect(item.localDate != nil)
        #expect(item.creatorName == nil)
        #expect(item.attachmentURL == "https://old.example.com/a.jpg")
        #expect(item.parent == nil)
        #expect(!item.isSticky)
        #expect(item.password == "gold")
    }

    @Test func `lines stay exact and memory small in a long file`() throws {
        let folder = try ScratchFolder()
        let filler = String(repeating: "x\n", count: 200)
        let item =
            "<item><wp:post_id>1</wp:post_id><content:encoded>\(filler)</content:encoded></item>\n"
        let path = try folder.file("a.xml", Self.head + String(repeating: item, count: 1_000) + Self.tail)
        var lines: [Int] = []
        try WXRReader.read(path) { lines.append($0.line) }
        #expect(lines == (0..<1_000).map { 12 + $0 * 201 })
    }

    @Test(arguments: [
        "<!DOCTYPE rss SYSTEM \"http://127.0.0.1:1/x.dtd\">",
        "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
        "<!DOCTYPE rss [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;\">]>",
        "<!DOCTYPE rss [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/\"> %p;]>",
    ])
    func `a document with a DOCTYPE is refused`(_ doctype: String) throws {
        let text = (Self.head + Self.post + Self.tail).replacing("<!-- made by hand -->", with: doctype)
        let refusal = try refusal(text)
        #expect(refusal.kind == .unsafe)
        #expect(refusal.line == 2)
    }

    @Test(arguments: [
        ("&x;", 13), ("&nbsp;", 13), ("<b>", 13), ("\u{1}", 13), ("</item>", 13),
    ])
    func `broken XML is refused with its line`(_ text: String, _ line: Int) throws {
        let refusal = try refusal(Self.head + "<item>\n<title>\(text)</title></item>" + Self.tail)
        #expect(refusal.kind == .malformed)
        #expect(refusal.line == line)
        #expect(refusal.reason.contains("export again"))
    }

    @Test func `a file that broke off is refused after the items before`() throws {
        let folder = try ScratchFolder()
        var count = 0
        let path = try folder.file("a.xml", Self.head + Self.post + Self.post.dropLast(20))
        let refusal = try #require(throws: UnreadableInput.self) {
            try WXRReader.read(path) { _ in count += 1 }
        }
        #expect(count == 1)
        #expect(refusal.kind == .malformed)
    }

    @Test func `another XML, an archive and an empty file are refused with what to do`() throws {
        #expect(
            try refusal("<rss><channel><item><title>x</title></item></channel></rss>").reason.contains(
                "All content"))
        #expect(try refusal("<feed/>").kind == .wrongFormat)
        #expect(try refusal("").kind == .malformed)
        #expect(try refusal("id,title\n").kind == .malformed)
        let folder = try ScratchFolder()
        let packed = try folder.file("a.xml.gz", [0x1F, 0x8B, 8, 0, 0])
        let refusal = try #require(throws: UnreadableInput.self) { try WXRReader.read(packed) { _ in } }
        #expect(refusal.reason == "The file is compressed with gzip. Unpack it first: gunzip FILE.")
    }

    @Test func `an item that is too large is refused`() throws {
        let text = String(repeating: "<p>0123456789</p>", count: 1_000_000)
        let item =
            "<item><wp:post_id>1</wp:post_id><content:encoded><![CDATA[\(text)]]></content:encoded></item>"
        let refusal = try refusal(Self.head + item + Self.tail)
        #expect(refusal.kind == .tooLarge)
        #expect(refusal.line == 12)
    }

    @Test func `an older encoding is read as it declares itself`() throws {
        let text = (Self.head + "<item><wp:post_id>1</wp:post_id><title>caf?</title></item>" + Self.tail)
            .replacing("UTF-8", with: "ISO-8859-1").replacing("유나", with: "")
        let bytes = text.utf8.map { $0 == UInt8(ascii: "?") ? 0xE9 : $0 }
        var marked = bytes
        for place in marked.indices.prefix(60) where marked[place] == 0xE9 {
            marked[place] = UInt8(ascii: "?")
        }
        #expect(try items(marked).first?.title == "café")
    }
}
