import Exchange
import Films
import Foundation
import Pictures
import Releases
import Storage
import TestKit
import Testing
import Values

/// Films come from a folder of files, and open where and when their files say.
struct FilmImportTests {
    private static let opened = Instant("2018-02-01T12:00:00Z") ?? Instant(ms: 0)

    static let files = [
        "ice.en.md": """
            ---
            title: The ice
            logline: "Nobody to play & nothing to lose"
            campaign: small
            position: 2
            duration: 1:05
            release: The three
            opens: 2018-02-01T00:00
            products: [scarf, pin]
            stories: lions, rower
            credits:
              - "Director | A. Person"
              - "Sound | B. Person | House of Sound"
              - "Production house |  | Red House"
            ---
            About *ice*.<script>alert(1)</script>
            """,
        "ice.ja.md": "---\ntitle: 氷\nlogline: 相手はいません\n---\n氷について。\n",
        "lane.en.md": "---\ntitle: The lane\ncampaign: small\nposition: 1\nrelease: The three\nopens: 2018-02-01T00:00\n---\n",
        "free.en.md": "---\ntitle: The free one\n---\n",
        "small.en.md": "---\nkind: campaign\ntitle: Small things\nline: One line\n---\nText.\n",
    ]

    @Test(arguments: Engine.available)
    func `a film has its texts, its credits in order and what belongs to it`(_ engine: Engine) async throws {
        try await Reel.with(engine) { reel in
            #expect(try await reel.take(Self.files).sums == "4/0/0/0/0")
            let slug = try #require(Slug("ice"))
            let (film, whole) = try await reel.database.read { tx in
                try Film.find(slug, in: .japanese, through: Gate(Reel.jp, at: Self.opened), in: tx)
            }
            #expect(film.title == "氷" && film.logline == "相手はいません" && film.durationMs == 65_000)
            #expect(whole.html.contains("氷について。") && whole.products.map(\.text) == ["scarf", "pin"])
            #expect(whole.stories.map(\.text) == ["lions", "rower"])
            #expect(whole.credits == [
                Film.Credit(role: "Director", name: "A. Person", organisation: ""),
                Film.Credit(role: "Sound", name: "B. Person", organisation: "House of Sound"),
                Film.Credit(role: "Production house", name: "", organisation: "Red House"),
            ])
            let korean = try await reel.database.read { try Film.find(slug, in: .korean, through: Gate(Reel.us, at: Self.opened), in: $0) }
            #expect(korean.film.title == "The ice" && korean.film.language == .english)
            #expect(korean.whole.html.contains("<em>ice</em>") && !korean.whole.html.contains("script"))
        }
    }

    @Test(arguments: Engine.available)
    func `the same folder again changes nothing, and a language that it leaves out stays`(_ engine: Engine) async throws {
        try await Reel.with(engine) { reel in
            try await reel.take(Self.files)
            #expect(try await reel.take(Self.files).sums == "0/0/4/0/0")
            #expect(try await reel.openings() == 2)
            #expect(try await reel.take(["ice.en.md": Self.files["ice.en.md"]!.replacing("The ice", with: "Ice")]).sums == "0/1/0/0/0")
            let draft = try await reel.database.read { try FilmDraft.load(try #require(Slug("ice")), in: $0) }
            #expect(draft?.texts[.english]?.title == "Ice" && draft?.texts[.japanese]?.title == "氷")
            #expect(try await reel.take(Self.files, isDryRun: true).sums == "0/1/3/0/0")
            #expect(try await reel.database.read { try FilmDraft.load(try #require(Slug("ice")), in: $0) } == draft)
        }
    }

    @Test(arguments: Engine.available)
    func `a film opens at midnight of each market's own clock, and not a millisecond before`(_ engine: Engine) async throws {
        try await Reel.with(engine) { reel in
            try await reel.take(Self.files)
            for (code, start) in [(Reel.jp, "2018-01-31T15:00:00Z"), (Reel.us, "2018-02-01T05:00:00Z")] {
                let start = try #require(Instant(start))
                for (moment, slugs) in [(Instant(ms: start.ms - 1), ["free"]), (start, ["lane", "ice", "free"])] {
                    let seen = try await reel.database.read { tx in
                        try Film.list(in: .english, through: Gate(code, at: moment), limit: 9, in: tx).map(\.slug.text)
                    }
                    #expect(seen == slugs, "\(code) \(moment)")
                }
                let since = try await reel.database.read { tx in
                    let films = try Film.list(in: .english, through: Gate(code, at: start), limit: 9, in: tx)
                    return try films.map { try Gate(code, at: start.adding(seconds: 99)).openSince($0.key.retyped(), in: tx) }
                }
                #expect(since == [start, start, nil])
            }
        }
    }

    @Test(arguments: Engine.available)
    func `films that a story stands behind are found while they are open`(_ engine: Engine) async throws {
        try await Reel.with(engine) { reel in
            try await reel.take(Self.files)
            let lions = try #require(Slug("lions"))
            for (moment, titles) in [(Instant(ms: 0), []), (Self.opened, ["The ice"])] {
                let seen = try await reel.database.read { tx in
                    try Film.behind(story: lions, in: .english, through: Gate(Reel.us, at: moment), in: tx).map(\.title)
                }
                #expect(seen == titles)
            }
            let campaign = try await reel.database.read { tx in
                try Film.list(in: .english, through: Gate(Reel.us, at: Self.opened), limit: 1, in: tx).first
                    .flatMap { try Campaign.of($0, in: .korean, in: tx) }
            }
            #expect(campaign?.title == "Small things" && campaign?.line == "One line")
        }
    }

    @Test(arguments: [
        ("logline: A", "title: A film needs a title. Write one in f.en.md."),
        ("title: A\nduration: 90", "duration: “90” is no duration. Write minutes and seconds, such as 1:30."),
        ("title: A\nduration: 0:00", "duration: “0:00” is no duration. Write minutes and seconds, such as 1:30."),
        ("title: A\ncredits: [Director]", "credits: “Director” is no line of credits. Write role | name | organisation."),
        ("title: A\ncredits: [\"Director | \"]", "credits: “Director |” is no line of credits. Write role | name | organisation."),
        ("title: A\nopens: 2018-02-01T00:00", "release: What opens at a time needs a release. Name one."),
        ("title: A\nrelease: R\nopens: 2018-02-01T00:00Z", "opens: “2018-02-01T00:00Z” is no time of day. Write one such as 2018-02-01T00:00, without a zone."),
        ("title: A\nrelease: R\nopens: 2018-03-11T02:30",
         "from: Clocks in America/New_York jump over 2018-03-11T02:30:00. Choose another time, or the first moment after the gap: 2018-03-11T03:00:00 UTC-04:00."),
        ("title: A\nkind: play", "kind: “play” is nothing that this folder holds. Use film or campaign."),
        ("title: A\nproducts: [A Scarf]", "products: “A Scarf” is no slug or handle. Correct it."),
        ("title: A\npicture: none.svg", "picture: There is no picture called none.svg in the hub. Import it first."),
        ("title: A\nlanguage: fr", "language: “fr” is not spoken here. Use one of en, ja, ko, zh-Hans."),
    ])
    func `a film that cannot be taken is refused with what to do, and leaves nothing`(_ front: String, _ reason: String) async throws {
        try await Reel.with(.sqlite) { reel in
            let report = try await reel.take(["f.en.md": "---\n\(front)\n---\n"])
            #expect(report.rows.map { "\($0.outcome) \($0.reason ?? "")" } == ["refused \(reason)"])
            #expect(try await reel.database.read { try $0.count("SELECT (SELECT count(*) FROM films) + (SELECT count(*) FROM releases)") } == 0)
        }
    }
}

/// A hub's films for one test, in the United States and Japan.
struct Reel: Sendable {
    static let us = MarketCode("US")!
    static let jp = MarketCode("JP")!
    static let now = Instant(ms: 1_517_000_000_000)
    static let markets = [
        Market(code: us, name: "United States", currency: Currency("USD")!, zoneName: "America/New_York", languages: [.english],
               taxMode: .added),
        Market(code: jp, name: "Japan", currency: Currency("JPY")!, zoneName: "Asia/Tokyo", languages: [.japanese], taxMode: .included),
    ]

    let database: Database

    static func with(_ engine: Engine, _ body: (Reel) async throws -> Void) async throws {
        try await TestDatabase.with(engine, ReleaseSchema.migrations + PictureSchema.migrations + FilmSchema.migrations) { place in
            try await body(Reel(database: place.database))
        }
    }

    @discardableResult
    func take(_ files: [String: String], isDryRun: Bool = false) async throws -> ImportReport {
        let folder = try TemporaryFolder()
        for (name, text) in files { _ = try folder.file(name, text) }
        return try await FilmImport(database: database, markets: Self.markets, now: Self.now).run(folder.path, isDryRun: isDryRun)
    }

    func openings() async throws -> Int64 {
        try await database.read { try $0.count("SELECT count(*) FROM openings o JOIN releases r ON r.key = o.release WHERE r.name = 'The three'") }
    }
}

extension ImportReport {
    /// The counts as `created/updated/unchanged/skipped/refused`.
    fileprivate var sums: String { Outcome.allCases.map { "\(count($0))" }.joined(separator: "/") }
}
