import Desk
import Exchange
import Foundation
import HTTPTypes
import Hub
import Staff
import Storage
import TestKit
import Testing
import Values

/// Lists: filters keep in the address, and a file has the rows of its filters.
@Suite struct ListTests {
    private static func lines(_ seen: DeskSeen) -> [String] { seen.text.split(separator: "\r\n").map(String.init) }

    /// The address of the file that a list offers.
    private static func file(_ seen: DeskSeen) throws -> String {
        String(try #require(seen.text.firstMatch(of: /class="list-file"><a href="([^"]+)"/)).output.1).replacing("&amp;", with: "&")
    }

    @Test(arguments: Engine.available)
    func `products are filtered by the store that carries them, on the screen and in the file`(engine: Engine) async throws {
        try await DeskStage.with(engine) { stage in
            try await stage.hub.saveDemoMarkets()
            let folder = try TemporaryFolder()
            for (slug, market) in [("china", "CN"), ("world", "GB, US, JP, KR")] {
                try folder.file("\(slug).en.md", "---\nname: The \(slug) store\nmarkets: \(market)\n---\n")
            }
            let stores = try await stage.hub.importStores(from: folder.path)
            try #require(stores.count(.created) == 2, "\(stores.text())")
            try await stage.stock()
            let database = stage.hub.database
            try await database.write { tx in
                _ = try tx.run("""
                    DELETE FROM store_products WHERE product = (SELECT key FROM products WHERE handle = 'bottle')
                        AND store = (SELECT key FROM stores WHERE slug = 'china')
                    """)
            }
            let mira = try await stage.signIn("Mira", [.merchandiser])
            let china = try await mira.get("/desk/products?store=china&state=active")
            #expect(china.words.contains("Lane scarf") && !china.words.contains("Bottle"))
            #expect(china.text.contains("<option value=\"china\" selected>The china store</option>"))
            #expect(try Self.file(china) == "/desk/products.csv?store=china&state=active")
            let rows = Self.lines(try await mira.get(try Self.file(china)))
            #expect(rows.count == 2 && rows[0].hasSuffix(",stores") && rows[1].hasSuffix(",china world"))
            #expect(Self.lines(try await mira.get("/desk/products.csv?store=world")).count == 3)
        }
    }

    @Test(arguments: Engine.available)
    func `stock is listed by variant and location, and as a file`(engine: Engine) async throws {
        try await DeskStage.with(engine) { stage in
            try await stage.stock()
            try await stage.buy(3)
            let mira = try await stage.signIn("Mira", [.merchandiser])
            #expect(try await mira.post("/desk/products/locations", ["name": "Seoul store"]).status == 303)
            let scarf = try #require(try await stage.hub.database.read { try $0.first("SELECT key FROM variants WHERE sku = 'SCARF-M'") { $0.int(0) } })
            let product = try #require(try await stage.hub.database.read { try $0.first("SELECT product FROM variants WHERE key = \(scarf)") { $0.int(0) } })
            let counted = ["stock.seoul-store.\(Key<Change>(raw: scarf))": "2"]
            #expect(try await mira.post("/desk/products/\(Key<Change>(raw: product))/stock", counted).status == 303)
            let all = Self.lines(try await mira.get("/desk/products/stock.csv"))
            #expect(all[0] == "title,handle,variant,sku,location,on_hand,held,available")
            #expect(Set(all.dropFirst()) == [
                "Bottle,bottle,,BOTTLE,main,999,0,999", "Lane scarf,scarf,M,SCARF-M,main,6,0,6", "Lane scarf,scarf,M,SCARF-M,seoul-store,2,0,2",
            ])
            let low = try await mira.get("/desk/products/stock?stock=low&q=SCARF")
            #expect(low.words.contains("Seoul store") && low.words.contains("Lane scarf") && !low.words.contains("999"))
            #expect(Self.lines(try await mira.get(try Self.file(low))).count == 2)
            #expect(Self.lines(try await mira.get("/desk/products/locations.csv")) == ["place,code,name", "1,main,Main", "2,seoul-store,Seoul store"])
        }
    }

    @Test(arguments: Engine.available)
    func `pictures are found by name and by what they show, and those that nobody described are listed`(engine: Engine) async throws {
        try await DeskStage.with(engine) { stage in
            let svg = Data("<svg xmlns='http://www.w3.org/2000/svg' width='4' height='4'><rect width='4' height='4'/></svg>".utf8)
            let mira = try await stage.signIn("Mira", [.merchandiser])
            #expect(try await mira.upload("/desk/pictures", [("lane.svg", svg), ("rink.svg", svg)]).status == 303)
            let key = try #require(try await stage.hub.database.read { try $0.first("SELECT key FROM pictures WHERE name = 'rink.svg'") { $0.int(0) } })
            let url = "/desk/pictures/\(Key<Change>(raw: key))"
            #expect(try await mira.post(url, ["focus_x": "0", "focus_y": "500", "alt.ja": "氷の上"]).status == 303)
            let found = try await mira.get("/desk/pictures?q=%E6%B0%B7")
            #expect(found.words.contains("rink.svg") && !found.words.contains("lane.svg"))
            let lacking = try await mira.get("/desk/pictures?lacking=ja")
            #expect(lacking.words.contains("lane.svg") && !lacking.words.contains("rink.svg"))
            #expect(Self.lines(try await mira.get(try Self.file(found))) == [
                "name,media_type,width,height,bytes,focus_x,focus_y,alt_en,alt_ja,alt_ko,alt_zh-hans",
                "rink.svg,image/svg+xml,4,4,\(svg.count),0,500,,氷の上,,",
            ])
            #expect(try await mira.get("/desk/find.json?q=rink").text.contains("\"title\":\"rink.svg\""))
        }
    }

    @Test func `every list of the rail offers its rows as a file`() async throws {
        try await DeskStage.with(.sqlite) { stage in
            try await stage.stock()
            try await stage.buy()
            let ada = try await stage.signIn("Ada")
            let svg = Data("<svg xmlns='http://www.w3.org/2000/svg' width='4' height='4'><rect width='4' height='4'/></svg>".utf8)
            #expect(try await ada.upload("/desk/pictures", [("lane.svg", svg)]).status == 303)
            #expect(try await ada.post("/desk/stories/new", ["title": "Ice", "language": "en"]).status == 303)
            for list in ["stories", "products", "products/stock", "products/locations", "orders", "people", "changes", "pictures"] {
                let seen = try await ada.get("/desk/\(list)")
                let file = try await ada.get(try Self.file(seen))
                #expect(file.headers[.contentType] == "text/csv; charset=utf-8" && Self.lines(file).count > 1, "\(list)")
            }
        }
    }
}
