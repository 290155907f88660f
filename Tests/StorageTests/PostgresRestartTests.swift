import Storage
import TestKit
import Testing
import Values

@Suite(.serialized, .enabled(if: Engine.available.contains(.postgres)))
struct PostgresRestartTests {
    @Test func `while PostgreSQL is away it is refused, and everything goes on once it is back`() async throws {
        try await PrivateServer.with { server in
            let database = try await Database.open(server.location, Notes.migrations)
            let problems = Trail<Bool>()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await database.followOthers { problems.add($0 != nil) } }
                _ = await Outcome.all(16) { number in try await database.write { try Notes.add("before \(number)", in: $0) } }
                try server.control("stop")
                let away = await Outcome.all(16) { number in
                    try await database.write { try Notes.add("away \(number)", in: $0) }
                }
                #expect(away.compactMap { ($0.failure as? Fault)?.kind } == Array(repeating: .storageUnavailable, count: 16))
                let reads = await Outcome.all(4) { _ in try await database.read(Notes.count) }
                #expect(reads.compactMap { ($0.failure as? Fault)?.kind } == Array(repeating: .storageUnavailable, count: 4))
                try await Deadline.wait(for: "the follower noticed") { problems.all == [true] }
                try server.control("start")
                let back = await Outcome.all(16) { number in try await database.write { try Notes.add("back \(number)", in: $0) } }
                #expect(back.compactMap(\.failure).map { "\($0)" } == [])
                #expect(try await database.read(Notes.count) == 32)
                try await Deadline.wait(for: "the follower goes on") { problems.all == [true, false] }
                group.cancelAll()
            }
            await database.close()
        }
    }

    @Test func `connections that idled while the server was started anew cost no request`() async throws {
        try await PrivateServer.with { server in
            let database = try await Database.open(server.location, Notes.migrations)
            _ = await Outcome.all(64) { number in try await database.write { try Notes.add("\(number)", in: $0) } }
            try server.control("stop")
            try server.control("start")
            let outcomes = await Outcome.all(64) { _ in try await database.read(Notes.count) }
            #expect(outcomes.compactMap(\.value) == Array(repeating: 64, count: 64))
            await database.close()
        }
    }

    @Test func `a write that returned survives a crash of the server, one in flight does not come by half`() async throws {
        try await PrivateServer.with { server in
            let database = try await Database.open(server.location, Notes.migrations)
            for number in 0..<20 { try await database.write { try Notes.add("\(number)", in: $0) } }
            let (started, goOn) = (Latch(), Latch())
            async let inFlight = Outcome.of {
                try await database.write { tx in
                    try Notes.add("first half", in: tx)
                    started.open()
                    goOn.block()
                    try Notes.add("second half", in: tx)
                }
            }
            try await started.wait()
            try server.control("crash")
            goOn.open()
            #expect((await inFlight.failure as? Fault)?.kind == .storageUnavailable)
            try server.control("start")
            #expect(try await database.read(Notes.texts) == (0..<20).map(String.init).sorted())
            await database.close()
        }
    }
}
