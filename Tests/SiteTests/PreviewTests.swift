import Audience
import Exchange
import HTTPTypes
import Hub
import Releases
import Storage
import Stories
import TestKit
import Testing
import Values

/// A preview is the real page, to whoever has a pass and to nobody else; it leaves no trace.
struct PreviewTests {
    private static let now = Instant("2018-01-15T00:00:00Z")!
    private static let writer = Writer(person: 1, name: "Ann")
    private static let gb = MarketCode("GB")!

    private static func draft(_ stage: Stage, _ title: String = "Hidden harbour") async throws -> StoryWork {
        try await stage.hub.database.write { tx in
            let work = try StoryWork.create(titled: title, in: .english, by: writer, at: now, in: tx)
            var submission = Submission(base: 1)
            submission.texts[.english] = work.manuscript.source
            submission.texts[.english]?.pieces = [
                .init(id: "a", block: .text(html: "<p>Words of the draft</p>")), .init(id: "b", block: .product(handle: "bottle")),
            ]
            _ = try StoryWork.save(submission, of: work.key, by: writer, at: now, in: tx)
            return try StoryWork.find(work.key, in: tx)
        }
    }

    private static func pass(_ story: Key<Story>?, at: Instant? = nil, ends: Int64 = 60) -> PreviewPass {
        var pass = PreviewPass(market: gb, language: .english, endsAt: now.adding(seconds: ends))
        pass.story = story
        pass.at = at
        return pass
    }

    @Test(arguments: Engine.available)
    func `a draft is its own page in a preview and is nowhere else`(_ engine: Engine) async throws {
        try await Stage.with(engine, at: Self.now) { stage in
            let work = try await Self.draft(stage)
            let token = stage.hub.sign(Self.pass(work.key))
            let paths = ["/gb/en", "/gb/en/stories", "/gb/en/feed.xml", "/sitemap.xml", "/api/v1/markets/gb/en/stories", "/gb/en/products/bottle"]
            var live: [String: Seen] = [:]
            for path in paths { live[path] = try await stage.get(path) }
            let unknown = try await stage.get("/gb/en/stories/\(work.slug)")
            let seen = try await stage.get("/gb/en/stories/\(work.slug)?preview=\(token)")
            #expect(seen.status == 200 && seen.text.contains("Words of the draft") && seen.text.contains("Hidden harbour"))
            #expect(seen.text.contains("<aside class=\"preview-bar\"") && seen.text.contains("content=\"noindex\""))
            #expect(seen.text.contains("/gb/en/products/bottle?from=\(work.slug)&amp;preview=\(token)"))
            #expect(!seen.text.contains("seen.gif") && !seen.text.contains("<form method") && seen.text.contains("<form inert "))
            #expect(seen.headers[.cacheControl] == "no-store" && seen.headers[.eTag] == nil)
            let policy = seen.headers[.contentSecurityPolicy] ?? ""
            #expect(policy.contains("frame-ancestors 'self'") && policy.contains("form-action 'none'") && policy.contains("connect-src 'none'"))
            #expect(HTTPField.Name("X-Robots-Tag").flatMap { seen.headers[$0] } == "noindex, nofollow")
            for path in ["/gb/en", "/gb/en/stories", "/gb/en/products/bottle"] {
                #expect(try await stage.get("\(path)?preview=\(token)").text.contains("Hidden harbour"), "\(path)")
            }
            for path in paths {
                let again = try await stage.get(path)
                #expect(again.text == live[path]?.text && !again.text.contains("Hidden harbour"), "\(path)")
                #expect(again.headers[.contentSecurityPolicy]?.contains("frame-ancestors 'none'") == true)
            }
            #expect(unknown.status == 404)
            #expect(try await stage.get("/gb/en/stories/\(work.slug)").text == unknown.text)
            #expect(try await stage.get("/gb/en/stories/\(work.slug)/seen.gif?preview=\(token)").status == 404)
            #expect(try await stage.hub.audience.read { try $0.count("SELECT count(*) FROM happenings") } == 0)
            #expect(try await stage.hub.database.read { try $0.count("SELECT count(*) FROM releases WHERE name LIKE 'Preview%'") } == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `a pass that is forged, over or for another place shows nothing`(_ engine: Engine) async throws {
        try await Stage.with(engine, at: Self.now) { stage in
            let work = try await Self.draft(stage)
            let pass = Self.pass(work.key)
            let token = stage.hub.sign(pass)
            let path = "/gb/en/stories/\(work.slug)"
            var later = pass
            later.endsAt = pass.endsAt.adding(seconds: 1)
            let signature = token.split(separator: ".").last ?? ""
            let body = stage.hub.sign(later).split(separator: ".").dropLast().joined(separator: ".")
            let wrong = [
                "\(body).\(signature)", token.replacing(".gb.", with: ".us."), String(token.dropLast()), token + "A", "1", ".", "1.0.0.gb.en.-1.9999999999999.",
                stage.hub.sign(Self.pass(work.key, ends: 0)), token.uppercased(),
            ]
            for text in wrong {
                let seen = try await stage.get("\(path)?preview=\(text)")
                #expect(seen.status == 404 && !seen.text.contains("Words of the draft"), "\(text)")
                let home = try await stage.get("/gb/en?preview=\(text)")
                #expect(home.status == 404, "\(text)")
            }
            for other in ["/us/en", "/jp/ja", "/jp/en"] {
                #expect(try await stage.get("\(other)/stories/\(work.slug)?preview=\(token)").status == 404, "\(other)")
            }
            #expect(try await stage.get("\(path)?preview=\(token)").status == 200)
            stage.turn(to: pass.endsAt)
            #expect(try await stage.get("\(path)?preview=\(token)").status == 404)
        }
    }

    @Test(arguments: Engine.available)
    func `a market is shown as it will be and a live page as it would be`(_ engine: Engine) async throws {
        try await Stage.with(engine, at: Self.now) { stage in
            let opens = Self.now.adding(seconds: 86_400)
            try await stage.schedule(.story, "early-bird", in: ["GB"], from: .instant(opens))
            for (at, isThere) in [(nil, false), (Instant(ms: opens.ms - 1), false), (opens, true)] as [(Instant?, Bool)] {
                let token = stage.hub.sign(Self.pass(nil, at: at))
                #expect(try await stage.get("/gb/en?preview=\(token)").text.contains("Early bird") == isThere)
                #expect(try await stage.get("/gb/en/stories/early-bird?preview=\(token)").status == (isThere ? 200 : 404))
            }
            #expect(try await stage.get("/gb/en/stories/early-bird").status == 404)
            let live = try await stage.get("/gb/en/stories/steps")
            let key: Key<Story> = try await stage.key(of: .story, "steps").retyped()
            try await stage.hub.database.write { tx in
                let work = try StoryWork.find(key, in: tx)
                var submission = Submission(base: work.version)
                submission.texts[.english] = work.manuscript.source
                submission.texts[.english]?.title = "Bigger steps"
                _ = try StoryWork.save(submission, of: key, by: Self.writer, at: Self.now, in: tx)
            }
            let token = stage.hub.sign(Self.pass(key))
            #expect(try await stage.get("/gb/en/stories/steps?preview=\(token)").text.contains("Bigger steps"))
            var first = Self.pass(key)
            first.revision = 1
            let old = try await stage.get("/gb/en/stories/steps?preview=\(stage.hub.sign(first))").text
            #expect(old.contains("Small steps") && !old.contains("Bigger steps") && old.contains("Revision 1"))
            #expect(try await stage.get("/gb/en/stories/steps").text == live.text)
        }
    }
}
