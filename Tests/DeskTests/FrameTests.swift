@testable import Desk
import Foundation
import HTTPTypes
import Hub
import Staff
import Storage
import TestKit
import Testing
import Values





@Suite struct FrameTests {
    @Test(arguments: Role.allCases)
    func `the rail shows each role its screens and no other`(role: Role) async throws {
        try await DeskStage.with(.sqlite) { stage in
            try await stage.hub.saveDemoMarkets()
            let browser = try await stage.signIn("Ada", [role])
            let links = try await browser.get("/desk").text.firstMatch(of: /<nav class="rail"[\s\S]*?<\/nav>/).map { nav in
                nav.output.matches(of: /href="(\/desk[^"]*)"/).map { String($0.output.1) }
            } ?? []
            #expect(links.contains("/desk") && links.contains("/desk/account"))
            #expect(links.contains("/desk/people") == (role == .administrator))
            for link in links {
                let seen = try await browser.get(link)
                #expect(seen.status == 200, "\(link)")
            }
        }
    }

    @Test func `screens hold no style or script of their own, and every form its token`() async throws {
        try await DeskStage.with(.sqlite) { stage in
            let browser = try await stage.signIn("Ada")
            for path in ["/desk", "/desk/people", "/desk/people/new", "/desk/changes", "/desk/account", "/desk/account/second-step", "/desk/styles", "/desk/find?q=a", "/desk/nothing"] {
                let page = try await browser.get(path).text
                let bare = page.replacing(/"[^"]*"/, with: "\"\"")
                #expect(!bare.contains(/<[^>]*\sstyle\s*=/) && !bare.contains(/<[^>]*\son[a-z]+\s*=/) && !page.contains("<style"), "\(path)")
                #expect(!page.contains("{{") && !page.contains("Optional("), "\(path)")
                #expect(page.matches(of: /<script[^>]*>/).count == 1 && page.contains(/<script src="\/desk\/assets\/[^"]*" defer><\/script>/), "\(path)")
                let forms = page.matches(of: /<form[^>]*method="post"[\s\S]*?<\/form>/)
                for form in forms { #expect(form.output.contains("name=\"form_token\" value=\""), "\(path)") }
                for asset in page.matches(of: /(?:href|src)="(\/desk\/assets\/[^"]*)"/) {
                    #expect(try await browser.get(String(asset.output.1)).status == 200)
                }
            }
        }
    }

    @Test func `what is not there says so in the desk's own frame`() async throws {
        try await DeskStage.with(.sqlite) { stage in
            let browser = try await stage.signIn("Ada", [.editor], .korean)
            let missing = try await browser.get("/desk/nothing")
            #expect(missing.status == 404 && missing.words.contains("찾을 수 없어요") && missing.text.contains("class=\"rail\""))
            let forbidden = try await browser.get("/desk/people")
            #expect(forbidden.status == 403 && forbidden.words.contains("권한이 없어요"))
        }
    }

    @Test func `the palette finds screens and people, as far as somebody may see them`() async throws {
        try await DeskStage.with(.sqlite) { stage in
            let ada = try await stage.signIn("Ada")
            let bo = try await stage.signIn("Bo", [.editor])
            struct Found: Decodable { let title: String, kind: String, url: String }
            func find(_ browser: Browser, _ text: String) async throws -> [String] {
                let seen = try await browser.get("/desk/find.json?q=\(text)")
                #expect(seen.headers[.contentType] == "application/json")
                return try JSONDecoder().decode([Found].self, from: Data(seen.text.utf8)).map(\.title)
            }
            #expect(try await find(ada, "peop") == ["People"])
            #expect(try await find(ada, "bo@") == ["Bo · bo@example.com"])
            #expect(try await find(bo, "peop") == [])
            #expect(try await find(bo, "bo@") == [])
            #expect(try await find(bo, "").contains("Today"))
        }
    }

    @Test func `the site's parts on the design page are parts that the site's stylesheet has`() throws {
        let css = try String(contentsOf: Sources.file("Site/Assets/site.css"), encoding: .utf8)
        let page = try String(contentsOf: Sources.file("Desk/Templates/styles-site.mustache"), encoding: .utf8)
        let unstyled: Set<String> = ["page-plain", "good-text", "ticket-head"]
        for match in page.matches(of: /class="([^"{]*)/) {
            for name in match.output.1.split(separator: " ") where name != "is-" && !unstyled.contains(String(name)) {
                #expect(css.contains(".\(name)"), "\(name)")
            }
        }
    }

    @Test func `every pair of colours has its contrast, light and dark`() throws {
        // Black on white is 21 and grey #767676 on white is 4.54, as WCAG's own examples have it.
        #expect(Contrast.of("#000", "#ffffff").map { ($0 * 100).rounded() } == 2100)
        #expect(Contrast.of("#767676", "#fff").map { ($0 * 100).rounded() } == 454)
        let tokens = Tokens(css: try String(contentsOf: Sources.file("Web/Assets/tokens.css"), encoding: .utf8))
        #expect(tokens.names.count >= 15 && tokens.dark["paper"] != tokens.light["paper"])
        for pair in StyleScreens.pairs {
            for (scheme, colours) in [("light", tokens.light), ("dark", tokens.dark)] {
                let ratio = Contrast.of(colours[pair.front] ?? "", colours[pair.ground] ?? "") ?? 0
                #expect(ratio >= pair.least, "\(pair.front) on \(pair.ground), \(scheme): \(ratio)")
            }
        }
    }

    @Test func `every language has the same words, with the same places for values`() throws {
        let english = try Sources.words(.english)
        for language in Language.allCases {
            let words = try Sources.words(language)
            #expect(Set(words.keys) == Set(english.keys), "\(language)")
            for (name, text) in words {
                #expect(!text.isEmpty && Sources.places(text) == Sources.places(english[name] ?? ""), "\(name) in \(language)")
            }
        }
    }

    @Test func `no word stands in its file twice, where one would hide the other`() throws {
        for language in Language.allCases {
            let text = try String(contentsOf: Sources.file("Desk/Words/\(language.path).json"), encoding: .utf8)
            let names = text.matches(of: /(?m)^ *"([^"]+)" *:/).map { String($0.output.1) }
            let known = try Sources.words(language)
            #expect(names.sorted() == known.keys.sorted(), "\(language)")
        }
    }

    @Test func `every word that a template or a screen asks for exists`() throws {
        let known = Set(try Sources.words(.english).keys)
        let folder = Sources.file("Desk")
        var asked: [String: String] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where name.hasSuffix(".mustache") || name.hasSuffix(".swift") {
            let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            let pattern = name.hasSuffix(".mustache") ? /words\.([A-Za-z0-9_]+)/ : /(?:words|Flash)\("([A-Za-z0-9_]+)"/
            for match in text.matches(of: pattern) { asked[String(match.output.1)] = name }
            for match in text.matches(of: /word: "([A-Za-z0-9_]+)"/) { asked[String(match.output.1)] = name }
        }
        #expect(asked.count > 100)
        #expect(asked.filter { !known.contains($0.key) } == [:])
    }
}

/// Files of the desk's own sources.
enum Sources {
    static func file(_ path: String) -> URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Sources/\(path)")
    }

    static func words(_ language: Language) throws -> [String: String] {
        try JSONDecoder().decode([String: String].self, from: Data(contentsOf: file("Desk/Words/\(language.path).json")))
    }

    static func places(_ text: String) -> Set<String> { Set(text.matches(of: /\{[0-9]\}/).map { String($0.output) }) }
}
