import Exchange
import Foundation
import HTTPTypes
import Hub
import Storage
import TestKit
import Testing
import Values
import Web

@testable import API

/// The list of products, narrowed down and in another order, as the pages of the shop can be.
struct ProductFilterTests {
    private static let gb = "/markets/gb/en/products"

    /// What is more to choose from: kinds, colours, a sport, and one that is not open yet.
    private static let more = """
        Title,URL handle,Type,Tags,Status,SKU,Option1 name,Option1 value,Price,Inventory tracker,Inventory quantity,Price / United Kingdom,Price / Japan
        Red hat,red-hat,Hats,running,active,RH,Colour,Red,9.00,shopify,9,7.00,700
        Blue hat,blue-hat,Hats,running,active,BH,Colour,Blue,9.00,shopify,0,8.00,800
        Both hat,both-hat,Hats,,active,RBH,Colour,Red,9.00,shopify,5,7.00,900
        ,both-hat,,,,BBH,Colour,Blue,9.00,shopify,5,6.50,900
        Early hat,early-hat,Early kind,running,active,EH,Colour,Ultraviolet,9.00,shopify,9,7.50,700

        """

    private static func with(_ engine: Engine, _ body: (Booth) async throws -> Void) async throws {
        try await Booth.with(engine) { booth in
            try await booth.raiseWorld()
            let folder = try TemporaryFolder()
            try Data(more.utf8).write(to: URL(fileURLWithPath: folder.path + "/more.csv"))
            let report = try await booth.hub.importProducts(from: folder.path + "/more.csv")
            try #require(report.count(.refused) == 0, "\(report.text())")
            try await booth.close("SELECT key FROM products WHERE handle = 'early-hat'", until: World.opens)
            try await body(booth)
        }
    }

    @Test(arguments: Engine.available)
    func `each filter leaves what it says, alone and with others, on pages of every size`(_ engine: Engine) async throws {
        try await Self.with(engine) { booth in
            let rows: [(query: String, wanted: [String])] = [
                ("", ["both-hat", "blue-hat", "red-hat", "last", "bottle", "scarf"]),
                ("kind=hats", ["both-hat", "blue-hat", "red-hat"]),
                ("kind=hats&kind=scarves", ["both-hat", "blue-hat", "red-hat", "scarf"]),
                ("kind=ghosts", []),
                ("kind=early-kind", []),
                ("kind=Hats", []),
                ("colour=red", ["both-hat", "red-hat"]),
                ("colour=red&colour=blue&sport=running", ["blue-hat", "red-hat"]),
                ("size=s", ["scarf"]),
                ("size=m&kind=hats", []),
                ("sport=running", ["blue-hat", "red-hat"]),
                ("sport=rowing", []),
                ("in_stock=true", ["both-hat", "red-hat", "last", "bottle", "scarf"]),
                ("in_stock=false", ["both-hat", "blue-hat", "red-hat", "last", "bottle", "scarf"]),
                ("min_price=700&max_price=800", ["blue-hat", "red-hat"]),
                ("max_price=650", ["both-hat", "last"]),
                ("min_price=1999", ["scarf"]),
                ("min_price=2000", []),
                ("athlete=ada-long", ["bottle", "scarf"]),
                ("athlete=bo-short", ["bottle"]),
                ("athlete=bo-short&kind=hats", []),
                ("athlete=dee-early", []),
                ("sort=cheap", ["last", "both-hat", "red-hat", "blue-hat", "bottle", "scarf"]),
                ("sort=dear", ["scarf", "bottle", "blue-hat", "red-hat", "both-hat", "last"]),
                ("sort=cheap&kind=hats&in_stock=true", ["both-hat", "red-hat"]),
            ]
            for (query, wanted) in rows {
                for limit in [1, 2, 100] {
                    let found = try await booth.names("\(Self.gb)?\(query)", limit: limit)
                    #expect(found == wanted, "\(query) by \(limit)")
                }
                #expect(try await booth.get("\(Self.gb)?\(query)").json["total"] == .int(Int64(wanted.count)), "\(query)")
            }
            #expect(try await booth.names("/markets/jp/ja/products?max_price=700") == ["red-hat", "last"], "in the market's own money")
        }
    }

    @Test(arguments: Engine.available)
    func `facets say what the list can be narrowed down by, and nothing of what is closed`(_ engine: Engine) async throws {
        try await Self.with(engine) { booth in
            func facets(_ query: String) async throws -> [String: [String]] {
                let page = try await booth.get("\(Self.gb)?\(query)")
                return Dictionary(uniqueKeysWithValues: (page.json["facets"]?.elements ?? []).map { facet in
                    (facet["name"]?.string ?? "", (facet["values"]?.elements ?? []).map { value in
                        let mark = value["is_chosen"] == true ? "*" : ""
                        return "\(mark)\(value["code"]?.string ?? "") \(value["label"]?.string ?? "") \(value["count"]?.integer ?? -1)"
                    })
                })
            }
            #expect(try await facets("") == [
                "kind": ["hats Hats 3", "scarves Scarves 1"], "size": ["s S 1", "m M 1"], "colour": ["blue Blue 2", "red Red 2"],
                "sport": ["running Running 2"],
            ])
            #expect(try await facets("kind=hats")["kind"] == ["*hats Hats 3", "scarves Scarves 1"])
            #expect(try await facets("colour=blue&in_stock=true")["kind"] == ["hats Hats 1"])
            #expect(try await facets("max_price=650")["colour"] == ["blue Blue 1", "red Red 1"])
            booth.turn(to: World.opens)
            #expect(try await facets("")["kind"] == ["hats Hats 3", "early-kind Early kind 1", "scarves Scarves 1"])
            let japanese = try await booth.get("/markets/jp/ja/products").json["facets"]?.elements.first { $0["name"] == "sport" }
            #expect(japanese?["values"]?.elements.first?["label"] == "陸上")
        }
    }

    @Test(arguments: Engine.available)
    func `a list by price goes on where it stopped when its last product is gone or costs something else`(_ engine: Engine) async throws {
        try await Self.with(engine) { booth in
            let first = try await booth.get("\(Self.gb)?sort=cheap&limit=3")
            #expect(first.json["items"]?.elements.map { $0["handle"] } == ["last", "both-hat", "red-hat"])
            let cursor = first.json["next_cursor"]?.string ?? ""
            try await booth.close("SELECT key FROM products WHERE handle = 'red-hat'", until: World.opens)
            let second = try await booth.get("\(Self.gb)?sort=cheap&limit=3&cursor=\(cursor)")
            #expect(second.json["items"]?.elements.map { $0["handle"] } == ["blue-hat", "bottle", "scarf"] && second.json["next_cursor"] == .null)
        }
    }

    @Test
    func `what makes no sense is refused with its place`() async throws {
        try await Self.with(.sqlite) { booth in
            let rows: [(String, [String])] = [
                ("min_price=5&max_price=4", ["max_price out_of_range"]), ("min_price=-1", ["min_price out_of_range"]), ("max_price=x", ["max_price wrong_type"]),
                ("sort=best", ["sort not_a_choice"]), ("in_stock=yes", ["in_stock wrong_type"]), ("athlete=No%20Slug", ["athlete malformed"]),
                ("kind=", ["kind too_short"]), ("price=1", ["price unknown"]),
                ((0..<9).map { "kind=k\($0)" }.joined(separator: "&"), ["kind too_long"]),
                ((0..<5).map { "kind=k\($0)&size=s\($0)" }.joined(separator: "&"), ["kind too_long"]),
            ]
            for (query, errors) in rows {
                let refused = try await booth.get("\(Self.gb)?\(query)")
                #expect(refused.status == 422 && refused.errors == errors, "\(query) \(refused.text)")
            }
        }
    }
}
