import Releases
import Storage
import TestKit
import Testing
import Values

/// Before its hour an opening is known by what was announced of it, and by nothing else.
struct AnnouncementTests {
    private static let gb = MarketCode("GB")!
    private static let jp = MarketCode("JP")!
    private static let start = Instant(ms: 1_600_000_000_000)

    @Test(arguments: Engine.available)
    func `only announced openings of the market are told, the earliest first, until they open`(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, ReleaseSchema.migrations) { place in
            try await place.database.write { tx in
                func open(_ name: String, _ market: MarketCode, _ seconds: Int64, _ titles: [Language: String]) throws {
                    let release = try Release.named(name, at: Self.start, in: tx)
                    let opening = try release.open(market, from: .instant(Self.start.adding(seconds: seconds)), in: tx)
                    if !titles.isEmpty { try opening.announce(titles, in: tx) }
                }
                try open("secret", Self.gb, 50, [:])
                try open("second", Self.gb, 200, [.korean: "둘째", .japanese: "二番目"])
                try open("first", Self.gb, 100, [.english: "First", .korean: "첫째"])
                try open("abroad", Self.jp, 10, [.english: "Abroad"])
                let release = try Release.named("outdoor", at: Self.start, in: tx)
                try release.open(Self.gb, channel: .outdoor, from: .instant(Self.start.adding(seconds: 20)), in: tx)
                    .announce([.english: "Poster"], in: tx)
            }
            func told(_ seconds: Int64, _ language: Language, _ limit: Int = 9) async throws -> [String] {
                try await place.database.read { tx in
                    try Announcement.next(in: language, through: Gate(Self.gb, at: Self.start.adding(seconds: seconds)), limit: limit, in: tx)
                        .map { "\($0.language.rawValue) \($0.title) \(($0.opensAt.ms - Self.start.ms) / 1000)" }
                }
            }
            #expect(try await told(0, .english) == ["en First 100", "ja 二番目 200"])
            #expect(try await told(0, .korean) == ["ko 첫째 100", "ko 둘째 200"])
            #expect(try await told(0, .chinese, 1) == ["en First 100"])
            #expect(try await told(99, .english, 1) == ["en First 100"])
            #expect(try await told(100, .english) == ["ja 二番目 200"])
            #expect(try await told(200, .english) == [])
        }
    }

    @Test(arguments: Engine.available)
    func `an announcement is replaced whole, and taken back with none`(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, ReleaseSchema.migrations) { place in
            func told(_ titles: [Language: String]) async throws -> [String] {
                try await place.database.write { tx in
                    let release = try Release.named("one", at: Self.start, in: tx)
                    let opening = try release.openings(in: tx).first
                        ?? release.open(Self.gb, from: .instant(Self.start.adding(seconds: 60)), in: tx)
                    try opening.announce(titles, in: tx)
                    return try Announcement.next(in: .japanese, through: Gate(Self.gb, at: Self.start), limit: 9, in: tx).map(\.title)
                }
            }
            let first = try await told([.english: "One", .japanese: "一"])
            let second = try await told([.english: "Uno"])
            let none = try await told([:])
            #expect([first, second, none] == [["一"], ["Uno"], []])
            await #expect(throws: InvalidField.self) { try await told([.english: ""]) }
            await #expect(throws: InvalidField.self) { try await told([.english: String(repeating: "x", count: 201)]) }
        }
    }
}
