import Exchange
import Pictures
import Releases
import Storage
import Stories
import TestKit
import Testing
import Values

/// A desk with two writers for one test.
struct Room: Sendable {
    static let now = Desk.now
    static let ann = Writer(person: 1, name: "Ann")
    static let bob = Writer(person: 2, name: "Bob")
    static let us = MarketCode("US")!
    static let jp = MarketCode("JP")!

    let desk: Desk

    static func with(_ engine: Engine, _ body: (Room) async throws -> Void) async throws {
        try await Desk.with(engine) { desk in
            try await desk.addPictures(["rink.svg"])
            try await body(Room(desk: desk))
        }
    }

    func create(_ title: String = "Ice", at now: Instant = Self.now) async throws -> StoryWork {
        try await desk.database.write { try StoryWork.create(titled: title, in: .english, by: Self.ann, at: now, in: $0) }
    }

    func work(_ key: Key<Story>) async throws -> StoryWork { try await desk.database.read { try StoryWork.find(key, in: $0) } }

    @discardableResult
    func save(
        _ submission: Submission, _ key: Key<Story>, by writer: Writer = Self.ann, at now: Instant = Self.now
    ) async throws -> SaveOutcome {
        try await desk.database.write { try StoryWork.save(submission, of: key, by: writer, at: now, in: $0) }
    }

    /// Saves English blocks from the version at hand.
    @discardableResult
    func write(_ pieces: [Manuscript.Piece], _ key: Key<Story>, at now: Instant = Self.now) async throws -> StoryWork {
        let work = try await work(key)
        var submission = Submission(base: work.version)
        submission.texts[.english] = work.manuscript.source
        submission.texts[.english]?.pieces = pieces
        return try #require(try await save(submission, key, at: now).work)
    }

    @discardableResult
    func publish(
        _ key: Key<Story>, _ markets: [MarketCode: Publication.Moment] = [Self.us: .now], languages: Set<Language> = [],
        base: Int64? = nil, knowing products: Set<String> = [], at now: Instant = Self.now
    ) async throws -> StoryWork {
        let version = try await work(key).version
        return try await desk.database.write { tx in
            try StoryWork.publish(
                key, Publication(languages: languages, markets: markets), base: base ?? version, knowing: products,
                among: Desk.markets, by: Self.ann, at: now, in: tx)
        }
    }

    /// Headlines that a market's readers see.
    func shown(_ market: MarketCode = Self.us, at now: Instant = Self.now, in language: Language = .english) async throws -> [String] {
        try await desk.database.read { tx in
            try Story.list(in: language, through: Gate(market, at: now), limit: 10, in: tx).map(\.title)
        }
    }

    func history(_ key: Key<Story>) async throws -> [StoryRevision] {
        try await desk.database.read { try StoryRevision.list(of: key, limit: 50, in: $0) }
    }

    func problems(_ key: Key<Story>, knowing products: Set<String> = []) async throws -> [String] {
        try await desk.database.read { tx in
            let work = try StoryWork.find(key, in: tx)
            return try StoryCheck.problems(of: work.manuscript, story: key, knowing: products, in: tx).map {
                "\($0.weight) \($0.code) \($0.language?.rawValue ?? "-") \($0.place) \($0.value)"
            }
        }
    }

    static func piece(_ id: String, _ html: String, from: String? = nil) -> Manuscript.Piece {
        Manuscript.Piece(id: id, block: .text(html: html), from: from)
    }
}

extension SaveOutcome {
    /// The work, when it was saved.
    var work: StoryWork? { if case .saved(let work, _) = self { work } else { nil } }
}
