import Exchange
import Foundation
import Storage
import Stories
import TestKit
import Testing
import Values

@Suite struct MarkdownImportTests {
    private static func text(_ lines: String, _ body: String = "Hello.") -> String { "---\n\(lines)\n---\n\(body)\n" }

    @Test(arguments: Engine.available)
    func `all languages of one slug are one story`(engine: Engine) async throws {
        try await Desk.with(engine) { desk in
            try await desk.addPictures(["lead.svg"])
            try desk.folder.file("ice.en.md", Self.text(
                "title: Ice\nslug: ice\nsummary: Cold.\nlanguage: en\nauthor: Desk\npublished: 2018-02-09T11:00:00Z\nsport: Skating\n"
                    + "picture: lead.svg\npictureAlt: A rink",
                "First.\n\n[Scarf](product:lane-scarf)\n\n- [Pin](product:pin)\n- [Mug](product:mug)\n\n![Rink](https://x.example/r/lead.svg)"))
            try desk.folder.file("ice.ja.md", Self.text("title: 氷\npublished: 2018-02-09"))
            #expect(try await desk.take().sums == "1/0/0/0/0")
            let draft = try #require(try await desk.draft("ice"))
            #expect(draft.language == .english && draft.author == "Desk" && draft.picture == "lead.svg")
            #expect(draft.publishedAt == Instant("2018-02-09T11:00:00Z"))
            #expect(draft.markets == Set(Desk.markets.map(\.code)))
            #expect(draft.texts[.english]?.kicker == "Skating" && draft.texts[.english]?.pictureAlt == "A rink")
            #expect(draft.texts[.english]?.blocks == [
                .text(html: "<p>First.</p>"), .product(handle: "lane-scarf"), .products(handles: ["pin", "mug"]),
                .picture(source: "lead.svg", alt: "Rink", caption: nil),
            ])
            #expect(draft.texts[.japanese]?.title == "氷")
            #expect(try await desk.database.read { try $0.all("SELECT handle FROM story_products ORDER BY handle") { $0.text(0) } }
                == ["lane-scarf", "mug", "pin"])
        }
    }

    @Test(arguments: Engine.available)
    func `the demo's stories come in and change nothing the second time`(engine: Engine) async throws {
        try await Desk.with(engine) { desk in
            let demo = SampleData.repository("Sources/Hub/Demo")
            try await desk.addPictures(try FileManager.default.contentsOfDirectory(atPath: "\(demo)/pictures"))
            let rehearsed = try await desk.take("\(demo)/stories", isDryRun: true)
            #expect(try await desk.counts().dropLast().allSatisfy { $0 == 0 })
            let report = try await desk.take("\(demo)/stories")
            #expect(report.sums == "12/0/0/0/0" && report.rows == rehearsed.rows)
            #expect(report.rows.allSatisfy { $0.reason == nil })
            let before = try await desk.counts()
            #expect(try await desk.take("\(demo)/stories").sums == "0/0/12/0/0")
            #expect(try await desk.counts() == before)
        }
    }

    @Test(arguments: Engine.available)
    func `an update leaves what the file does not say`(engine: Engine) async throws {
        try await Desk.with(engine) { desk in
            try desk.folder.file("a.en.md", Self.text("title: A\npublished: 2018-01-01\nauthor: Ann", "[x](product:one)"))
            try await desk.take()
            try FileManager.default.removeItem(atPath: "\(desk.folder.path)/a.en.md")
            try desk.folder.file("a.ko.md", Self.text("title: 가\npublished: 2018-01-01"))
            #expect(try await desk.take().sums == "0/1/0/0/0")
            let draft = try #require(try await desk.draft("a"))
            #expect(draft.author == "Ann" && draft.language == .english && draft.texts.count == 2)
            try desk.folder.file("a.en.md", Self.text("title: A\npublished: 2018-01-01\nauthor: ", "[x](product:two)"))
            try await desk.take()
            #expect(try await desk.draft("a")?.author == "")
            #expect(try await desk.database.read { try $0.all("SELECT handle FROM story_products") { $0.text(0) } } == ["two"])
        }
    }

    @Test(arguments: Engine.available)
    func `nothing is seen before its date and drafts are in no release`(engine: Engine) async throws {
        try await Desk.with(engine) { desk in
            try desk.folder.file("later.en.md", Self.text("title: Later\npublished: 2018-03-02T00:00:00Z"))
            try desk.folder.file("draft.en.md", Self.text("title: Draft\npublished: 2018-01-01\nstate: draft"))
            let report = try await desk.take()
            #expect(report.sums == "2/0/0/0/0")
            #expect(report.rows[1].reason == "Its date is still to come: kept as a draft. Put it into a release for that time.")
            for slug in ["later", "draft"] {
                let draft = try #require(try await desk.draft(slug))
                #expect(draft.state == .draft && draft.markets.isEmpty)
            }
            #expect(try await desk.take(at: Desk.now.adding(seconds: 86_400)).sums == "0/1/1/0/0")
            #expect(try await desk.draft("later")?.markets.count == 2)
        }
    }

    static let cases = TextTable.rows("""
        title: A                                       | published: A story needs the time at which it was published, such as 2018-02-09T11:00:00Z.
        published: 2018-01-01                          | title: A story needs a title. Write one.
        title: A#published: soon                       | published: “soon” is no time. Write one such as 2018-02-09T11:00:00Z, or a day.
        title: A#published: 2018-01-01#slug: ../up     | slug: “../up” is no slug: only lower-case letters, digits and hyphens are. Write up.
        title: A#published: 2018-01-01#language: fr    | language: “fr” is not spoken here. Use one of en, ja, ko, zh-Hans.
        title: A#published: 2018-01-01#language: ja    | language: The file's name says en and its text ja. Correct one.
        title: A#published: 2018-01-01#state: hidden   | state: “hidden” is no state. Use published or draft.
        title: [A, {b: c}]#published: 2018-01-01       | Line 2: The front matter is too intricate. Only texts and lists of texts may stand here, without & and * references.
        """.replacing("#", with: "¶")).map { ($0[0].replacing("¶", with: "\n"), $0[1]) }

    @Test(arguments: cases.indices)
    func `a bad file refuses its story and the others go on`(index: Int) async throws {
        let (lines, reason) = Self.cases[index]
        try await Desk.with(.sqlite) { desk in
            try desk.folder.file("bad.en.md", Self.text(lines))
            try desk.folder.file("good.en.md", Self.text("title: Good\npublished: 2018-01-01"))
            let report = try await desk.take()
            #expect(report.sums == "1/0/0/0/1")
            #expect(report.rows[0].place == .file("bad.en.md"))
            #expect(report.rows[0].reason == reason)
        }
    }

    @Test func `files that are no stories or lead elsewhere are left out`() async throws {
        try await Desk.with(.sqlite) { desk in
            let outside = try TemporaryFolder()
            let secret = try outside.file("secret.md", Self.text("title: Secret\npublished: 2018-01-01"))
            try desk.folder.file("sub/a.md", "x")
            try desk.folder.file("b.txt", "x")
            try desk.folder.file("latin.en.md", [0x2D, 0x2D, 0x2D, 0x0A, 0xE9])
            try FileManager.default.createSymbolicLink(atPath: "\(desk.folder.path)/leak.en.md", withDestinationPath: secret)
            let report = try await desk.take()
            #expect(report.rows.map { "\($0.place) \($0.outcome.rawValue)" } == [
                "b.txt skipped", "sub skipped", "latin.en.md refused", "leak.en.md refused",
            ])
            #expect(report.rows[3].reason?.contains("leads out of its folder") == true)
        }
    }

    @Test func `two files of one language or one slug do not write over each other`() async throws {
        try await Desk.with(.sqlite) { desk in
            try desk.folder.file("a.en.md", Self.text("title: A\npublished: 2018-01-01"))
            try desk.folder.file("a.md", Self.text("title: A\npublished: 2018-01-01"))
            try desk.folder.file("b.en.md", Self.text("title: B\npublished: 2018-01-01\nslug: same"))
            try desk.folder.file("c.en.md", Self.text("title: C\npublished: 2018-01-01\nslug: same"))
            let report = try await desk.take()
            #expect(report.rows.map { "\($0.place) \($0.outcome.rawValue)" } == ["a.md refused", "b.en.md created", "c.en.md refused"])
        }
    }

    @Test func `scripts in a body do not come in`() async throws {
        try await Desk.with(.sqlite) { desk in
            try desk.folder.file("x.en.md", Self.text(
                "title: <script>alert(1)</script>\npublished: 2018-01-01",
                "Hi <img src=x onerror=alert(1)> <a href=\"javascript:alert(1)\">go</a>\n\n<script>alert(1)</script>\n\n![a](javascript:x)"))
            try await desk.take()
            let body = try await desk.database.read { try $0.all("SELECT body FROM story_texts") { $0.text(0) } }[0]
            for word in ["script", "onerror", "alert"] { #expect(!body.contains(word)) }
        }
    }
}
