import Exchange
import Foundation
import Hub
import Releases
import Storage
import TestKit
import Testing
import Values
import Web

@testable import API

/// What the booth's hub tells and sells beside its goods: sports, athletes, films and stores.
enum World {
    /// From then on everything that is closed at first is open.
    static let opens = Booth.now.adding(seconds: 86_400)

    static let sports = """
        Slug,Name / en,Name / ja
        curling,Curling,カーリング
        rowing,Rowing,ローイング
        running,Running,陸上

        """
    static let athletes = """
        Slug,Country,Sport,Born,Name / en,Name / ja,Bio / en,Games / en,Event / en,Rank,Medal,Mark
        ada-long,GBR,running,1990,Ada <Long>,エイダ・ロング,Ran & ran.,London 2012,800 m,1,gold,1:56.19
        ada-long,,,,,,,Rio 2016,800 m,2,silver,1:57.00
        bo-short,KOR,running,,Bo Short,,,London 2012,800 m,3,bronze,1:58.00
        cy-still,JPN,curling,,Cy Still,,,,,,,
        dee-early,GBR,running,,Dee Early,,,London 2012,800 m,1,gold,1:50.00

        """
    static let files = [
        "stories/runners.en.md": """
            ---
            title: Two runners
            slug: runners
            published: 2018-01-03T00:00:00Z
            athletes: ada-long, bo-short
            sports: running
            ---
            [Bottle](product:bottle)

            [Early pin](product:early-pin)
            """,
        "stories/alone.en.md": """
            ---
            title: Alone
            slug: alone
            published: 2018-01-04T00:00:00Z
            athletes: dee-early, ada-long
            sports: rowing
            ---
            [Lane scarf](product:scarf)
            """,
        "films/first.en.md": "---\ntitle: First\nlogline: One step\ncampaign: small\nposition: 2\nduration: 0:30\n---\nAbout it.\n",
        "films/second.en.md": """
            ---
            title: Second & last
            campaign: small
            position: 3
            products: [bottle, early-pin]
            stories: [early-bird, steps]
            credits:
              - "Director | A. Person"
              - "Production house | | House of Sound"
            ---
            About <b>it</b>.
            """,
        "films/zero.en.md": "---\ntitle: Before\ncampaign: small\nposition: 1\n---\nText.\n",
        "films/alone.en.md": "---\ntitle: Alone\n---\nText.\n",
        "films/small.en.md": "---\nkind: campaign\ntitle: Small things\nline: How much\n---\nText.\n",
        "stores/flagship.zh-hans.md": "---\nname: 小小店\nmarkets: [CN]\n---\n- [a](product:scarf)\n- [b](product:bottle)\n",
        "stores/world.en.md": """
            ---
            name: World & Co
            line: For everybody else
            markets: [GB, JP]
            look: ice
            story: early-bird
            ---
            ## Here

            - [b](product:bottle)
            - [p](product:early-pin)
            """,
        "stores/nobody.en.md": "---\nname: Not yet open\n---\nText.\n",
    ]
    static let assortment = """
        URL handle,Stores (product.metafields.stadion.stores)
        scarf,"flagship, world"
        bottle,world
        last,"flagship, world"
        early-pin,"flagship, world"

        """
}

extension Booth {
    /// Brings sports, athletes, their stories, and films in. Dee and the film `zero` are closed until `World.opens`.
    func raiseWorld(withStores: Bool = false) async throws {
        let folder = try TemporaryFolder()
        let root = URL(fileURLWithPath: folder.path)
        let sheets = ["sports.csv": World.sports, "athletes.csv": World.athletes, "assortment.csv": World.assortment]
        for (name, text) in sheets.merging(World.files, uniquingKeysWith: { $1 }) {
            let file = root.appendingPathComponent(name)
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        var reports = [
            try await hub.importSports(from: folder.path + "/sports.csv"),
            try await hub.importAthletes(from: folder.path + "/athletes.csv"),
            try await hub.importStories(from: folder.path + "/stories"),
            try await hub.importFilms(from: folder.path + "/films"),
        ]
        if withStores {
            reports.append(try await hub.importStores(from: folder.path + "/stores"))
            reports.append(try await hub.importProducts(from: folder.path + "/assortment.csv"))
        }
        for report in reports { try #require(report.count(.refused) == 0, "\(report.text())") }
        try await close("SELECT key FROM athletes WHERE slug = 'dee-early'", until: World.opens)
        try await close("SELECT key FROM films WHERE slug = 'zero'", until: World.opens)
    }

    /// Closes one thing in every market until a moment.
    func close(_ query: SQL, until start: Instant) async throws {
        let markets = try await hub.markets().markets
        try await hub.database.write { tx in
            let item = try #require(try tx.first(query) { $0.key(0, of: Item.self) })
            for market in markets {
                try Release.standing(in: market, at: Self.now, in: tx).remove(item, in: tx)
                let release = try Release.named("\(item) in \(market.code)", at: Self.now, in: tx)
                try release.add(item, in: tx)
                try release.open(market.code, from: .instant(start), in: tx)
            }
        }
    }

    /// The slugs or handles of a list, page by page of so many.
    func names(_ path: String, limit: Int = 100) async throws -> [String] {
        let first = "\(path)\(path.contains("?") ? "&" : "?")limit=\(limit)"
        var (next, found): (String?, [String]) = (first, [])
        while let path = next {
            let page = try await get(path)
            try #require(page.status == 200, "\(path) \(page.text)")
            let items = page.json["items"]?.elements ?? []
            #expect(items.count <= limit, "\(path)")
            found += items.compactMap { ($0["handle"] ?? $0["slug"])?.string }
            next = page.json["next_cursor"]?.string.map { "\(first)&cursor=\($0)" }
        }
        return found
    }
}
