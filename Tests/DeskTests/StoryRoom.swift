import Desk
import Exchange
import Foundation
import HTTPTypes
import Hub
import Pictures
import Releases
import Staff
import Storage
import Stories
import TestKit
import Testing
import Values

/// The desk's stories as two browsers see them.
struct StoryRoom {
    let stage: DeskStage
    let ann: Browser

    static func with(_ engine: Engine, _ body: (StoryRoom) async throws -> Void) async throws {
        try await DeskStage.with(engine) { stage in
            try await stage.hub.saveDemoMarkets()
            let folder = try TemporaryFolder()
            let csv = """
                Title,URL handle,Status,SKU,Option1 name,Option1 value,Price,Inventory tracker,Inventory quantity
                Lane scarf,scarf,active,SCARF,Title,Default Title,24.99,shopify,4
                """
            let report = try await stage.hub.importProducts(from: try folder.file("products.csv", csv))
            try #require(report.count(.refused) == 0, "\(report.text())")
            let svg = #"<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>"#
            let file = try PictureFile(Data(svg.utf8))
            try await stage.hub.database.write { _ = try Picture.save(file, as: "rink.svg", at: DeskStage.start, in: $0) }
            try await body(StoryRoom(stage: stage, ann: try await stage.signIn("Ann", [.editor])))
        }
    }

    /// A new story; answers its address at the desk.
    func begin(_ title: String = "Ice") async throws -> String {
        let seen = try await ann.post("/desk/stories/new", ["title": title, "language": "en"])
        try #require(seen.status == 303)
        return seen.location
    }

    func work(_ url: String) async throws -> StoryWork {
        let key = try #require(Key<Story>(url.split(separator: "/").last ?? ""))
        return try await stage.hub.database.read { try StoryWork.find(key, in: $0) }
    }

    /// What the editor's form holds, as a browser would send it.
    func form(_ url: String, by browser: Browser? = nil) async throws -> [String: String] {
        Self.fields(try await (browser ?? ann).get(url).text)
    }

    static func fields(_ page: String) -> [String: String] {
        let form = page.firstMatch(of: /<form class="story-form[\s\S]*?<\/form>/).map { String($0.output) } ?? ""
        var fields: [String: String] = [:]
        for match in form.matches(of: /<input[^>]*?name="([^"]+)"[^>]*?>/) where !match.output.0.contains("type=\"checkbox\"") {
            fields[String(match.output.1)] = match.output.0.firstMatch(of: /value="([^"]*)"/).map { plain(String($0.output.1)) } ?? ""
        }
        for match in form.matches(of: /<textarea[^>]*name="([^"]+)"[^>]*>([\s\S]*?)<\/textarea>/) {
            fields[String(match.output.1)] = plain(String(match.output.2))
        }
        return fields
    }

    private static func plain(_ text: String) -> String {
        text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    }

    /// Presses a button of the editor.
    @discardableResult
    func press(_ act: String, _ url: String, _ change: [String: String] = [:]) async throws -> DeskSeen {
        try await ann.post(url, try await form(url).merging(change) { $1 }.merging(["do": act]) { $1 })
    }

    func ids(_ url: String) async throws -> [String] { try await work(url).manuscript.source.pieces.map(\.id) }

    func blocks(_ url: String) async throws -> [StoryBlock] { try await work(url).manuscript.source.pieces.map(\.block) }

    /// What was written into the log about stories, oldest first.
    func log() async throws -> [String] {
        var filter = Change.Filter()
        filter.noun = "story"
        let found = filter
        return try await stage.hub.database.read { try Change.list(found, limit: 100, in: $0) }.map(\.action).reversed()
    }

    func shown(_ code: String, in language: Language = .english) async throws -> [String] {
        let market = try #require(MarketCode(code))
        let now = stage.hub.now()
        return try await stage.hub.database.read { try Story.list(in: language, through: Gate(market, at: now), limit: 9, in: $0).map(\.title) }
    }
}
