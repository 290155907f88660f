import Foundation
@testable import Staff
import Storage
import TestKit
import Testing
import Values

@Suite struct TotpTests {
    private static let secret = Data("12345678901234567890".utf8)

    @Test func `codes of counters are those of RFC 4226, appendix D`() {
        let codes = ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"]
        #expect((0..<10).map { Totp.code(Self.secret, $0) } == codes)
    }

    @Test func `codes of times are those of RFC 6238, appendix B, by their last six digits`() {
        let table = """
            59          | 287082
            1111111109  | 081804
            1111111111  | 050471
            1234567890  | 005924
            2000000000  | 279037
            20000000000 | 353130
            """
        for row in TextTable.rows(table) {
            let now = Instant(ms: (Int64(row[0]) ?? 0) * 1000)
            #expect(Totp.code(Self.secret, Totp.step(at: now)) == row[1], "\(row[0])")
        }
    }

    @Test func `a code counts in its step, the one before and the one after`() {
        let step = Totp.step(at: Gatehouse.now)
        for (offset, counts) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] as [(Int64, Bool)] {
            let found = Totp.step(of: Totp.code(Self.secret, step + offset), Self.secret, at: Gatehouse.now)
            #expect(found == (counts ? step + offset : nil), "\(offset)")
        }
        #expect(Totp.step(of: "", Self.secret, at: Gatehouse.now) == nil)
        #expect(Totp.step(of: "12345", Self.secret, at: Gatehouse.now) == nil)
        let spaced = Totp.code(Self.secret, step).prefix(3) + " " + Totp.code(Self.secret, step).suffix(3)
        #expect(Totp.step(of: String(spaced), Self.secret, at: Gatehouse.now) == step)
    }

    @Test func `an app reads the address, a person the groups of four`() {
        #expect(Totp.address(Self.secret, for: "ada+1@example.com", at: "Lane & Co") == """
            otpauth://totp/Lane%20%26%20Co:ada%2B1@example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Lane%20%26%20Co
            """)
        #expect(Totp.typed(Self.secret) == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ")
        #expect(Totp.newSecret().count == 20)
    }

    @Test(arguments: Engine.available)
    func `a code is good once, a recovery code too, and signing in takes one`(engine: Engine) async throws {
        try await Gatehouse.with(engine) { house in
            let ada = try await house.add("ada")
            let secret = try await house.database.write { try SecondStep.prepare(for: ada.key, in: $0) }
            #expect(await house.signIn("ada@example.com") == "whole", "it counts for nothing until it is confirmed")
            let start = Totp.step(at: Gatehouse.now)
            let wrong = await Outcome.of {
                try await house.database.write { try SecondStep.confirm("000000", for: ada.key, at: Gatehouse.now, in: $0) }
            }
            #expect(wrong.refusal == "wrong_code")
            let codes = try await house.database.write {
                try SecondStep.confirm(Totp.code(secret, start), for: ada.key, at: Gatehouse.now, in: $0)
            }
            #expect(codes.count == 10 && Set(codes).count == 10)

            func second(_ code: String, after seconds: Int64) async throws -> String {
                let now = Gatehouse.now.adding(seconds: seconds)
                let entry = try await house.door.signIn("ada@example.com", Gatehouse.password, from: Gatehouse.home, at: now)
                guard case .second(let token) = entry else { return "whole at once" }
                #expect(try await house.find(token, after: seconds)?.stage == .second)
                let outcome = await Outcome.of {
                    try await house.door.takeSecondStep(token, code, from: Gatehouse.home, at: now)
                }
                if case .whole(let whole, _) = outcome.value {
                    #expect(try await house.find(token, after: seconds) == nil, "the half session is over")
                    return try await house.find(whole, after: seconds)?.stage == .whole ? "in" : "lost"
                }
                return outcome.refusal ?? "\(String(describing: outcome.failure))"
            }
            #expect(try await second(Totp.code(secret, start), after: 0) == "wrong_code", "confirming used it")
            #expect(try await second(Totp.code(secret, start + 1), after: 30) == "in")
            #expect(try await second(Totp.code(secret, start + 1), after: 31) == "wrong_code", "used")
            #expect(try await second(Totp.code(secret, start), after: 32) == "wrong_code", "older than a used one")
            #expect(try await second(codes[0].uppercased(), after: 33) == "in")
            #expect(try await second(codes[0], after: 34) == "wrong_code")
            #expect(try await house.database.read { try SecondStep.recoveryCodesLeft(of: ada.key, in: $0) } == 9)
            let stored = try await house.database.read { try $0.all("SELECT hash FROM recovery_codes") { $0.text(0) } }
            #expect(stored.allSatisfy { hash in hash.count == 64 && !codes.contains { hash.contains($0.prefix(4)) && hash.hasPrefix($0) } })
        }
    }

    @Test(arguments: Engine.available)
    func `twenty at once with one code are one that comes in`(engine: Engine) async throws {
        try await Gatehouse.with(engine) { house in
            let ada = try await house.add("ada")
            let secret = try await house.database.write { try SecondStep.prepare(for: ada.key, in: $0) }
            let step = Totp.step(at: Gatehouse.now)
            _ = try await house.database.write {
                try SecondStep.confirm(Totp.code(secret, step), for: ada.key, at: Gatehouse.now, in: $0)
            }
            let outcomes = await Outcome.all(20) { _ in
                try await house.database.write {
                    try SecondStep.take(Totp.code(secret, step + 1), of: ada.key, at: Gatehouse.now.adding(seconds: 30), in: $0)
                }
            }
            #expect(outcomes.compactMap(\.value).filter { $0 }.count == 1)
            #expect(outcomes.compactMap(\.value).count == 20)
        }
    }

    @Test func `the QR code is dark squares on white with four modules of quiet around`() throws {
        let svg = try #require(QRCode.svg("otpauth://totp/a:b?secret=GEZDGNBV", label: "A \"code\""))
        #expect(svg.hasPrefix(#"<svg class="qr" viewBox="0 0 37 37" role="img" aria-label="A &quot;code&quot;""#))
        #expect(svg.contains("M4 4h7v1h-7z"), "the upper edge of the first finder")
        #expect(!svg.contains("style"))
        #expect(QRCode.svg(String(repeating: "a", count: 1001), label: "") == nil)
    }
}
