import Storage
import TestKit
import Testing

@Suite(.serialized)
struct FullDiskTests {
    private static let megabytes = 48
    /// The write-ahead log may have room for so many orders that were not there before.
    private static let mostOrders = 2000

    @Test(.enabled(if: SmallDisk.isPossible, "Only root can mount a small disk"))
    func `on a full disk orders are refused and pages go on, and with room again everything works`() async throws {
        try await Ground.with(.sqlite) { ground in
            try await SmallDisk.with(megabytes: Self.megabytes, at: ground.data) { disk in
                try await Goods.fill(ground)
                try await HubProcess.with(ground) { hub in
                    let ready = try await Fan.visit(hub) { fan in try fan.ready() }
                    try disk.fill()
                    let bought = try await Fan.visit(hub) { try $0.buyUntilFull(Self.mostOrders) }
                    let before = try await Self.counts(hub)
                    let refused = try await Fan.visit(hub) { fan in
                        fan.setCookie("basket-gb", ready.cookie)
                        return try fan.post("/gb/en/checkout", ready.form)
                    }
                    try Self.check(refused)
                    try await Self.readingGoesOn(hub, bought.last)
                    #expect(try await Self.counts(hub) == before)
                    try disk.free()
                    try await Self.recovers(hub, ready)
                }
                try await ground.verify()
            }
        }
    }

    private static func counts(_ hub: HubProcess) async throws -> [Int64] {
        try await Fan.visit(hub) { try [$0.gauge("stadion_orders"), $0.gauge("stadion_holds")] }
    }

    private static func check(_ refused: Answer) throws {
        #expect(refused.status == 507)
        #expect(refused["Retry-After"] == "60")
        let page = try Page(refused, status: 507)
        #expect(page.html.contains("<h1>\(Corner.gb.words["busyHead"] ?? "")</h1>"))
    }

    /// Kept pages, pages that nobody asked for yet, and orders that are there.
    private static func readingGoesOn(_ hub: HubProcess, _ order: String?) async throws {
        let paths = ["/gb/en/products/bottle", "/jp/ja", "/jp/en/products/scarf", "/us/en/stories/small-steps", "/readyz", "/healthz"]
        let statuses = try await Fan.visit(hub) { fan in try (paths + [order].compactMap(\.self)).map { try fan.get($0).status } }
        #expect(Set(statuses) == [200])
    }

    /// The form that was refused is sent again, as the page said, and is an order now.
    private static func recovers(_ hub: HubProcess, _ ready: Ready) async throws {
        try await Deadline.wait(for: "orders after the disk has room again") {
            let again = try await Fan.visit(hub) { fan in
                fan.setCookie("basket-gb", ready.cookie)
                return try fan.post("/gb/en/checkout", ready.form)
            }
            return again.status == 303 && again["Location"]?.hasPrefix("/gb/en/orders/") == true
        }
        _ = try await Fan.visit(hub) { try $0.buy("bottle") }
    }
}

/// A checkout that only has to be sent.
struct Ready: Sendable {
    let cookie: String
    let form: [String: String]
}

extension Fan {
    /// Fills a basket and a form and leaves them.
    func ready() throws -> Ready {
        try add("bottle", in: .gb)
        let form = try filled(page("/gb/en/checkout"), .good, in: .gb)
        return Ready(cookie: cookie("basket-gb") ?? "", form: form)
    }

    /// Buys until the hub says that its disk is full; returns the orders that it acknowledged before.
    fileprivate func buyUntilFull(_ most: Int) throws -> [String] {
        var orders: [String] = []
        while orders.count < most {
            do {
                orders.append(try buy("bottle"))
            } catch let answer as NoPage where answer.status == 507 {
                return orders
            }
        }
        throw NoPage(path: "order \(most) on a full disk", status: 303, text: "")
    }
}
