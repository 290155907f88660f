import Releases
import Storage
import TestKit
import Testing
import Values

/// From its lock on a release stays as it is, unless somebody who may unlock changes it.
@Suite struct LockTests {
    private static let edge = Instant("2018-02-01T00:00:00Z") ?? Instant(ms: 0)
    private static let gb = MarketCode("GB")!
    private static let jp = MarketCode("JP")!

    /// Every way to change a release, by name.
    private static let acts: [(String, @Sendable (Release, Hand, Instant, Transaction) throws -> Void)] = [
        ("put", { _ = try $0.put(ReleaseItem(Programme.item(7), .story), by: $1, at: $2, in: $3) }),
        ("take", { _ = try $0.take(Programme.item(1), by: $1, at: $2, in: $3) }),
        ("schedule", { _ = try $0.schedule(jp, from: .instant(edge.adding(seconds: 90_000)), by: $1, at: $2, in: $3) }),
        ("move", { release, hand, now, tx in
            let opening = try release.openings(in: tx)[0]
            _ = try release.move(opening.key, from: opening.start, to: .instant(edge.adding(seconds: 99_000)), by: hand, at: now, in: tx)
        }),
        ("lock", { _ = try $0.setLock(nil, by: $1, at: $2, in: $3) }),
    ]

    private static func plan(_ programme: Programme) async throws -> Release {
        let release = try await programme.release("Locked", [1], "GB | \(edge) | for good")
        return try await programme.database.write { tx in
            try release.setLock(Lock(leadSeconds: 3600), by: .plain, at: edge.adding(seconds: -90_000), in: tx)
        }
    }

    @Test(arguments: Engine.available)
    func `each change is refused from the lock's first millisecond on, and done by a hand that unlocks`(engine: Engine) async throws {
        for (name, act) in Self.acts {
            try await Programme.with(engine) { programme in
                let release = try await Self.plan(programme)
                for row in TextTable.rows("""
                    # ms before the edge | plain          | unlocking
                    3600001              | done           | done
                    3600000              | release_locked | done
                    1                    | release_locked | done
                    0                    | release_locked | done
                    -86400000            | release_locked | done
                    """) {
                    let now = Instant(ms: Self.edge.ms - (Int64(row[0]) ?? 0))
                    for (hand, answer) in [(Hand.plain, row[1]), (.unlocking, row[2])] {
                        let outcome = await Outcome.of {
                            // Each try is taken back, so that the next one finds the release as it was.
                            try await programme.database.write { tx in
                                try act(release, hand, now, tx)
                                throw Undone()
                            }
                        }
                        #expect((outcome.failure is Undone ? "done" : outcome.refusal) == answer, "\(name) \(row[0]) ms before, \(hand)")
                    }
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `imports and other programs change no release that has a lock, and what changes nothing is fine`(engine: Engine) async throws {
        try await Programme.with(engine) { programme in
            let release = try await Self.plan(programme)
            func code(_ body: @escaping @Sendable (Transaction) throws -> Void) async -> String? {
                await Outcome.of { try await programme.database.write(body) }.refusal
            }
            #expect(await code { _ = try release.add(Programme.item(2), in: $0) } == "release_kept_at_desk")
            #expect(await code { _ = try release.remove(Programme.item(1), in: $0) } == "release_kept_at_desk")
            #expect(await code { _ = try release.open(Self.jp, from: .instant(Self.edge), in: $0) } == "release_kept_at_desk")
            #expect(await code { _ = try release.close(Self.gb, in: $0) } == "release_kept_at_desk")
            #expect(await code { _ = try release.add(Programme.item(1), in: $0) } == nil)
            #expect(await code { _ = try release.remove(Programme.item(2), in: $0) } == nil)
            #expect(await code { _ = try release.close(Self.jp, in: $0) } == nil)
            let isOpen = try await programme.isOpen(1, "GB", "\(Self.edge)")
            #expect(isOpen)
        }
    }

    @Test(arguments: Engine.available)
    func `no edge slips in behind the lock, and one that has begun keeps its start`(engine: Engine) async throws {
        try await Programme.with(engine) { programme in
            let release = try await Self.plan(programme)
            let early = Self.edge.adding(seconds: -80_000)
            let near = EdgeTime.instant(early.adding(seconds: 3600))
            func code(at now: Instant, _ body: @escaping @Sendable (Transaction) throws -> Void) async -> String? {
                await Outcome.of { try await programme.database.write(body) }.refusal
            }
            let opening = try await programme.database.read { try release.openings(in: $0)[0] }
            #expect(await code(at: early) { _ = try release.schedule(Self.jp, from: near, by: .plain, at: early, in: $0) } == "release_locked")
            #expect(await code(at: early) { _ = try release.move(opening.key, from: near, to: nil, by: .plain, at: early, in: $0) } == "release_locked")
            #expect(await code(at: early) {
                _ = try release.schedule(Self.jp, from: .instant(early.adding(seconds: 3601)), by: .plain, at: early, in: $0)
            } == nil)
            let late = Self.edge.adding(seconds: 5)
            #expect(await code(at: late) {
                _ = try release.move(opening.key, from: .instant(late.adding(seconds: 60)), to: nil, by: .unlocking, at: late, in: $0)
            } == "opening_has_begun")
            #expect(await code(at: early) { _ = try release.setLock(Lock(leadSeconds: 30 * 86_400 + 1), by: .plain, at: early, in: $0) } == "lock_too_long")
            #expect(await code(at: early) { _ = try release.setLock(Lock(leadSeconds: -1), by: .plain, at: early, in: $0) } == "lock_too_long")
        }
    }

    @Test(arguments: Engine.available)
    func `a release of which nothing is open or to come is not locked`(engine: Engine) async throws {
        try await Programme.with(engine) { programme in
            let release = try await Self.plan(programme)
            let late = Self.edge.adding(seconds: 60)
            let locks = try await programme.database.write { tx in
                let before = try release.locksAt(late, in: tx)
                try release.withdraw(from: Self.gb, at: late, in: tx)
                return [before, try release.locksAt(late, in: tx)]
            }
            #expect(locks == [Self.edge.adding(seconds: -3600), nil])
        }
    }

    private struct Undone: Error {}
}
