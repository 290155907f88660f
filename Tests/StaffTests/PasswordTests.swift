@testable import Staff
import Storage
import TestKit
import Testing
import Values

@Suite struct PasswordTests {
    /// Made by Python's hashlib.scrypt with n=1024, r=8, p=1, dklen=32 and the salt 0...15.
    private static let foreign = "scrypt$1$1024,8,1$AAECAwQFBgcICQoLDA0ODw==$vwidArLIq6k6zCvyNRFe8LG6Naye0uiRbQfetE9g5d8="

    @Test func `another implementation of scrypt says the same, however the text is composed`() throws {
        let hash = try #require(PasswordHash(Self.foreign))
        #expect(try hash.matches("Ducklings cross h\u{f6}re"))
        #expect(try hash.matches("Ducklings cross ho\u{308}re"))
        #expect(try !hash.matches("Ducklings cross hore"))
        #expect(hash.text == Self.foreign)
    }

    @Test func `a stored hash carries version and cost, and what is malformed or too dear is not read`() throws {
        let hash = try PasswordHash.make("ducklings", Gatehouse.cost)
        #expect(hash.text.hasPrefix("scrypt$1$16,1,1$"))
        #expect(PasswordHash(hash.text) == hash)
        #expect(try PasswordHash.make("ducklings", Gatehouse.cost).text != hash.text, "every hash has a salt of its own")
        #expect(Passwords.Cost.standard.memoryBytes == 32 << 20)
        for broken in [
            "", "scrypt", Self.foreign.replacing("$1$", with: "$2$"), Self.foreign.replacing("1024,8,1", with: "1024,8"),
            Self.foreign.replacing("1024,8,1", with: "0,8,1"), Self.foreign.replacing("1024,8,1", with: "1048576,8,1"),
            Self.foreign.replacing("vwid", with: "vw"),
        ] { #expect(PasswordHash(broken) == nil, "\(broken)") }
    }

    @Test func `a password that is short, long or plain is refused`() {
        let table = """
            short words                     | short_password
            aaaaaaaaaaaaaa                  | plain_password
            abababababababab                | plain_password
            password123456                  | plain_password
            ada.small@example.com           | plain_password
            Ada.Small12345                  | plain_password
            1234567890123                   | plain_password
            ducklings cross the river       | fine
            正しい馬の電池のホチキス止め     | fine
            """
        for row in TextTable.rows(table) {
            #expect(Self.verdict(row[0]) == row[1], "\(row[0])")
        }
        #expect(Self.verdict(String(repeating: "abcdefg ", count: 26)) == "long_password")
    }

    private static func verdict(_ password: String) -> String {
        do {
            try Passwords.check(password, of: "ada.small@example.com", named: "Ada Small")
            return "fine"
        } catch { return (error as? any Refusal)?.code ?? "\(error)" }
    }

    @Test(arguments: Engine.available)
    func `a hash of another cost is made again when its owner comes`(engine: Engine) async throws {
        try await Gatehouse.with(engine) { house in
            try await house.add("ada")
            let dearer = Door(house.database, Passwords(cost: .init(rounds: 32, blockSize: 1, parallelism: 1)))
            _ = try await dearer.signIn("ada@example.com", Gatehouse.password, from: Gatehouse.home, at: Gatehouse.now)
            let stored = try await house.database.read { try $0.first("SELECT password FROM people") { $0.text(0) } }
            #expect(stored?.hasPrefix("scrypt$1$32,1,1$") == true)
            #expect(await house.signIn("ada@example.com") == "whole", "it is still her password")
        }
    }
}
