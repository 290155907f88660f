import Exchange
import Foundation
import Releases
import Storage
import Stories
import TestKit
import Testing
import Values

/// Sports and athletes in and out as CSV, on both engines.
struct AthleteImportTests {
    private static let sports = """
        Slug,Name / en,Name / ja,Name / ko,Name / zh-Hans
        speed-skating,Speed skating,スピードスケート,스피드 스케이팅,速度滑冰
        luge,Luge,,,

        """
    private static let header = "Slug,Country,Sport,Born,Name / en,Name / ja,Bio / en,Games / en,Event / en,Games / ja,Event / ja,Rank,Medal,Mark"
    private static let athletes = """
        \(header)
        nao-kodaira,JPN,speed-skating,1986,Nao Kodaira,小平奈緒,Held her rival.,PyeongChang 2018,Women's 500 m,平昌2018,女子500m,1,gold,36.94
        nao-kodaira,,,,,,,PyeongChang 2018,Women's 1000 m,平昌2018,女子1000m,2,Silver,1:13.82
        a-nobody,KOR,luge,,A Nobody,,,,,,,,,

        """

    @Test(arguments: Engine.available)
    func `athletes come in with their results, once, and in the reader's language`(_ engine: Engine) async throws {
        try await Desk.with(engine) { desk in
            #expect(try await desk.sports(Self.sports).sums == "2/0/0/0/0")
            #expect(try await desk.athletes(Self.athletes).sums == "2/0/0/0/0")
            let before = try await desk.counts()
            #expect(try await desk.sports(Self.sports).sums == "0/0/2/0/0")
            #expect(try await desk.athletes(Self.athletes).sums == "0/0/2/0/0")
            #expect(try await desk.counts() == before)
            let gate = Gate(Desk.markets[1].code, at: Desk.now)
            let (athlete, results, sport) = try await desk.database.read { tx in
                let athlete = try Athlete.find(Slug("nao-kodaira")!, in: .japanese, through: gate, in: tx)
                return (
                    athlete, try AthleteResult.of([athlete.key], in: .japanese, in: tx)[athlete.key] ?? [],
                    try Sport.find([athlete.sport], in: .japanese, through: gate, in: tx)[athlete.sport])
            }
            #expect([athlete.name, athlete.bio, athlete.country, sport?.name] == ["小平奈緒", "", "JPN", "スピードスケート"])
            #expect(athlete.born == 1986 && athlete.standing == 10_100)
            #expect(results.map { "\($0.games)/\($0.event)/\($0.rank)/\($0.medal?.rawValue ?? "")/\($0.mark)" } == [
                "平昌2018/女子500m/1/gold/36.94", "平昌2018/女子1000m/2/silver/1:13.82",
            ])
            let korean = try await desk.database.read { try Athlete.find(Slug("a-nobody")!, in: .korean, through: gate, in: $0) }
            #expect(korean.name == "A Nobody" && korean.language == .english && korean.born == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `of those with medals a country's own stand first, half of the list at most`(_ engine: Engine) async throws {
        try await Desk.with(engine) { desk in
            try await desk.sports(Self.sports)
            let people = [
                ("gold-nor", "NOR", "gold"), ("silver-kor", "KOR", "silver"), ("bronze-kor", "KOR", "bronze"), ("late-kor", "KOR", "bronze"),
                ("none-kor", "KOR", ""), ("silver-ger", "GER", "silver"),
            ]
            let rows = people.map { "\($0.0),\($0.1),luge,,\($0.0),,,G,E,,,1,\($0.2),\n" }.joined()
            #expect(try await desk.athletes("\(Self.header)\n\(rows)").sums == "6/0/0/0/0")
            let gate = Gate(Desk.markets[0].code, at: Desk.now)
            func list(_ country: String?) async throws -> [String] {
                try await desk.database.read { tx in
                    try Athlete.medallists(from: country, in: .english, through: gate, limit: 4, in: tx).map(\.slug.text)
                }
            }
            #expect(try await list("KOR") == ["silver-kor", "late-kor", "gold-nor", "silver-ger"])
            #expect(try await list("JPN") == ["gold-nor", "silver-ger", "silver-kor", "late-kor"])
            #expect(try await list(nil) == list("JPN"))
            #expect(Committee.code(ofCountry: "kr") == "KOR" && Committee.code(ofCountry: "GB") == "GBR")
            #expect(Committee.code(ofCountry: "ZZ") == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `what is wrong with one athlete refuses that one, with what to do`(_ engine: Engine) async throws {
        try await Desk.with(engine) { desk in
            try await desk.sports(Self.sports)
            let rows = TextTable.rows("""
                x,KO,luge,,X,,,,,,,,, | Country: “KO” is no code of a National Olympic Committee, such as KOR.
                x,KOR,golf,,X,,,,,,,,, | Sport: The hub has no sport “golf”. Import it first.
                x,KOR,luge,86,X,,,,,,,,, | Born: “86” is no year. Write one such as 1994, or leave it empty.
                x,KOR,luge,,,,,,,,,,, | Name: The athlete has no name in any language. Write one.
                x,KOR,luge,,X,,,G,,,,,, | Event: A result needs Games and Event in the same languages; line 2 has one of them.
                x,KOR,luge,,X,,,G,E,,,1,tin, | Medal: “tin” on line 2 is no medal. Use gold, silver or bronze.
                x,KOR,luge,,X,,,,,,,1,, | Event: Line 2 has a result and does not say in which event. Fill in Games and Event.
                X y,KOR,luge,,X,,,,,,,,, | Slug: “X y” is no slug: only lower-case letters, digits and hyphens are. Write x-y.
                x,KOR | line 2: The row has 2 values where the header has 14. A separator or a value is missing.
                """)
            for row in rows {
                let report = try await desk.athletes("\(Self.header)\n\(row[0])\ngood,KOR,luge,,Good,,,,,,,,,\n", isDryRun: true)
                #expect(report.rows.map(\.reason) == [row[1], nil], "\(row[0])")
                #expect(report.sums == "1/0/0/0/1", "\(row[0])")
            }
            let apart = "\(Self.header)\nx,KOR,luge,,X,,,,,,,,,\ny,KOR,luge,,Y,,,,,,,,,\nx,KOR,luge,,X,,,,,,,,,\n"
            let report = try await desk.athletes(apart)
            #expect(report.rows.last?.reason == "Slug: Rows above have the same one, away from this row. Put all rows of one athlete together.")
            await #expect(throws: UnreadableInput.self) { try await desk.athletes("Name,Country\nX,KOR\n") }
            await #expect(throws: UnreadableInput.self) { try await desk.sports("Slug\nx\n") }
        }
    }

    @Test(arguments: Engine.available)
    func `a dry run changes nothing, and an export comes back the same`(_ engine: Engine) async throws {
        try await Desk.with(engine) { desk in
            try await desk.sports(Self.sports, isDryRun: true)
            #expect(try await desk.database.read { try $0.count("SELECT count(*) FROM sports") } == 0)
            try await desk.sports(Self.sports)
            try await desk.athletes(Self.athletes)
            let (sports, athletes) = (desk.folder.path + "/out-sports.csv", desk.folder.path + "/out-athletes.csv")
            let export = AthleteExport(database: desk.database)
            #expect(try await export.writeSports(to: sports) == 2)
            #expect(try await export.writeAthletes(to: athletes) == 2)
            let text = try String(contentsOfFile: athletes, encoding: .utf8)
            try await Desk.with(engine) { other in
                try await other.sports(try String(contentsOfFile: sports, encoding: .utf8))
                #expect(try await other.athletes(text).sums == "2/0/0/0/0")
                let again = other.folder.path + "/again.csv"
                _ = try await AthleteExport(database: other.database).writeAthletes(to: again)
                #expect(try String(contentsOfFile: again, encoding: .utf8) == text)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a story names athletes and sports, and shows a card inside its text`(_ engine: Engine) async throws {
        try await Desk.with(engine) { desk in
            try await desk.sports(Self.sports)
            try await desk.athletes(Self.athletes)
            let story = """
                ---
                title: The embrace
                published: 2018-02-19T01:00:00Z
                athletes: nao-kodaira, not-there-yet
                sports: [speed-skating]
                ---
                [Nao](athlete:nao-kodaira) won.

                [A Nobody](athlete:a-nobody)
                """
            try Data(story.utf8).write(to: URL(fileURLWithPath: desk.folder.path + "/the-embrace.en.md"))
            #expect(try await desk.take().sums.hasPrefix("1/0/0/"))
            #expect(try await desk.take().sums.hasPrefix("0/0/1/"))
            let draft = try #require(try await desk.draft("the-embrace"))
            #expect(draft.athletes == ["nao-kodaira", "not-there-yet"] && draft.sports == ["speed-skating"])
            #expect(draft.texts[.english]?.blocks.last == .athlete(slug: "a-nobody"))
            let gate = Gate(Desk.markets[0].code, at: Desk.now)
            let (names, stories, sports) = try await desk.database.read { tx in
                let key = try #require(try Story.key(of: Slug("the-embrace")!, through: gate, in: tx))
                return (
                    try Athlete.of(key, in: .english, through: gate, limit: 9, in: tx).map(\.name),
                    try Story.list(about: [.athlete(Slug("a-nobody")!)], in: .english, through: gate, limit: 9, in: tx).map(\.title),
                    try Sport.of(key, in: .english, through: gate, in: tx).map(\.name))
            }
            #expect(names == ["Nao Kodaira", "A Nobody"])
            #expect(stories == ["The embrace"] && sports == ["Speed skating"])
        }
    }

    @Test(arguments: Engine.available)
    func `an athlete who is not open here is like one who does not exist, in every list`(_ engine: Engine) async throws {
        try await Desk.with(engine) { desk in
            try await desk.sports(Self.sports)
            try await desk.athletes(Self.athletes)
            let market = Desk.markets[0]
            try await desk.database.write { tx in
                let key = try #require(try AthleteDraft.load(Slug("nao-kodaira")!, in: tx)).key
                _ = try Release.standing(in: market, at: Desk.now, in: tx).remove(key.retyped(), in: tx)
            }
            let gate = Gate(market.code, at: Desk.now)
            let other = Gate(Desk.markets[1].code, at: Desk.now)
            let (here, there) = try await desk.database.read { tx in
                (try Athlete.list(in: .english, through: gate, limit: 9, in: tx).map(\.slug.text),
                 try Athlete.list(in: .english, through: other, limit: 9, in: tx).map(\.slug.text))
            }
            #expect(here == ["a-nobody"] && there == ["nao-kodaira", "a-nobody"])
            await #expect(throws: NotFound.self) {
                try await desk.database.read { _ = try Athlete.find(Slug("nao-kodaira")!, in: .english, through: gate, in: $0) }
            }
        }
    }

    @Test func `lists of many athletes walk over no table, and go on where they stopped`() async throws {
        try await Desk.with(.sqlite) { desk in
            try await desk.sports(Self.sports)
            let rows = (1...300).map { "p\($0),KOR,luge,,Person \($0),,,G,E,,,,\($0 % 100 == 0 ? "gold" : ""),x" }
            try await desk.athletes(([Self.header] + rows).joined(separator: "\n") + "\n")
            let gate = Gate(Desk.markets[0].code, at: Desk.now)
            let (slugs, steps) = try await desk.database.read { tx in
                var slugs: [String] = []
                var last: Athlete?
                let sport = try Sport.find(Slug("luge")!, in: .english, through: gate, in: tx)
                repeat {
                    let page = try Athlete.list(of: sport.key, in: .english, through: gate, after: last?.mark, limit: 70, in: tx)
                    slugs += page.map(\.slug.text)
                    last = page.last
                } while last != nil
                _ = try Athlete.list(in: .english, through: gate, limit: 24, in: tx)
                return (slugs, tx.fullScanSteps)
            }
            #expect(slugs.count == 300 && Set(slugs).count == 300)
            #expect(Set(slugs.prefix(3)) == ["p100", "p200", "p300"])
            #expect(steps == 0)
        }
    }
}

extension Desk {
    @discardableResult
    fileprivate func sports(_ text: String, isDryRun: Bool = false) async throws -> ImportReport {
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder.path + "/in-sports.csv"))
        return try await SportImport(database: database, markets: Self.markets, now: Self.now)
            .run(folder.path + "/in-sports.csv", isDryRun: isDryRun)
    }

    @discardableResult
    fileprivate func athletes(_ text: String, isDryRun: Bool = false) async throws -> ImportReport {
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder.path + "/in-athletes.csv"))
        return try await AthleteImport(database: database, markets: Self.markets, now: Self.now)
            .run(folder.path + "/in-athletes.csv", isDryRun: isDryRun)
    }
}
