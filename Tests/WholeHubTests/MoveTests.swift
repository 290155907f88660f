import Foundation
import Storage
import TestKit
import Testing

/// A hub on its way to another engine and back.
@Suite(.serialized)
struct MoveTests {
    @Test(.enabled(if: Engine.available.contains(.postgres)))
    func `a hub with orders moves to PostgreSQL and back, and every table is the same`() async throws {
        try await Ground.with(.sqlite) { ground in
            try await Ground.with(.postgres) { server in
                try await Goods.fill(ground)
                let rush = Rush()
                try await HubProcess.with(ground) { hub in
                    async let fans: Void = rush.run(4, at: hub)
                    defer { rush.end() }
                    try await rush.reaches(12)
                    rush.end()
                    await fans
                    _ = try await Fan.visit(hub) { try $0.get("/gb/en/stories/small-steps/seen.gif") }
                }
                let there = try await Self.move(ground.data.path, server.database ?? "", on: ground)
                try await Self.sells(server, rush.orders)
                try await server.verify()
                let sums = try await server.sums(of: "BOTTLE")
                let back = ground.folder.appendingPathComponent("back")
                let here = try await Self.move(server.database ?? "", back.path, on: ground)
                #expect(Self.rows(here)["orders"] == Int(sums.orders))
                #expect(Self.rows(there)["orders"] == rush.orders.count)
                #expect(Self.rows(there)["happenings"] ?? 0 > 0 && Self.rows(there)["picture_files"] != nil)
                let again = ground.folder.appendingPathComponent("again")
                let third = try await Self.move(back.path, again.path, on: ground)
                #expect(third == here)
                let files = try FileManager.default.contentsOfDirectory(atPath: again.path).sorted()
                #expect(files.filter { $0.hasSuffix("sqlite") || $0.contains("moving") } == ["audience.sqlite", "hub.sqlite"], "\(files)")
                let home = Ground(folder: ground.folder, database: nil)
                let verified = try await home.run(["verify", "--data", back.path])
                #expect(verified.output == "All sums are right.\n")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a target that is not empty is refused and stays as it was`(_ engine: Engine) async throws {
        try await Ground.with(.sqlite) { ground in
            try await Ground.with(engine) { other in
                for place in [ground, other] { try await Goods.fill(place) }
                let sums = try await other.sums(of: "BOTTLE")
                let target = other.database ?? other.data.path
                let refused = try await ground.run(["move", "--from", ground.data.path, "--to", target])
                #expect(refused.code == 64)
                #expect(refused.errors.contains("stadion: to: ") && refused.errors.contains(" is not empty"), "\(refused.errors)")
                #expect(try await other.sums(of: "BOTTLE") == sums)
            }
        }
    }

    @Test
    func `a hub that is being served is refused, and its rehearsal is not`() async throws {
        try await Ground.with(.sqlite) { ground in
            try await Goods.fill(ground)
            let copy = ground.folder.appendingPathComponent("copy").path
            try await HubProcess.with(ground) { _ in
                let refused = try await ground.run(["move", "--from", ground.data.path, "--to", copy])
                #expect(refused.code == 64)
                #expect(refused.errors.contains("is in use") && refused.errors.contains("stop it first"), "\(refused.errors)")
                #expect(!FileManager.default.fileExists(atPath: copy))
                _ = try await Self.move(ground.data.path, copy, on: ground, "--while-running")
            }
            let stray = try await ground.run(["move", "--from", "/nowhere", "--to", copy + "2"])
            #expect(stray.code == 64 && stray.errors.contains("/nowhere holds no hub.sqlite; it is not the data folder of a hub."))
        }
    }

    /// What an attempt that was killed left behind does not stop the next one.
    @Test
    func `a move that broke off is begun again`() async throws {
        try await Ground.with(.sqlite) { ground in
            try await Goods.fill(ground)
            let target = ground.folder.appendingPathComponent("new").path
            for name in ["hub.sqlite", "hub.sqlite-wal", "audience.sqlite"] { _ = try ground.write("new.moving/\(name)", "half") }
            let moved = try await Self.move(ground.data.path, target, on: ground)
            #expect(Self.rows(moved)["products"] == 4)
            #expect(!FileManager.default.fileExists(atPath: target + ".moving"))
        }
    }

    /// Moves and returns the table that the program printed: name, rows, digest.
    private static func move(_ from: String, _ to: String, on ground: Ground, _ extra: String...) async throws -> [[String]] {
        let moved = try await ground.run(["move", "--from", from, "--to", to] + extra)
        try #require(moved.code == 0, "\(moved.output)\(moved.errors)")
        #expect(moved.output.hasSuffix("Both places hold the same rows, and all sums are right.\n"))
        return moved.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }.filter { $0.count == 3 }
    }

    private static func rows(_ table: [[String]]) -> [String: Int] {
        Dictionary(table.map { ($0[0], Int($0[1]) ?? -1) }) { first, _ in first }
    }

    private static func sells(_ place: Ground, _ orders: [String]) async throws {
        try await HubProcess.with(place) { hub in
            let states = try await Fan.visit(hub) { fan in try orders.map { try fan.page($0).ticket } }
            #expect(states == Array(repeating: "paid", count: orders.count))
            _ = try await Fan.visit(hub) { try $0.buy("bottle") }
        }
    }
}
