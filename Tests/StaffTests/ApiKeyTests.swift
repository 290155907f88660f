import Staff
import Storage
import TestKit
import Testing
import Values

/// Keys of machines.
struct ApiKeyTests {
    private static let now = Instant(ms: 1_500_000_000_000)

    @Test(arguments: Engine.available)
    func `a secret finds its key, and nothing else does`(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, ApiKeySchema.migrations) { place in
            let (first, second) = try await place.database.write { tx in
                (try ApiKey.create(named: "Warehouse", for: [.ordersRead, .productsWrite], until: nil, at: Self.now, in: tx),
                 try ApiKey.create(named: "Partner", for: [.ordersRead], until: Self.now.adding(seconds: 10), at: Self.now, in: tx))
            }
            func find(_ secret: String, at now: Instant = Self.now) async throws -> Key<ApiKey>? {
                try await place.database.read { try ApiKey.find(secret: secret, at: now, in: $0)?.key }
            }
            #expect(first.secret.count == 58 && first.secret.hasPrefix("stadion_\(first.key.prefix)"))
            #expect(try await find(first.secret) == first.key.key)
            #expect(try await find(second.secret) == second.key.key)
            #expect(try await find(second.secret, at: Self.now.adding(seconds: 10)) == nil)
            let mixed = first.secret.prefix(18) + second.secret.dropFirst(18)
            for wrong in [String(mixed), first.key.prefix, "", first.secret.uppercased(), String(first.secret.dropLast())] {
                #expect(try await find(wrong) == nil)
            }
            let stored = try await place.database.read { try $0.all("SELECT hash, prefix FROM api_keys") { $0.text(0) + $0.text(1) } }
            #expect(!stored.contains { $0.contains(first.secret.dropFirst(18)) }, "the secret is not kept")
        }
    }

    @Test(arguments: Engine.available)
    func `a revoked key is not good any more, and its last use is kept to the minute`(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, ApiKeySchema.migrations) { place in
            try await place.database.write { tx in
                let made = try ApiKey.create(named: "Warehouse", for: [.productsRead], until: nil, at: Self.now, in: tx)
                #expect(made.key.isUseStale(at: Self.now))
                try made.key.noteUse(at: Self.now, in: tx)
                let used = try #require(try ApiKey.find(secret: made.secret, at: Self.now, in: tx))
                #expect(!used.isUseStale(at: Self.now.adding(seconds: 59)) && used.isUseStale(at: Self.now.adding(seconds: 60)))
                try ApiKey.revoke(made.key.prefix, at: Self.now.adding(seconds: 1), in: tx)
                try ApiKey.revoke(made.key.prefix, at: Self.now.adding(seconds: 9), in: tx)
                #expect(try ApiKey.find(secret: made.secret, at: Self.now, in: tx) == nil)
                #expect(try ApiKey.all(in: tx).map(\.revokedAt) == [Self.now.adding(seconds: 1)])
                #expect(try ApiKey.all(in: tx).first?.scopes == [.productsRead])
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a key without a name, a scope or a future is refused`(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, ApiKeySchema.migrations) { place in
            func field(_ name: String, _ scopes: Set<ApiKey.Scope>, _ expiry: Instant?) async -> String? {
                do {
                    _ = try await place.database.write { try ApiKey.create(named: name, for: scopes, until: expiry, at: Self.now, in: $0) }
                    return nil
                } catch { return (error as? any Refusal)?.field }
            }
            #expect(await field("", [.ordersRead], nil) == "name")
            #expect(await field(String(repeating: "x", count: 101), [.ordersRead], nil) == "name")
            #expect(await field("a\nb", [.ordersRead], nil) == "name")
            #expect(await field("A", [], nil) == "scopes")
            #expect(await field("A", [.ordersRead], Self.now) == "expires")
            #expect(await Outcome.of { try await place.database.write { try ApiKey.revoke("nobody", at: Self.now, in: $0) } }.refusal == "not_found")
        }
    }
}
