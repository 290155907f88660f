import Foundation
import Storage
import TestKit
import Testing

@Suite(.serialized)
struct BackupTests {
    @Test
    func `a backup that was made during orders holds every earlier one, and comes back proven`() async throws {
        try await Ground.with(.sqlite) { ground in
            try await Goods.fill(ground)
            let backup = ground.folder.appendingPathComponent("backup").path
            let earlier = try await Self.backUp(ground, to: backup)
            let place = Ground(folder: ground.folder.appendingPathComponent("new"), database: nil)
            try FileManager.default.createDirectory(at: place.folder, withIntermediateDirectories: true)
            try await Self.comesBack(place, from: backup, earlier)
            let sums = try await place.sums(of: "BOTTLE")
            let again = try await place.run(["restore", backup] + place.flags())
            #expect(again.code == 64)
            #expect(again.errors.contains("\(place.data.path) holds a hub already; name an empty folder with --data."))
            #expect(try await place.sums(of: "BOTTLE") == sums)
            let twice = try await ground.run(["backup", backup] + ground.flags())
            #expect(twice.code == 64)
            #expect(twice.errors.contains("\(backup) exists already; name a new folder."))
        }
    }

    @Test(.enabled(if: Engine.available.contains(.postgres)))
    func `the same on PostgreSQL, through its own tools`() async throws {
        try await PrivateServer.with { server in
            try await Ground.with(server) { ground in
                try await Goods.fill(ground)
                let backup = ground.folder.appendingPathComponent("backup").path
                let earlier = try await Self.backUp(ground, to: backup)
                let sums = try await ground.sums(of: "BOTTLE")
                let used = try await ground.run(["restore", backup] + ground.flags())
                #expect(used.code != 0)
                #expect(try await ground.sums(of: "BOTTLE") == sums)
                try Self.lose(server)
                try await Self.comesBack(ground, from: backup, earlier)
            }
        }
    }

    /// Backs a hub up while four fans order; returns the orders that were acknowledged before it began.
    private static func backUp(_ ground: Ground, to backup: String) async throws -> [String] {
        let rush = Rush()
        var earlier: [String] = []
        try await HubProcess.with(ground) { hub in
            async let fans: Void = rush.run(4, at: hub)
            defer { rush.end() }
            try await rush.reaches(20)
            earlier = rush.orders
            let ended = try await ground.run(["backup", backup] + ground.flags())
            rush.end()
            await fans
            #expect(ended.code == 0, "\(ended.errors)")
            #expect(ended.output.wholeMatch(of: /Backed up [0-9]+ kB to .*\/backup\.\n/) != nil)
        }
        #expect(rush.problems == [])
        #expect(rush.orders.count > earlier.count)
        return earlier
    }

    private static func comesBack(_ place: Ground, from backup: String, _ orders: [String]) async throws {
        let restored = try await place.run(["restore", backup] + place.flags())
        #expect(restored.code == 0, "\(restored.errors)")
        #expect(restored.output == "Restored; all sums are right.\n")
        try await HubProcess.with(place) { hub in
            let states = try await Fan.visit(hub) { fan in try orders.map { try fan.page($0).ticket } }
            #expect(states == Array(repeating: "paid", count: orders.count))
            _ = try await Fan.visit(hub) { try $0.buy("bottle") }
        }
        let sums = try await place.sums(of: "BOTTLE")
        #expect(sums.sold == sums.piecesPaid && sums.held == sums.piecesOpen)
        try await place.verify()
    }

    /// Drops everything that the hub owns.
    private static func lose(_ server: PrivateServer) throws {
        let psql = Process()
        psql.executableURL = URL(fileURLWithPath: "/usr/bin/psql")
        psql.arguments = ["-q", "-X", "-c", "DROP OWNED BY stadion", server.location.description]
        try psql.run()
        psql.waitUntilExit()
        #expect(psql.terminationStatus == 0)
    }
}
