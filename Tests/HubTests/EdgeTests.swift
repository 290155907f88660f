import Foundation
import Logging
import Releases
import Staff
import Storage
import Synchronization
import TestKit
import Testing
import Values

@testable import Hub

/// What the hub does at an edge, and when zone rules change: each stands in the log of changes, once.
@Suite struct EdgeTests {
    private static let start = Instant("2018-01-20T00:00:00Z") ?? Instant(ms: 0)
    private static let jp = MarketCode("JP")!

    private final class Clock: Sendable {
        let now = Mutex(EdgeTests.start)
        func turn(to text: String) { now.withLock { $0 = Instant(text) ?? $0 } }
    }

    private static func raise(_ location: Database.Location, _ folder: TemporaryFolder, _ clock: Clock) async throws -> Hub {
        var settings = HubSettings(dataFolder: URL(fileURLWithPath: folder.path))
        if case .server(let url) = location { settings.databaseURL = url }
        return try await Hub.open(settings, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }) { clock.now.withLock { $0 } }
    }

    /// One node on SQLite, two on PostgreSQL.
    private static func with(_ engine: Engine, _ body: ([Hub], Clock) async throws -> Void) async throws {
        try await Place.with(engine) { place in
            let (folder, clock) = (try TemporaryFolder(), Clock())
            var hubs = [try await raise(place.location, folder, clock)]
            if engine == .postgres { hubs.append(try await raise(place.location, try TemporaryFolder(), clock)) }
            do {
                try await body(hubs, clock)
            } catch {
                for hub in hubs { await hub.close() }
                throw error
            }
            for hub in hubs { await hub.close() }
        }
    }

    private static func plan(_ hub: Hub) async throws -> Key<Release> {
        try await hub.database.write { tx in
            let release = try Release.named("Games", at: start, in: tx)
            let midnight = CivilTime("2018-02-01")!
            for (market, zone) in [("JP", "Asia/Tokyo"), ("GB", "Europe/London")] {
                try release.open(MarketCode(market)!, from: .civil(midnight, zone: zone, occurrence: nil), in: tx)
            }
            return release.key
        }
    }

    private static func log(_ hub: Hub) async throws -> [String] {
        try await hub.database.read { tx in
            var filter = Change.Filter()
            filter.noun = "release"
            return try Change.list(filter, limit: 100, in: tx).reversed().map { "\($0.action) \($0.title) by \($0.author.name) \($0.after ?? "")" }
        }
    }

    /// What the clockworks of all nodes do, at the same time.
    private static func tick(_ hubs: [Hub]) async throws {
        for _ in 0..<3 {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for hub in hubs { group.addTask { _ = try await hub.tellEdges() + hub.react() } }
                try await group.waitForAll()
            }
        }
    }

    @Test(arguments: Engine.available)
    func `every edge stands in the log once, in time or late, whichever node looks`(_ engine: Engine) async throws {
        try await Self.with(engine) { hubs, clock in
            _ = try await Self.plan(hubs[0])
            let japan = #"opened Games by stadion {"channel":"digital","edge":"2018-01-31T15:00:00.000Z","market":"JP"}"#
            let britain = #"opened Games by stadion {"channel":"digital","edge":"2018-02-01T00:00:00.000Z","market":"GB"}"#
            clock.turn(to: "2018-01-31T14:59:59.999Z")
            try await Self.tick(hubs)
            #expect(try await Self.log(hubs[0]) == [])
            clock.turn(to: "2018-01-31T15:00:00Z")
            try await Self.tick(hubs)
            #expect(try await Self.log(hubs[0]) == [japan])
            clock.turn(to: "2018-02-05T12:00:00Z")
            try await Self.tick(hubs)
            try await Self.tick(hubs)
            #expect(try await Self.log(hubs[0]) == [japan, britain])
            #expect(try await hubs[0].database.read { try $0.waitingFacts() } == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `a stale instant is found at the start and by the clockwork, moved, and told once`(_ engine: Engine) async throws {
        try await Self.with(engine) { hubs, clock in
            let hub = hubs[0]
            _ = try await Self.plan(hub)
            let stale = try #require(Instant("2018-01-31T14:00:00Z"))
            try await hub.database.write { tx in _ = try tx.run("UPDATE openings SET opens_at = \(stale), zone_data = '2017c' WHERE market = 'JP'") }
            let heard = Trail<Set<Topic>>()
            hub.database.onChange(heard.add)
            for hub in hubs { try await hub.rederiveOpenings() }
            let moved = #"moved Games by stadion {"channel":"digital","market":"JP","opens":"2018-01-31T15:00:00.000Z"}"#
            #expect(try await Self.log(hub) == [moved])
            #expect(heard.all.contains([.releases]))
            let opens = try await hub.database.read { try $0.first("SELECT opens_at FROM openings WHERE market = 'JP'") { $0.instant(0) } }
            #expect(opens == Instant("2018-01-31T15:00:00Z"))
            try await hub.rederiveOpenings()
            #expect(try await Self.log(hub) == [moved])
        }
    }

    @Test(arguments: Engine.available)
    func `a program that starts with other zone rules moves what was derived with the old ones`(_ engine: Engine) async throws {
        try await Place.with(engine) { place in
            let (folder, clock) = (try TemporaryFolder(), Clock())
            let first = try await Self.raise(place.location, folder, clock)
            _ = try await Self.plan(first)
            let stale = try #require(Instant("2018-01-31T14:00:00Z"))
            try await first.database.write { tx in _ = try tx.run("UPDATE openings SET opens_at = \(stale), zone_data = '2017c' WHERE market = 'JP'") }
            await first.close()
            let second = try await Self.raise(place.location, folder, clock)
            let answers = try await second.database.read { tx in
                [try tx.count("SELECT opens_at FROM openings WHERE market = 'JP'"), try Opening.hasUntoldEdges(at: stale, in: tx) ? 1 : 0]
            }
            #expect(answers == [try #require(Instant("2018-01-31T15:00:00Z")).ms, 0])
            #expect(try await Self.log(second).count == 1)
            await second.close()
        }
    }

    @Test(arguments: Engine.available)
    func `whoever changes a release stands in the log, and that it was locked`(_ engine: Engine) async throws {
        try await Self.with(engine) { hubs, _ in
            let hub = hubs[0]
            let key = try await Self.plan(hub)
            let now = try #require(Instant("2018-01-31T14:30:00Z"))
            let author = Author.machine("Ada")
            func change(_ action: String, _ hand: Hand, _ body: @escaping @Sendable (Release, Hand, Transaction) throws -> Void) async -> String? {
                await Outcome.of {
                    try await hub.database.write { tx in
                        try Release.change(key, action, by: author, with: hand, at: now, in: tx) { try body($0, $1, tx) }
                    }
                }.refusal
            }
            let item = ReleaseItem(ItemKey(raw: 77), .story)
            #expect(await change("locked", .plain) { _ = try $0.setLock(Lock(leadSeconds: 3600), by: $1, at: now, in: $2) } == nil)
            #expect(await change("put", .plain) { _ = try $0.put(item, by: $1, at: now, in: $2) } == "release_locked")
            #expect(await change("put", .unlocking) { _ = try $0.put(item, by: $1, at: now, in: $2) } == nil)
            #expect(await change("put", .unlocking) { _ = try $0.put(item, by: $1, at: now, in: $2) } == nil, "changes nothing")
            #expect(await change("rolled_back", .plain) { _ = try $0.withdraw(from: Self.jp, at: now, in: $2) } == nil)
            let lines = try await Self.log(hub)
            #expect(lines.map { $0.prefix(while: { $0 != "{" }) } == ["locked Games by Ada ", "put Games by Ada ", "rolled_back Games by Ada "])
            #expect(lines.map { $0.contains(#""whileLocked":"yes""#) } == [false, true, true])
            #expect(lines[1].contains(#""items.story":"1""#))
        }
    }

    @Test func `only the roles that may unlock have a hand that unlocks`() async throws {
        try await Self.with(.sqlite) { hubs, clock in
            for role in Role.allCases {
                let entry = try PersonEntry(name: "\(role)", email: "\(role)@example.com", language: .english, roles: [role])
                let now = Self.start
                let person = try await hubs[0].database.write { tx in
                    let (invited, _) = try Person.invite(entry, by: .program, at: now, in: tx)
                    #expect(!Hand(invited, unlocks: true).unlocks, "somebody who has not come yet may nothing")
                    try tx.run("UPDATE people SET state = 'active' WHERE key = \(invited.key)")
                    return try #require(try Person.find(email: entry.email, in: tx))
                }
                #expect(Hand(person, unlocks: true).unlocks == [.administrator, .campaigner].contains(role))
                #expect(!Hand(person, unlocks: false).unlocks)
            }
        }
    }
}
