import Exchange
import Foundation
import Storage
import Stories
import TestKit
import Testing
import Values

@Suite struct WordPressImportTests {
    private static func file(_ items: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" \
        xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" \
        xmlns:wp="http://wordpress.org/export/1.2/">
        <channel><wp:wxr_version>1.2</wp:wxr_version>
        <wp:author><wp:author_login>ann</wp:author_login><wp:author_display_name>Ann Other</wp:author_display_name></wp:author>
        \(items)
        </channel></rss>
        """
    }

    private static func item(
        _ id: Int, type: String = "post", status: String = "publish", title: String, name: String = "", date: String = "2018-02-01 10:00:00",
        content: String = "<p>Hi</p>", more: String = ""
    ) -> String {
        """
        <item><title>\(title)</title><dc:creator>ann</dc:creator><content:encoded><![CDATA[\(content)]]></content:encoded>
        <wp:post_id>\(id)</wp:post_id><wp:post_date>\(date)</wp:post_date><wp:post_date_gmt>\(date)</wp:post_date_gmt>
        <wp:post_name>\(name)</wp:post_name><wp:status>\(status)</wp:status><wp:post_type>\(type)</wp:post_type>\(more)</item>
        """
    }

    @Test(arguments: Engine.available)
    func `posts become stories and the rest is skipped with its reason`(engine: Engine) async throws {
        try await Desk.with(engine) { desk in
            try await desk.addPictures(["rink.jpg"])
            let thumbnail = "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>9</wp:meta_value></wp:postmeta>"
            let category = #"<category domain="category" nicename="skating"><![CDATA[Skating]]></category>"#
            let path = try desk.folder.file("site.xml", Self.file([
                Self.item(1, title: "Ice &amp;amp; snow", name: "ice", content: "<p>Hi <script>x()</script></p>"
                    + "<p><img src=\"https://old.example/up/rink.jpg?w=9\" alt=\"Rink\"></p>[gallery]", more: thumbnail + category),
                Self.item(2, type: "page", title: "About", name: "about"),
                Self.item(3, status: "draft", title: "Ice", date: "0000-00-00 00:00:00"),
                Self.item(4, status: "future", title: "Soon", name: "soon", date: "2018-04-01 10:00:00"),
                Self.item(5, title: "Told early", name: "told-early", date: "2018-04-01 10:00:00"),
                Self.item(6, title: "Locked", name: "locked", more: "<wp:post_password>x</wp:post_password>"),
                Self.item(7, title: "../../etc/passwd", name: "../../etc/passwd"),
                Self.item(8, title: "Ice", name: "ice"),
                Self.item(9, type: "attachment", status: "inherit", title: "rink",
                          more: "<wp:attachment_url>https://old.example/up/rink.jpg</wp:attachment_url>"),
                Self.item(1, title: "Ice again", name: "ice"),
                Self.item(10, status: "trash", title: "Gone", name: "gone"),
            ].joined(separator: "\n")))
            let report = try await desk.take(path)
            #expect(report.rows.map { "\($0.subject) \($0.outcome.rawValue)" } == [
                "ice created", "about skipped", "ice-2 created", "soon created", "told-early created", "locked created",
                "etc-passwd created", "ice-3 created", "rink skipped", "ice skipped", "gone skipped",
            ])
            let ice = try #require(try await desk.draft("ice"))
            #expect(ice.author == "Ann Other" && ice.state == .published && ice.markets.count == 2 && ice.picture == "rink.jpg")
            #expect(ice.publishedAt == Instant("2018-02-01T10:00:00Z"))
            #expect(ice.texts[.english]?.title == "Ice & snow" && ice.texts[.english]?.kicker == "Skating")
            #expect(ice.texts[.english]?.blocks == [
                .text(html: "<p>Hi </p>"), .picture(source: "rink.jpg", alt: "Rink", caption: nil),
            ])
            #expect(report.rows[0].reason == "Left out: gallery.")
            for slug in ["ice-2", "soon", "told-early", "locked"] {
                let draft = try #require(try await desk.draft(slug))
                #expect(draft.state == .draft && draft.markets.isEmpty, "\(slug)")
            }
            let before = try await desk.counts()
            #expect(try await desk.take(path, at: Desk.now.adding(seconds: 60)).sums == "0/0/7/4/0")
            #expect(try await desk.counts() == before)
        }
    }

    @Test(arguments: [
        ("<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY x \"y\">]><rss/>", "a DOCTYPE"), ("", "nothing"), ("Title,Handle\n", "a CSV file"),
    ])
    func `a file that is no export changes nothing`(text: String, name: String) async throws {
        try await Desk.with(.sqlite) { desk in
            let path = try desk.folder.file("bad.xml", text)
            #expect(await Outcome.of { try await desk.take(path) }.refusal?.hasPrefix("input_") == true, "\(name)")
            #expect(try await desk.counts().dropLast().allSatisfy { $0 == 0 })
        }
    }

    @Test func `a file that breaks in the middle changes nothing`() async throws {
        try await Desk.with(.sqlite) { desk in
            let good = Self.file((1...200).map { Self.item($0, title: "Post \($0)", name: "post-\($0)") }.joined(separator: "\n"))
            let path = try desk.folder.file("cut.xml", good.utf8.prefix(good.utf8.count * 3 / 4))
            #expect(await Outcome.of { try await desk.take(path) }.refusal == "input_malformed")
            #expect(try await desk.counts().dropLast().allSatisfy { $0 == 0 })
        }
    }

    @Test(.enabled(if: SampleData.isThere, "\(SampleData.hint)"), arguments: Engine.available)
    func `the Japanese test export comes in`(engine: Engine) async throws {
        let packed = "\(SampleData.folder)/stories/wordpress-theme-test-data-ja.xml.gz"
        let xml = try SampleData.output(of: "/bin/gzip", ["-dc", packed])
        try await Desk.with(engine) { desk in
            let path = try desk.folder.file("ja.xml", xml)
            let rehearsed = try await desk.take(path, in: .japanese, isDryRun: true)
            #expect(try await desk.counts().dropLast().allSatisfy { $0 == 0 })
            let report = try await desk.take(path, in: .japanese)
            #expect(report.sums == "42/0/0/174/0" && report.rows == rehearsed.rows)
            let states = try await desk.database.read { try $0.all("SELECT state, count(*) FROM stories GROUP BY state ORDER BY state") {
                "\($0.text(0)) \($0.int(1))"
            } }
            #expect(states == ["draft 4", "published 38"])
            let titles = try #require(try await desk.draft("edge-case-nested-and-mixed-lists")).texts
            #expect(titles[.japanese]?.title == "極端な例: ネスト化された混合リスト")
            #expect(try await desk.draft("template-password-protected")?.markets.isEmpty == true)
            let bodies = try await desk.database.read { try $0.all("SELECT body FROM story_texts") { $0.text(0) } }
            for body in bodies { #expect(!body.contains("<script") && !body.contains("[gallery")) }
            let before = try await desk.counts()
            #expect(try await desk.take(path, in: .japanese, at: Desk.now.adding(seconds: 60)).sums == "0/0/42/174/0")
            #expect(try await desk.counts() == before)
        }
    }
}
