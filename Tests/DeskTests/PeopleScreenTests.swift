import Desk
import HTTPTypes
import Hub
import Staff
import Storage
import TestKit
import Testing
import Values

@Suite struct PeopleScreenTests {
    @Test(arguments: Engine.available)
    func `an administrator invites somebody, who comes in through the link once`(engine: Engine) async throws {
        try await DeskStage.with(engine) { stage in
            let ada = try await stage.signIn("Ada")
            let wrong = try await ada.post("/desk/people/new", ["name": "Bo", "email": "bo", "role_editor": "1"])
            #expect(wrong.status == 422 && wrong.text.contains("href=\"#email\"") && wrong.text.contains("value=\"Bo\""))
            #expect(wrong.text.contains("name=\"role_editor\" value=\"1\" checked"))
            let shown = try await ada.post(
                "/desk/people/new", ["name": "Bo", "email": "bo@example.com", "language": "ko", "role_editor": "1", "role_support": "1"])
            let link = try #require(shown.text.firstMatch(of: /https:\/\/hub\.example(\/desk\/link\/[A-Za-z0-9_-]{43})"/)).output.1
            let bo = Browser(stage: stage)
            #expect(try await bo.get(String(link)).words.contains("as bo@example.com"))
            let differing = try await bo.post(String(link), ["password": "rowers wait for nobody", "again": "rowers"])
            #expect(differing.status == 422)
            let fields = ["password": "rowers wait for nobody", "again": "rowers wait for nobody"]
            #expect(try await bo.post(String(link), fields).location == "/desk")
            #expect(try await bo.get("/desk").words.contains("Bo 님, 안녕하세요"))
            #expect(try await bo.get("/desk/people").status == 403)
            #expect(try await Browser(stage: stage).post(String(link), fields).status == 410)
            #expect(try await Browser(stage: stage).get("/desk/link/nonsense").status == 410)
        }
    }

    @Test(arguments: Engine.available)
    func `the list filters, and its file has the same rows and no formulas`(engine: Engine) async throws {
        try await DeskStage.with(engine) { stage in
            let ada = try await stage.signIn("Ada")
            try await stage.add("Bo", [.editor])
            let entry = try PersonEntry(name: "=1+1", email: "cy@example.com", language: .english, roles: [.support])
            _ = try await stage.hub.database.write { try Person.invite(entry, by: .program, at: DeskStage.start, in: $0) }
            let list = try await ada.get("/desk/people?role=editor")
            #expect(list.words.contains("bo@example.com") && !list.words.contains("ada@example.com"))
            #expect(list.text.contains("href=\"/desk/people.csv?role=editor\""))
            let file = try await ada.get("/desk/people.csv")
            #expect(file.headers[.contentType] == "text/csv; charset=utf-8")
            #expect(file.headers[.contentDisposition] == "attachment; filename=\"people.csv\"")
            #expect(file.text == """
                name,email,roles,state,second_step,since\r
                Ada,ada@example.com,administrator,active,off,2018-02-01T00:00:00.000Z\r
                Bo,bo@example.com,editor,active,off,2018-02-01T00:00:00.000Z\r
                '=1+1,cy@example.com,support,invited,off,2018-02-01T00:00:00.000Z\r

                """)
            #expect(try await ada.get("/desk/people.csv?q=BO").text.split(separator: "\r\n").count == 2)
            #expect(try await ada.get("/desk/people?q=nobody").words.contains("Nothing matches"))
        }
    }

    @Test(arguments: Engine.available)
    func `fifty rows are a page, and the next one goes on where it ended`(engine: Engine) async throws {
        try await DeskStage.with(engine) { stage in
            let ada = try await stage.signIn("Ada")
            try await stage.hub.database.write { tx in
                for number in 1...119 {
                    let entry = try PersonEntry(
                        name: "P\(number)", email: "p\(number)@example.com", language: .english, roles: [.editor])
                    _ = try Person.invite(entry, by: .program, at: DeskStage.start, in: tx)
                }
            }
            var (path, seen): (String?, [String]) = ("/desk/people?role=editor", [])
            var pages: [Int] = []
            while let address = path {
                let page = try await ada.get(address)
                let rows = page.text.matches(of: /data-row>(P[0-9]+)<\/a>/).map { String($0.output.1) }
                pages.append(rows.count)
                seen += rows
                path = page.text.firstMatch(of: /href="([^"]*)" rel="next"/).map { String($0.output.1).replacing("&amp;", with: "&") }
            }
            #expect(pages == [50, 50, 19])
            #expect(seen == (1...119).map { "P\($0)" })
            #expect(try await ada.get("/desk/people.csv?role=editor").text.split(separator: "\r\n").count == 120)
        }
    }

    @Test(arguments: Engine.available)
    func `the last administrator cannot leave, and the page says why`(engine: Engine) async throws {
        try await DeskStage.with(engine) { stage in
            let ada = try await stage.signIn("Ada")
            let key = try #require(try await stage.hub.database.read { try Person.find(email: "ada@example.com", in: $0) }).key
            let seen = try await ada.post("/desk/people/\(key)/leave")
            #expect(seen.status == 409 && seen.words.contains("Somebody has to manage people"))
            let demoted = try await ada.post("/desk/people/\(key)", ["name": "Ada", "email": "ada@example.com", "role_editor": "1"])
            #expect(demoted.status == 409 && demoted.text.contains("value=\"Ada\""))
        }
    }

    @Test(arguments: Engine.available)
    func `the log shows what was changed, before and after, by filters and as a file`(engine: Engine) async throws {
        try await DeskStage.with(engine) { stage in
            let ada = try await stage.signIn("Ada")
            let bo = try await stage.add("Bo", [.editor])
            // A day goes by in which she is at the desk now and then, so that her session lasts.
            for _ in 0..<4 {
                stage.pass(seconds: 21_600)
                _ = try await ada.get("/desk")
            }
            _ = try await ada.post("/desk/people/\(bo.key)", ["name": "Bo <b>", "email": "bo@example.com", "role_support": "1"])
            let log = try await ada.get("/desk/changes?noun=person&from=2018-02-02")
            #expect(log.text.matches(of: /data-row>/).count == 1)
            #expect(log.words.contains("name, roles"))
            let page = try await ada.get(String(try #require(log.text.firstMatch(of: /href="(\/desk\/changes\/[0-9a-z]+)" data-row/)).output.1))
            #expect(page.text.contains("<del>Bo</del>") && page.text.contains("<ins>Bo &lt;b&gt;</ins>"))
            #expect(page.text.contains("<del>editor</del>") && page.text.contains("<ins>support</ins>"))
            let file = try await ada.get("/desk/changes.csv?from=2018-02-02").text
            #expect(file.hasPrefix("at,who,action,noun,title,names,before,after\r\n2018-02-02T00:00:00.000Z,Ada,changed,person,Bo <b>,name roles,"))
            #expect(try await ada.get("/desk/changes?from=yesterday").status == 422)
            #expect(try await ada.get("/desk/changes/0000000000009").status == 404)
        }
    }
}
