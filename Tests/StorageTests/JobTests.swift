import Storage
import TestKit
import Testing
import Values

@Suite struct JobTests {
    private static let now = Instant(ms: 1_517_443_200_000)

    private static func enqueue(_ numbers: Range<Int>, in database: Database) async throws {
        try await database.write { tx in
            for number in numbers { try tx.enqueue("mail", for: Key<Job>(raw: Int64(number)), at: now) }
        }
    }

    private static func lease(_ limit: Int = 10, after seconds: Int64, in database: Database) async throws -> [Job] {
        try await database.write { try $0.leaseJobs(limit: limit, at: now.adding(seconds: seconds)) }
    }

    @Test(arguments: Engine.available)
    func `asking twice for the same job leaves one`(engine: Engine) async throws {
        try await TestDatabase.with(engine, []) { place in
            try await Self.enqueue(1..<3, in: place.database)
            try await Self.enqueue(2..<4, in: place.database)
            #expect(try await place.database.read { try $0.waitingJobs() } == 3)
            #expect(try await place.database.read { try $0.nextJob() } == Self.now)
        }
    }

    @Test(arguments: Engine.available)
    func `two nodes that race lease every job once`(engine: Engine) async throws {
        try await TestDatabase.with(engine, []) { place in
            let second = try await Database.open(place.location, [])
            let nodes = [place.database, second]
            try await Self.enqueue(0..<150, in: place.database)
            let leased = await Outcome.all(8) { number in
                var mine: [Int64] = []
                while true {
                    let jobs = try await Self.lease(7, after: 1, in: nodes[number % 2])
                    let left = try await nodes[number % 2].read { try $0.count("SELECT count(*) FROM jobs WHERE leased_until = 0") }
                    if jobs.isEmpty, left == 0 { return mine }
                    mine += jobs.map(\.subject)
                }
            }
            #expect(leased.compactMap(\.failure).map { "\($0)" } == [])
            #expect(leased.compactMap(\.value).joined().sorted() == Array(0..<150))
            await second.close()
        }
    }

    @Test(arguments: Engine.available)
    func `a job is given to another node when its worker's lease has run out`(engine: Engine) async throws {
        try await TestDatabase.with(engine, []) { place in
            let second = try await Database.open(place.location, [])
            try await Self.enqueue(5..<6, in: place.database)
            #expect(try await Self.lease(after: -1, in: place.database).isEmpty)
            let first = try await Self.lease(after: 0, in: place.database)
            #expect(first.map(\.attempts) == [1])
            #expect(try await Self.lease(after: Job.leaseSeconds - 1, in: second).isEmpty)
            let again = try await Self.lease(after: Job.leaseSeconds, in: second)
            #expect(again.map(\.key) == first.map(\.key))
            #expect(again.map(\.attempts) == [2])
            try await place.database.write { tx in
                try tx.postpone(first[0], because: "the first worker comes late", at: Self.now.adding(seconds: 130))
            }
            #expect(try await Self.lease(after: 200, in: place.database).isEmpty)
            try await second.write { try $0.finish(again[0]) }
            #expect(try await second.read { try $0.waitingJobs() } == 0)
            await second.close()
        }
    }

    @Test(arguments: Engine.available)
    func `a failed job is tried again later and later, and in the end waits for a person`(engine: Engine) async throws {
        try await TestDatabase.with(engine, []) { place in
            try await Self.enqueue(5..<6, in: place.database)
            var seconds: Int64 = 0
            var pauses: [Int64] = []
            while let job = try await Self.lease(after: seconds, in: place.database).first {
                let now = Self.now.adding(seconds: seconds)
                try await place.database.write { try $0.postpone(job, because: "try \(job.attempts)", at: now) }
                guard let next = try await place.database.read({ try $0.nextJob() }) else { break }
                pauses.append(next.seconds(since: now))
                #expect(try await Self.lease(after: seconds + pauses[pauses.count - 1] - 1, in: place.database).isEmpty)
                seconds = next.seconds(since: Self.now)
            }
            #expect(pauses == [2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048])
            #expect(try await place.database.read { try $0.stuckJobs() } == 1)
            #expect(try await Self.lease(after: 1_000_000, in: place.database).isEmpty)
            #expect(try await place.database.read { try $0.all("SELECT problem FROM jobs") { $0.text(0) } } == ["try 12"])
        }
    }

    @Test func `looking for work walks over no row that it does not take`() async throws {
        try await TestDatabase.with(.sqlite, []) { place in
            try await Self.enqueue(0..<300, in: place.database)
            try await place.database.write { tx in
                for number in 0..<300 { try tx.record("made", of: Key<Fact>(raw: Int64(number)), at: Self.now) }
                _ = try tx.run("UPDATE jobs SET run_at = \(Self.now.adding(seconds: 60)) WHERE subject >= 5")
            }
            let steps = try await place.database.write { tx in
                #expect(try tx.leaseJobs(limit: 50, at: Self.now).count == 5)
                let forJobs = tx.fullScanSteps
                _ = try tx.nextJob()
                _ = try tx.takeFacts(try tx.peekFacts(limit: 10))
                return (jobs: forJobs, facts: tx.fullScanSteps - forJobs)
            }
            #expect(steps.jobs == 0)
            #expect(steps.facts <= 10, "facts are taken in the order of the table, ten of them")
        }
    }
}
