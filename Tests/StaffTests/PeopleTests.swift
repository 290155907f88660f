@testable import Staff
import Storage
import TestKit
import Testing
import Values

@Suite struct PeopleTests {
    @Test func `each role may do what its job needs and no more`() {
        let table = """
            administrator | seeStories editStories publishStories seeProducts editProducts countStock seeReleases \
            editReleases unlockReleases seeOrders shipOrders refundOrders managePeople seeChanges manageKeys manageHub
            editor        | seeStories editStories publishStories seeProducts seeReleases editReleases
            campaigner    | seeStories seeProducts seeReleases editReleases unlockReleases seeChanges
            merchandiser  | seeStories seeProducts editProducts countStock seeReleases seeOrders shipOrders
            support       | seeStories seeProducts seeOrders shipOrders refundOrders
            """
        for row in TextTable.rows(table) {
            let role = Role(rawValue: row[0])
            #expect(role?.permissions.sorted().map(\.rawValue).joined(separator: " ") == row[1], "\(row[0])")
        }
        #expect(TextTable.rows(table).map { $0[0] } == Role.allCases.map(\.rawValue))
        #expect(Set<Role>([.support, .editor]).stored == "editor support")
        #expect(Set<Role>(stored: "editor support") == [.editor, .support])
        #expect(Set<Role>(stored: "editor owner") == nil)
    }

    @Test func `what a form says of a person is checked field by field`() {
        let table = """
            Ada Small | ada@example.com  | editor | fine
                      | ada@example.com  | editor | bad_name name
            Ada       | ada              | editor | bad_email email
            Ada       | ada@example      | editor | bad_email email
            Ada       | a da@example.com | editor | bad_email email
            Ada       | a@b@example.com  | editor | bad_email email
            Ada       | ada@.example.com | editor | bad_email email
            Ada       | ada@example.com  |        | no_role roles
            """
        for row in TextTable.rows(table) {
            let verdict: String
            do {
                _ = try PersonEntry(
                    name: row[0], email: row[1], language: .japanese, roles: Set(Role(rawValue: row[2]).map { [$0] } ?? []))
                verdict = "fine"
            } catch {
                let refusal = error as? any Refusal
                verdict = "\(refusal?.code ?? "") \(refusal?.field ?? "")"
            }
            #expect(verdict == row[3], "\(row)")
        }
    }

    @Test(arguments: Engine.available)
    func `people are invited, changed, leave and come back, and the log says who did it`(engine: Engine) async throws {
        try await Gatehouse.with(engine) { house in
            let ada = try await house.add("ada")
            let now = Gatehouse.now
            let entry = try PersonEntry(name: "Bo", email: "bo@example.com", language: .korean, roles: [.editor])
            let (bo, link) = try await house.database.write { try Person.invite(entry, by: .person(ada), at: now, in: $0) }
            let again = await Outcome.of {
                try await house.database.write { try Person.invite(entry, by: .person(ada), at: now, in: $0).0 }
            }
            #expect(again.refusal == "email_taken")
            _ = try await house.door.takeLink(link, Gatehouse.password, from: Gatehouse.home, at: now)
            let wider = try PersonEntry(name: "Bo", email: "bo@example.com", language: .korean, roles: [.editor, .support])
            for _ in 0..<2 { try await house.database.write { try bo.change(to: wider, by: .person(ada), at: now, in: $0) } }
            let stolen = try PersonEntry(name: "Bo", email: "ADA@example.com", language: .korean, roles: [.editor])
            let taken = await Outcome.of { try await house.database.write { try bo.change(to: stolen, by: .person(ada), at: now, in: $0) } }
            #expect(taken.refusal == "email_taken")
            try await house.database.write { try bo.leave(by: .person(ada), at: now, in: $0) }
            #expect(try await house.database.read { try Person.find(bo.key, in: $0) }.permissions == [])
            let back = try await house.database.write { try bo.comeBack(by: .person(ada), at: now, in: $0) }
            #expect(await house.signIn("bo@example.com") == "wrong_password", "the old password is gone")
            _ = try await house.door.takeLink(back, "rowers wait for nobody", from: Gatehouse.home, at: now)
            #expect(await house.signIn("bo@example.com", "rowers wait for nobody") == "whole")
            #expect(try await house.log() == [
                "stadion invited person ada", "ada joined person ada", "ada signed_in person ada", "ada invited person Bo",
                "Bo joined person Bo", "Bo signed_in person Bo", "ada changed person Bo", "ada left person Bo",
                "ada came_back person Bo", "Bo joined person Bo", "Bo signed_in person Bo", "Bo signed_in person Bo",
            ])
            let changes = try await house.database.read { tx in
                var filter = Change.Filter()
                filter.subject = bo.key.raw
                return try Change.list(filter, limit: 100, in: tx).filter { $0.action == "changed" }
            }
            #expect(changes.count == 1, "a change to what is there already is none")
            #expect(Difference.between(changes[0].before, changes[0].after) == [
                Difference(name: "roles", before: "editor", after: "editor support"),
            ])
        }
    }

    @Test(arguments: Engine.available)
    func `the last administrator stays, also when two remove each other at once`(engine: Engine) async throws {
        try await Gatehouse.with(engine) { house in
            let ada = try await house.add("ada")
            let editor = try PersonEntry(name: "ada", email: "ada@example.com", language: .english, roles: [.editor])
            for refused in [
                await Outcome.of { try await house.database.write { try ada.leave(by: .program, at: Gatehouse.now, in: $0) } },
                await Outcome.of {
                    try await house.database.write { try ada.change(to: editor, by: .program, at: Gatehouse.now, in: $0) }
                },
            ] { #expect(refused.refusal == "last_administrator") }
            for round in 0..<5 {
                let pair = [ada, try await house.add("bo\(round)")]
                let outcomes = await Outcome.all(2) { number in
                    try await house.database.write { try pair[number].leave(by: .person(pair[1 - number]), at: Gatehouse.now, in: $0) }
                }
                #expect(outcomes.compactMap(\.refusal) == ["last_administrator"] && outcomes.compactMap(\.failure).isEmpty)
                guard try await house.database.read({ try Person.find(ada.key, in: $0) }).state == .left else { continue }
                _ = try await house.door.takeLink(
                    try await house.database.write { try ada.comeBack(by: .program, at: Gatehouse.now, in: $0) },
                    Gatehouse.password, from: Gatehouse.home, at: Gatehouse.now)
                try await house.database.write { try pair[1].leave(by: .program, at: Gatehouse.now, in: $0) }
            }
        }
    }
}
