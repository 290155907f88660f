import HTTPTypes
import Storage
import TestKit
import Testing
import Values
import Web

@testable import API

/// Films, athletes, sports and stores, and what stories and products can be asked for by.
struct WorldTests {
    private static let gb = "/markets/gb/en"

    @Test(arguments: Engine.available)
    func `every list comes to all that is open, once each, in its order, whatever the size of its pages`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            try await booth.raiseWorld(withStores: true)
            let rows: [(list: String, before: [String], after: [String])] = [
                ("films", ["first", "second", "alone"], ["zero", "first", "second", "alone"]),
                ("athletes", ["ada-long", "bo-short", "cy-still"], ["ada-long", "dee-early", "bo-short", "cy-still"]),
                ("athletes?sport=running", ["ada-long", "bo-short"], ["ada-long", "dee-early", "bo-short"]),
                ("athletes?sport=swimming", [], []),
                ("sports", ["curling", "rowing", "running"], ["curling", "rowing", "running"]),
                ("stories", ["alone", "runners", "steps", "more"], ["alone", "runners", "early-bird", "steps", "more"]),
                ("stories?sport=running", ["runners"], ["runners"]),
                ("stories?athlete=ada-long", ["alone", "runners"], ["alone", "runners"]),
                ("stories?athlete=ada-long&sport=rowing", ["alone"], ["alone"]),
                ("stories?athlete=dee-early", [], ["alone"]),
                ("stories?athlete=nobody", [], []),
                ("stores", ["world"], ["world"]),
                ("products", ["last", "bottle", "scarf"], ["early-pin", "last", "bottle", "scarf"]),
            ]
            for isOpen in [false, true] {
                if isOpen { booth.turn(to: World.opens) }
                for row in rows {
                    let wanted = isOpen ? row.after : row.before
                    for limit in [1, 2, 100] {
                        let found = try await booth.names("\(Self.gb)/\(row.list)", limit: limit)
                        if row.list == "stories" {
                            #expect(Set(found) == Set(wanted) && found.count == wanted.count, "\(row.list) \(limit) \(found)")
                        } else {
                            #expect(found == wanted, "\(row.list) by \(limit), open: \(isOpen)")
                        }
                    }
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `what is closed answers like what never was, and no list, count or link tells of it`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            try await booth.raiseWorld(withStores: true)
            for path in ["films/zero", "athletes/dee-early", "stories/early-bird", "products/early-pin", "stores/flagship", "stores/nobody"] {
                let closed = try await booth.get("\(Self.gb)/\(path)")
                let unknown = try await booth.get("\(Self.gb)/\(path)-unknown")
                #expect(closed.status == 404 && closed.data == unknown.data, "\(path)")
            }
            // Asking by something closed is like asking by something that never was.
            for list in ["stories", "products"] {
                let closed = try await booth.get("\(Self.gb)/\(list)?athlete=dee-early")
                let unknown = try await booth.get("\(Self.gb)/\(list)?athlete=dee-never")
                #expect(closed.status == 200 && closed.data == unknown.data && closed.headers[.cacheControl] == unknown.headers[.cacheControl], "\(list)")
            }
            let traces = ["early", "Early", "zero", "Before", "dee-"]
            let paths = [
                "films", "films/second", "athletes", "athletes/ada-long", "sports", "sports/running", "stories", "stories/alone", "products", "products?sort=cheap",
                "products?athlete=ada-long", "stores", "stores/world", "search?q=before", "search?q=dee", "search?q=pin",
            ]
            for path in paths {
                let answer = try await booth.get("\(Self.gb)/\(path)")
                #expect(answer.status == 200, "\(path)")
                for trace in traces { #expect(!answer.text.contains(trace), "\(path) tells of \(trace)") }
            }
            booth.turn(to: World.opens)
            for path in ["films/zero", "athletes/dee-early", "stories/early-bird", "products/early-pin"] {
                #expect(try await booth.get("\(Self.gb)/\(path)").status == 200, "\(path)")
            }
            #expect(try await booth.get("\(Self.gb)/films/second").json["products"] == ["bottle", "early-pin"])
        }
    }

    @Test(arguments: Engine.available)
    func `a film has its campaign, credits and what belongs to it here`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            try await booth.raiseWorld()
            let film = try await booth.get("\(Self.gb)/films/second").json
            #expect(film["title"] == "Second & last" && film["url"] == "https://hub.example/gb/en/films/second" && film["duration_ms"] == .null)
            #expect(film["campaign"]?["title"] == "Small things" && film["campaign"]?["line"] == "How much")
            #expect(film["credits"] == [
                ["role": "Director", "name": "A. Person", "organisation": ""], ["role": "Production house", "name": "", "organisation": "House of Sound"],
            ])
            #expect(film["products"] == ["bottle"] && film["stories"] == ["steps"] && film["html"]?.string?.contains("About") == true)
            let first = try await booth.get("/markets/jp/ja/films/first").json
            #expect(first["duration_ms"] == 30_000 && first["language"] == "en" && first["open_since"] == .null, "it stands open and has no hour")
            booth.turn(to: World.opens)
            #expect(try await booth.get("\(Self.gb)/films/zero").json["open_since"] == "2018-01-16T00:00:00.000Z")
        }
    }

    @Test(arguments: Engine.available)
    func `an athlete has facts, medals, results and what is told, in the asked language`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            try await booth.raiseWorld()
            let ada = try await booth.get("\(Self.gb)/athletes/ada-long").json
            #expect(ada["name"] == "Ada <Long>" && ada["country"] == "GBR" && ada["country_name"] == "United Kingdom" && ada["born"] == 1990)
            #expect(ada["medals"] == ["gold": 1, "silver": 1, "bronze": 0] && ada["bio"] == "Ran & ran.")
            #expect(ada["results"]?.elements.map { $0["mark"] } == ["1:56.19", "1:57.00"] && ada["results"]?.elements.first?["medal"] == "gold")
            #expect(ada["stories"] == ["alone", "runners"] && ada["products"] == ["scarf", "bottle"])
            #expect(ada["sport"]?["name"] == "Running" && ada["sport"]?["url"] == "https://hub.example/gb/en/sports/running")
            let japanese = try await booth.get("/markets/jp/ja/athletes/ada-long").json
            #expect(japanese["name"] == "エイダ・ロング" && japanese["country_name"] == "イギリス" && japanese["sport"]?["name"] == "陸上")
            let cy = try await booth.get("\(Self.gb)/athletes/cy-still").json
            #expect(cy["born"] == .null && cy["results"] == [] && cy["medals"] == ["gold": 0, "silver": 0, "bronze": 0])
            #expect(try await booth.get("/markets/jp/ja/sports/rowing").json["name"] == "ローイング")
            // A sport that closes takes its name from its athletes.
            try await booth.close("SELECT key FROM sports WHERE slug = 'running'", until: World.opens)
            #expect(try await booth.get("\(Self.gb)/athletes/ada-long").json["sport"] == .null)
            #expect(try await booth.names("\(Self.gb)/athletes?sport=running") == [])
            #expect(try await booth.names("\(Self.gb)/stories?sport=running") == [])
        }
    }

    @Test(arguments: Engine.available)
    func `a market has the store that serves it, with what is open on its front`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            try await booth.raiseWorld(withStores: true)
            let world = try await booth.get("\(Self.gb)/stores/world").json
            #expect(world["name"] == "World & Co" && world["markets"] == ["gb", "jp"] && world["url"] == "https://hub.example/gb/en/store")
            #expect(world["story"] == .null && world["blocks"]?.elements.compactMap { $0["handles"] } == [["bottle"]])
            #expect(try await booth.names("/markets/cn/zh-hans/stores") == ["flagship"])
            #expect(try await booth.names("/markets/us/en/stores") == [])
            let flagship = try await booth.get("/markets/cn/en/stores/flagship").json
            #expect(flagship["name"] == "小小店" && flagship["language"] == "zh-hans")
            #expect(flagship["blocks"]?.elements.compactMap { $0["handles"] } == [["scarf"]], "it does not carry the bottle")
            #expect(try await booth.names("/markets/cn/en/products") == ["last", "scarf"])
            booth.turn(to: World.opens)
            #expect(try await booth.get("\(Self.gb)/stores/world").json["story"] == "early-bird")
        }
    }

    @Test(arguments: Engine.available)
    func `what did not change is 304, and what changed is not`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            try await booth.raiseWorld(withStores: true)
            let paths = ["films", "films/first", "athletes", "athletes/ada-long", "sports", "sports/running", "stores", "stores/world", "products?kind=scarves&min_price=1"]
            var tags: [String: String] = [:]
            for path in paths {
                let first = try await booth.get("\(Self.gb)/\(path)")
                let again = try await booth.get("\(Self.gb)/\(path)", [.ifNoneMatch: first.etag])
                #expect(again.status == 304 && again.data.isEmpty && again.etag == first.etag, "\(path)")
                tags[path] = first.etag
            }
            booth.turn(to: World.opens)
            for path in ["films", "athletes", "stores/world"] {
                #expect(try await booth.get("\(Self.gb)/\(path)", [.ifNoneMatch: tags[path] ?? ""]).status == 200, "\(path)")
            }
        }
    }

    @Test
    func `a cursor belongs to its list, its place and its filters`() async throws {
        try await Booth.with(.sqlite) { booth in
            try await booth.raiseWorld()
            for list in ["athletes", "films", "sports", "stories", "products"] {
                let cursor = try #require(try await booth.get("\(Self.gb)/\(list)?limit=1").json["next_cursor"]?.string)
                #expect(try await booth.get("\(Self.gb)/\(list)?limit=2&cursor=\(cursor)").status == 200)
                let others = [
                    "/markets/us/en/\(list)", "/markets/gb/en/\(list == "films" ? "sports" : "films")", "/markets/gb/en/\(list)?sport=running",
                    "/markets/gb/en/\(list)?athlete=ada-long", "/markets/gb/en/\(list)?sort=cheap",
                ]
                for other in others {
                    let answer = try await booth.get("\(other)\(other.contains("?") ? "&" : "?")cursor=\(cursor)")
                    let takes = answer.errors != ["athlete unknown"] && answer.errors != ["sort unknown"] && answer.errors != ["sport unknown"]
                    #expect(answer.status == 422 && (!takes || answer.errors == ["cursor malformed"]), "\(other) \(answer.text)")
                }
            }
        }
    }
}
