import Storage
import TestKit
import Testing

/// Killed at any moment, a hub keeps every order that it acknowledged, and its sums.
@Suite(.serialized)
struct CrashTests {
    private static let buyers = 8
    private static let rounds: [Engine: Int] = [.sqlite: 20, .postgres: 6]

    @Test(arguments: Engine.available)
    func `killed again and again under a load of orders, it loses no acknowledged one`(_ engine: Engine) async throws {
        var random = SeededRandom.printed()
        try await Ground.with(engine) { ground in
            try await Goods.fill(ground)
            var orders: [String] = []
            var hub = try await HubProcess(on: ground)
            do {
                for round in 1...(Self.rounds[engine] ?? 1) {
                    let acknowledged = try await Self.load(hub, killAfter: Int.random(in: 4...24, using: &random))
                    orders += acknowledged
                    hub = try await HubProcess(on: ground)
                    let lost = try await Self.missing(acknowledged, at: hub)
                    #expect(lost.isEmpty, "round \(round)")
                }
                let lost = try await Self.missing(orders, at: hub)
                #expect(lost.isEmpty)
            } catch {
                await hub.kill()
                throw error
            }
            #expect(try await hub.stop() == 0)
            #expect(Set(orders).count == orders.count)
            try await Self.check(ground, orders.count)
        }
    }

    /// Lets eight fans order until so many orders were acknowledged in all, kills the hub, and returns their pages.
    private static func load(_ hub: HubProcess, killAfter count: Int) async throws -> [String] {
        let rush = Rush()
        async let fans: Void = rush.run(buyers, at: hub)
        do {
            try await rush.reaches(count)
        } catch {
            await hub.kill()
            throw error
        }
        await hub.kill()
        await fans
        #expect(rush.problems == [])
        return rush.orders
    }

    /// The orders whose page is not there or that are not paid.
    private static func missing(_ orders: [String], at hub: HubProcess) async throws -> [String] {
        try await Fan.visit(hub) { fan in
            try orders.filter { path in
                let answer = try fan.get(path)
                return try answer.status != 200 || Page(answer).ticket != "paid"
            }
        }
    }

    /// No piece lost or doubled: what is sold is what was paid, and what is held waits for its money.
    private static func check(_ ground: Ground, _ acknowledged: Int) async throws {
        let sums = try await ground.sums(of: "BOTTLE")
        #expect(sums.capacity == Goods.plenty)
        #expect(sums.sold == sums.piecesPaid)
        #expect(sums.held == sums.piecesOpen)
        #expect(sums.paid >= Int64(acknowledged))
        #expect(sums.keys == sums.orders)
        try await ground.verify()
    }
}
