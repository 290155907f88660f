import Foundation
import Storage
import TestKit
import Testing

/// The first sale as a fan makes it, in every market, over plain pages.
@Suite(.serialized)
struct FirstSaleTests {
    /// Two scarves in M and a bottle. Computed by hand from the prices in `Goods`, the rates of the demo's markets and half-up
    /// rounding: in the US tax comes on top (7.25% of $69.28 in California), elsewhere it is within (a sixth, an eleventh, 13/113).
    private static let bills = Bill.table("""
        # corner      | goods    | delivery | sums below
        /us/en        | $62.33   | $6.95    | $5.02    | $74.30
        /gb/en        | £49.93   | £4.95    | £54.88   | £9.15
        /jp/ja        | ¥7,214   | ¥550     | ¥7,764   | ¥706
        /kr/ko        | ₩79,750  | free     | ₩79,750  | ₩7,250
        /cn/zh-hans   | ¥403.60  | free     | ¥403.60  | ¥46.43
        """)

    @Test(arguments: Engine.available)
    func `a guest buys from a story in every market, and every card does what it says`(_ engine: Engine) async throws {
        try await Ground.with(engine) { ground in
            try await Goods.fill(ground)
            try await HubProcess.with(ground) { hub in
                let slow = try await everywhere { bill in try await Fan.visit(hub) { try Journey($0, bill).buy(.slow, ends: "waiting") } }
                let good = try await everywhere { bill in try await Fan.visit(hub) { try Journey($0, bill).buyWithMistakes() } }
                _ = try await everywhere { bill in try await Fan.visit(hub) { try Journey($0, bill).buyAtSecondTry() } }
                _ = try await everywhere { bill in try await Fan.visit(hub) { try Journey($0, bill).buyAtBank("approve", ends: "paid") } }
                _ = try await everywhere { bill in try await Fan.visit(hub) { try Journey($0, bill).buyAtBank("decline", ends: "failed") } }
                for path in slow { try await Self.becomesPaid(path, at: hub) }
                let paid = 4 * Self.bills.count
                try await Self.mails(paid, in: ground, naming: good + slow, at: hub)
                let orders = try await Fan.visit(hub) { try $0.gauge("stadion_orders") }
                #expect(orders == Int64(paid + Self.bills.count))
                #expect(!hub.log.contains(" error "), "\(hub.log)")
            }
            let scarves = try await ground.sums(of: "SCARF-M")
            let paid = Int64(2 * 4 * Self.bills.count)
            let open = Int64(2 * Self.bills.count)
            #expect([scarves.piecesPaid, scarves.sold] == [paid, paid])
            #expect([scarves.piecesOpen, scarves.held] == [open, open])
            try await ground.verify()
        }
    }

    @Test(arguments: Engine.available)
    func `a form that is sent twice gives one order, and its page opens under its own address only`(_ engine: Engine) async throws {
        try await Ground.with(engine) { ground in
            try await Goods.fill(ground)
            try await HubProcess.with(ground) { hub in
                let paths = try await Fan.visit(hub) { fan in
                    try fan.add("bottle", in: .gb)
                    let form = try fan.filled(fan.page("/gb/en/checkout"), .good, in: .gb)
                    let text = fan.request("POST", "/gb/en/checkout", ["Content-Type": Fan.formType], Fan.encoded(form))
                    let wires = try (0..<8).map { _ in try Wire(port: fan.port) }
                    for wire in wires { try wire.send(text) }
                    return try wires.map { try $0.answer()["Location"] ?? "none" }
                }
                #expect(paths.count == 8 && Set(paths).count == 1)
                let path = paths[0]
                let (token, guess) = (String(path.suffix(32)), String(repeating: "7", count: 32))
                let answers = try await Fan.visit(hub) { fan in
                    let shown = try fan.get(path).status
                    let others = ["/gb/en/orders/\(guess)", "/us/en/orders/\(token)", "/gb/en/orders/\(token.dropLast())", "/gb/en/orders/x"]
                    return (shown, try others.map { try fan.get($0).status }, try fan.gauge("stadion_orders"))
                }
                #expect(answers.0 == 200)
                #expect(answers.1 == [404, 404, 404, 404])
                #expect(answers.2 == 1)
            }
            #expect(try await ground.sums(of: "BOTTLE").sold == 1)
            try await ground.verify()
        }
    }

    private func everywhere(_ body: @escaping @Sendable (Bill) async throws -> String) async throws -> [String] {
        try await withThrowingTaskGroup(of: String.self) { group in
            for bill in Self.bills { group.addTask { try await body(bill) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    private static func becomesPaid(_ path: String, at hub: HubProcess) async throws {
        try await Deadline.wait(for: "the slow payment of \(path)", seconds: 20) {
            try await Fan.visit(hub) { try $0.page(path).ticket } == "paid"
        }
    }

    /// Every paid order has one mail, which names the address of its page, with the port that was free, and its total.
    private static func mails(_ count: Int, in ground: Ground, naming paths: [String], at hub: HubProcess) async throws {
        let folder = ground.data.appendingPathComponent("mail")
        try await Deadline.wait(for: "\(count) mails") {
            (try? FileManager.default.contentsOfDirectory(atPath: folder.path).count) ?? 0 >= count
        }
        let mails = try Mailbox.read(folder)
        #expect(mails.count == count)
        for path in paths {
            let named = mails.filter { $0.contains("http://localhost:\(hub.port)\(path)") }
            #expect(named.count == 1)
            let total = bills.first { path.hasPrefix($0.corner.base) }?.total
            #expect(named.first?.contains(total ?? "none") == true)
        }
    }
}
