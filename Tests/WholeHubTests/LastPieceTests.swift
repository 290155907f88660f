import Storage
import TestKit
import Testing

@Suite(.serialized)
struct LastPieceTests {
    private static let buyers = 50

    @Test(arguments: Engine.available)
    func `fifty buyers and one last piece give one order and 49 polite refusals`(_ engine: Engine) async throws {
        try await Ground.with(engine) { ground in
            try await Goods.fill(ground)
            try await HubProcess.with(ground) { hub in
                let outcomes = try await race(at: hub)
                let orders = outcomes.filter { $0.status == 303 && $0.isOrder }
                let refused = outcomes.filter { $0.status == 409 }
                let polite = refused.filter { $0.text.contains("This has just sold out. Please remove it to go on.") }
                let kept = refused.filter { $0.text.contains("value=\"ada@example.com\"") }
                #expect(orders.count == 1)
                #expect([refused.count, polite.count, kept.count] == [Self.buyers - 1, Self.buyers - 1, Self.buyers - 1])
                let page = try await Fan.visit(hub) { try $0.page("\(Corner.gb.base)/products/last").html }
                #expect(page.contains("Every piece has found someone"))
                #expect(!hub.log.contains(" error "))
            }
            let sums = Sums(
                orders: 1, paid: 1, payments: 1, holds: 0, keys: 1, capacity: 1, held: 0, sold: 1, piecesPaid: 1, piecesOpen: 0)
            #expect(try await ground.sums(of: "LAST") == sums)
            let untouched = try await ground.sums(of: "BOTTLE")
            #expect([untouched.capacity, untouched.held, untouched.sold] == [Goods.plenty, 0, 0])
            try await ground.verify()
        }
    }

    private struct Outcome: Sendable {
        let status: Int
        let isOrder: Bool
        let text: String
    }

    /// Everybody has the piece in the basket and the form filled in before the first one sends it.
    private func race(at hub: HubProcess) async throws -> [Outcome] {
        let start = StartingLine(Self.buyers)
        return try await withThrowingTaskGroup(of: Outcome.self) { group in
            for _ in 0..<Self.buyers {
                group.addTask {
                    try await Fan.visit(hub) { fan in
                        try fan.add("last", in: .gb)
                        let form = try fan.filled(fan.page("\(Corner.gb.base)/checkout"), .good, in: .gb)
                        start.wait()
                        let answer = try fan.post("\(Corner.gb.base)/checkout", form)
                        let isOrder = answer["Location"]?.hasPrefix("\(Corner.gb.base)/orders/") == true
                        return Outcome(status: answer.status, isOrder: isOrder, text: answer.text)
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }
}
