import Desk
import Foundation
import HTTPTypes
import Hub
import Staff
import Storage
import TestKit
import Testing
import Values

/// Bringing files in at the desk.
@Suite struct ImportScreenTests {
    private static let story = """
        ---
        title: Ice
        published: 2018-01-01
        picture: rink.svg
        ---
        Cold.
        """
    private static let svg = #"<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>"#
    /// A zip that `zip -X` made of `stories/ice.en.md`, `stories/ice.ja.md`, `stories/notes.txt` and `.DS_Store`.
    private static func zip(_ files: [(String, String)]) throws -> Data {
        let folder = try TemporaryFolder()
        for (name, text) in files { try folder.file(name, text) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.arguments = ["-m", "zipfile", "-c", "all.zip"] + Set(files.map { String($0.0.prefix { $0 != "/" }) }).sorted()
        try process.run()
        process.waitUntilExit()
        return try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/all.zip"))
    }

    @Test(arguments: Engine.available)
    func `pictures and stories come in as zips, are looked at first, and the log and the list know who did it`(engine: Engine) async throws {
        try await DeskStage.with(engine) { stage in
            try await stage.hub.saveDemoMarkets()
            let ada = try await stage.signIn("Ada")
            let pictures = try Self.zip([("pictures/rink.svg", Self.svg), ("pictures/broken.svg", "<svg")])
            let came = try await ada.upload("/desk/import/pictures", [("pictures.zip", pictures)])
            #expect(came.status == 303)
            let report = try await ada.follow(came)
            #expect(report.words.contains("new 1 · refused 1. Brought in by Ada."), "\(report.words)")
            let refused = try await ada.get("\(came.location)?outcome=refused")
            #expect(refused.words.contains("broken.svg") && !refused.words.contains("rink.svg"))
            let file = try await ada.get("\(came.location).csv?outcome=created")
            #expect(file.text == "subject,outcome,reason,place\r\nrink.svg,created,,rink.svg\r\n")

            let stories = try Self.zip([("stories/ice.en.md", Self.story), ("stories/ice.ja.md", Self.story.replacing("Ice", with: "氷"))])
            let looked = try await ada.follow(try await ada.upload("/desk/import/stories", [("s.zip", stories)], ["look": "1"]))
            #expect(looked.words.contains("new 1. Nothing was changed: this was only a look."))
            #expect(try await stage.hub.database.read { try $0.count("SELECT count(*) FROM stories") } == 0)
            for outcome in ["new 1", "as it was 1"] {
                #expect(try await ada.follow(try await ada.upload("/desk/import/stories", [("s.zip", stories)])).words.contains(outcome))
            }
            #expect(try await ada.get("/desk/import").words.contains("s.zip story"))
            let log = try await stage.hub.database.read { try Change.list(.init(), limit: 9, in: $0) }.filter { $0.noun == "import" }
            #expect(log.map(\.title) == ["s.zip", "s.zip", "pictures.zip"] && log.allSatisfy { $0.author.name == "Ada" })
            let line = try await ada.get("/desk/changes/\(log[1].key)")
            #expect(line.text.contains("href=\"/desk/import/stories/\(Key<Change>(raw: log[1].subject))/rows\""))
        }
    }

    @Test(arguments: [Role.editor, .merchandiser, .support])
    func `each role brings in what it may write, and nothing else`(role: Role) async throws {
        try await DeskStage.with(.sqlite) { stage in
            let bo = try await stage.signIn("Bo", [role])
            let overview = try await bo.get("/desk/import")
            #expect(overview.status == 200 && overview.words.contains("Your roles do not allow this") == (role == .support))
            for kind in ImportKind.allCases {
                let may = role.permissions.contains(kind.permission)
                #expect(try await bo.get("/desk/import/\(kind.rawValue)").status == (may ? 200 : 403), "\(kind)")
                let sent = try await bo.upload("/desk/import/\(kind.rawValue)", [("a.csv", Data("a".utf8))])
                // A table among pictures is one row that is refused; everything else needs markets first.
                #expect(sent.status == (!may ? 403 : kind == .pictures ? 303 : 422), "\(kind) says \(sent.status)")
                #expect(overview.text.contains("href=\"/desk/import/\(kind.rawValue)\"") == may)
            }
        }
    }

    @Test func `a form without the session's token brings nothing in`() async throws {
        try await DeskStage.with(.sqlite) { stage in
            try await stage.hub.saveDemoMarkets()
            let ada = try await stage.signIn("Ada")
            let seen = try await ada.post("/desk/import/products", ["form_token": "x"])
            #expect(seen.status == 415)
            let bo = try await stage.signIn("Bo", [.merchandiser])
            bo.steal("__Secure-stadion_desk", try #require(ada.cookie("__Secure-stadion_desk")))
            let other = Browser(stage: stage)
            #expect(try await other.upload("/desk/import/products", [("a.csv", Data("a".utf8))]).status == 401)
        }
    }
}
